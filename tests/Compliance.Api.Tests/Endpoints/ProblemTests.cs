using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Endpoints;

public sealed class ProblemTests(ProbeApp app) : IAsyncLifetime
{
    private const string Authority = "authority-of-problems";
    private TestClient _lead = null!;

    public async ValueTask InitializeAsync()
    {
        await app.AddAsync("region-of-problems", Authority);
        _lead = await app.AsAsync($"authority-lead:{Authority}");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("""{ "kind": "routine", """, "", "well-formed")]
    [InlineData("""{ "kind": "sometimes" }""", "/kind", "Give one of: routine, ")]
    [InlineData("""{ "kind": 1 }""", "/kind", "wrong kind")]
    [InlineData("""{ "readings": null }""", "/readings", "wrong kind")]
    [InlineData("""{ "readings": [ { "measure": "a", "value": "4" } ] }""", "/readings/0/value", "wrong kind")]
    [InlineData("""{ "readings": [ { "measure": "a", "value": 1.5 } ] }""", "/readings/0/value", "wrong kind")]
    [InlineData("""{ "readings": [ { "measure": "a", "value": 99999999999999999999 } ] }""", "/readings/0/value", "wrong kind")]
    [InlineData("""{ "readings": [ { "measure": "a", "vlaue": 4 } ] }""", "/readings/0/vlaue", "no member 'vlaue'")]
    [InlineData("""{ "tenantId": "another" }""", "/tenantId", "no member 'tenantId'")]
    [InlineData("""{ "Kind": "routine" }""", "/Kind", "no member 'Kind'")]
    [InlineData("""{ "kind": "routine", "kind": "no-change" }""", "/kind", "twice")]
    [InlineData("""{ "asAt": "2026-11-18T09:10:00" }""", "/asAt", "offset")]
    [InlineData("""{ "asAt": "yesterday" }""", "/asAt", "offset")]
    [InlineData("""{ "readings": [ { "measure": "a", "value": -1 } ] }""", "/readings/0/value", "Not below zero")]
    [InlineData("[]", "", "wrong kind")]
    public async Task A_mistake_in_the_body_is_answered_with_its_place_and_its_mend(string body, string pointer, string words)
    {
        var answer = await _lead.SendTextAsync(HttpMethod.Put, $"/v1/authorities/{Authority}/probe", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("invalid", answer.Problem);
        Assert.Equal([pointer], answer.Pointers);
        Assert.Contains(words, (string?)answer.Json["detail"], StringComparison.Ordinal);
        Assert.StartsWith("application/problem+json", answer.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.NotNull(answer.Json["traceId"]);
    }

    [Fact]
    public async Task A_body_nested_too_deep_is_refused()
    {
        var deep = "{\"readings\":" + new string('[', 200) + new string(']', 200) + "}";

        var answer = await _lead.SendTextAsync(HttpMethod.Put, $"/v1/authorities/{Authority}/probe", deep);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("text/plain", "{}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", "", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "null", HttpStatusCode.BadRequest)]
    public async Task A_body_must_be_there_and_be_JSON(string type, string body, HttpStatusCode expected)
    {
        var answer = await _lead.SendTextAsync(HttpMethod.Put, $"/v1/authorities/{Authority}/probe", body, type);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Contains("JSON", (string?)answer.Json["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_of_the_wrong_kind_is_named()
    {
        var answer = await _lead.PutAsync($"/v1/authorities/{Authority}/probe?limit=many", new { });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("limit", ((string?)answer.Json["detail"])!, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_instant_is_answered_in_UTC_and_a_word_in_kebab_case()
    {
        var answer = await _lead.PutAsync(
            $"/v1/authorities/{Authority}/probe", new { kind = "no-change", asAt = "2026-11-18T10:10:00.1239+01:00" }, ifMatch: "*");

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{ "kind": "no-change", "asAt": "2026-11-18T09:10:00.123Z", "readings": [] }"""), answer.Json), answer.Text);
    }

    [Theory]
    [InlineData("/v1/nowhere", HttpStatusCode.NotFound, "not-found")]
    [InlineData("/v1/sign-in", HttpStatusCode.MethodNotAllowed, "method-not-allowed")]
    [InlineData("/v1/faults/probe", HttpStatusCode.InternalServerError, "fault")]
    [InlineData("/v1/busy/probe", HttpStatusCode.ServiceUnavailable, "busy")]
    public async Task What_the_framework_refuses_is_a_problem_too(string url, HttpStatusCode expected, string code)
    {
        var answer = await _lead.GetAsync(url);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(code, answer.Problem);
        Assert.DoesNotContain("the inside", answer.Text, StringComparison.Ordinal);
        Assert.Equal(expected == HttpStatusCode.ServiceUnavailable ? "7" : null, answer.Headers.GetValueOrDefault("Retry-After"));
    }

    [Fact]
    public async Task Pages_are_walked_by_their_links()
    {
        var seen = new List<int>();
        string? next = "/v1/pages/probe?limit=2";
        while (next is not null)
        {
            var answer = await _lead.GetAsync(next);
            seen.AddRange(answer.Json["items"]!.AsArray().Select(n => (int)n!));
            next = answer.Headers.GetValueOrDefault("Link")?.Split('<', '>')[1];
            Assert.Equal(next is null, answer.Json["next"] is null);
        }

        Assert.Equal([1, 2, 3, 4, 5], seen);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("W10")]
    [InlineData("bm90IGpzb24")]
    public async Task A_cursor_that_is_not_ours_is_refused(string cursor)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await _lead.GetAsync($"/v1/pages/probe?limit=2&cursor={cursor}")).StatusCode);
    }

    [Fact]
    public async Task Answers_tell_browsers_to_guess_and_keep_nothing()
    {
        var answer = await _lead.GetAsync("/v1/me");

        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
    }
}
