using System.Net;
using System.Text.Json.Nodes;

namespace Compliance.Api.Tests.Hosting;

/// <summary>What came back.</summary>
public sealed record TestAnswer(HttpStatusCode StatusCode, IReadOnlyDictionary<string, string> Headers, string Text)
{
    public JsonNode Json => JsonNode.Parse(Text) ?? throw new InvalidOperationException("The answer is null.");

    public string? ETag => Headers.GetValueOrDefault("ETag");

    /// <summary>The code at the end of a problem's type.</summary>
    public string? Problem => ((string?)Json["type"])?.Split(':')[^1];

    /// <summary>The places that a problem finds fault with.</summary>
    public IEnumerable<string?> Pointers => Json["errors"]?.AsArray().Select(e => (string?)e!["pointer"]) ?? [];

    internal static async Task<TestAnswer> ReadAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new TestAnswer(
            response.StatusCode, headers, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}

public static class JsonAnswers
{
    extension(JsonNode node)
    {
        /// <summary>One member of every element.</summary>
        public IEnumerable<string?> Select(string member) => node.AsArray().Select(e => e![member]?.ToString());
    }
}
