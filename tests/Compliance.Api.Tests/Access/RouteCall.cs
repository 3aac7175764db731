using Compliance.Api.Tests.Hosting;
using Microsoft.AspNetCore.Routing;

namespace Compliance.Api.Tests.Access;

/// <summary>A route with its entry, and the versions that whoever may change something has seen.</summary>
internal sealed record RouteCall(string Operation, RouteEndpoint Endpoint, HttpMethod Method, RouteEntry Entry)
{
    private readonly Dictionary<string, string?> _seen = [];
    private int _sent;

    /// <summary>Reads the version that the calls at this place will say they change.</summary>
    public async Task SeeAsync(TestClient client, Place place)
    {
        if (Entry.Seen?.Invoke(place) is { } address)
        {
            _seen[address] = (await client.GetAsync(address)).ETag;
            Assert.True(_seen[address] is not null, $"{address}, which {Operation} changes, has no version.");
        }
    }

    /// <summary>Sends the call, each with a key of its own, as a careful client would.</summary>
    public Task<TestAnswer> SendAsync(TestClient client, Place place) => client.SendAsync(
        Method, Entry.Address(place), Entry.Body?.Invoke(place),
        Entry.Seen is null ? null : _seen.GetValueOrDefault(Entry.Seen(place), "\"1\""),
        Method == HttpMethod.Get ? null : $"{Operation}-{++_sent}");
}

internal static class BareAnswers
{
    extension(TestAnswer answer)
    {
        /// <summary>All of an answer that could tell one refusal from another; only the trace id may differ.</summary>
        public string Bare()
        {
            var body = answer.Json.AsObject();
            body.Remove("traceId");
            return $"{(int)answer.StatusCode} {body.ToJsonString()} {string.Join(' ', answer.Headers.Where(h => h.Key != "Date").Select(h => $"{h.Key}: {h.Value}").Order(StringComparer.Ordinal))}";
        }
    }
}
