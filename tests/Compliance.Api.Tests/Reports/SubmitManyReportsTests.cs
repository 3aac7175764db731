using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Reports;

public sealed class SubmitManyReportsTests(ComplianceApp app) : IAsyncLifetime
{
    private readonly TestAuthority _authority = app.NewAuthority();

    public async ValueTask InitializeAsync()
    {
        await _authority.AdoptPlanAsync();
        await _authority.RegisterAsync("beechwood");
        await _authority.RegisterAsync("elm");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Lines_are_answered_one_by_one_in_their_order_and_blank_ones_are_skipped()
    {
        var answer = await SendAsync($"{Line("elm", 1)}\n\n  \r\n{Line("beechwood", 2)}\r\n");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("application/x-ndjson", answer.Headers["Content-Type"], StringComparison.Ordinal);
        var lines = Lines(answer);
        Assert.Equal([(1, 201), (4, 201)], lines.Select(Numbers));
        Assert.All(lines, l => Assert.Null(l["problem"]));
        var report = await _authority.Lead.GetJsonAsync($"{_authority.Address}/providers/beechwood/reports/{lines[1]["id"]}");
        Assert.Equal("2", report["readings"]![0]!["value"]!.ToString());
    }

    [Fact]
    public async Task A_bad_line_never_fails_its_neighbours()
    {
        var other = app.NewAuthority();
        await other.AdoptPlanAsync();
        await other.RegisterAsync("rowan");
        string[] sent =
        [
            Line("elm", 1),
            "{",
            Line("rowan", 1),
            Line("@", 1),
            Line("nowhere", 1),
            """{"provider":"elm","toldBy":"the weekly sheet","readings":[{"measure":"staff-absnt","value":4}]}""",
            """{"provider":"elm","toldBy":"the weekly sheet","readings":[null]}""",
            """{"readings":[{"measure":"staff-absent","value":4}]}""",
            """{"provider":"elm","toldBy":"the weekly sheet","readings":[{"measure":"staff-employed","value":10},{"measure":"staff-absent","value":6}]}""",
            """{"provider":"elm","toldBy":"the weekly sheet","readings":[{"measure":"\ud800","value":4}]}""",
            """{"provider":"elm","colour":"red"}""",
            "null",
            "[]",
            "7",
            new string('[', 5000),
            Line("beechwood", 2),
        ];

        var lines = Lines(await SendAsync(string.Join('\n', sent)));

        Assert.Equal([201, 400, 404, 404, 404, 400, 400, 400, 409, 400, 400, 400, 400, 400, 400, 201], lines.Select(l => (int)l["status"]!));
        Assert.All(lines.Where(l => (int)l["status"]! != 201), l => Assert.NotEmpty((string?)l["problem"]!["detail"] ?? ""));
        Assert.Contains("did you mean `staff-absent`", (string?)lines[5]["problem"]!["detail"], StringComparison.Ordinal);
        Assert.Equal("/provider", (string?)lines[7]["problem"]!["errors"]![0]!["pointer"]);
        Assert.EndsWith("confirm-needed", (string?)lines[8]["problem"]!["type"], StringComparison.Ordinal);
        await using var db = other.Db();
        Assert.DoesNotContain(db.Journal.ToList(), j => j.Kind == "report");
    }

    [Fact]
    public async Task Each_line_has_a_key_of_its_own_so_that_an_upload_can_be_sent_again()
    {
        var body = $"{Line("elm", 1)}\n{Line("beechwood", 2)}\n{{\n";
        var first = await SendAsync(body, "night");
        var before = await Snapshot.OfAsync(_authority);

        var again = await SendAsync(body, "night");
        var changed = Lines(await SendAsync(body.Replace(Line("beechwood", 2), Line("beechwood", 3), StringComparison.Ordinal), "night"));

        Assert.Equal(first.Text, again.Text);
        Assert.Equal([201, 422, 400], changed.Select(l => (int)l["status"]!));
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Fact]
    public async Task A_thousand_lines_are_taken_and_one_more_is_refused_whole()
    {
        var line = Line("elm", 1) + "\n";
        var taken = await SendAsync(string.Concat(Enumerable.Repeat(line, 1000)));
        var before = await Snapshot.OfAsync(_authority);

        var refused = await SendAsync(string.Concat(Enumerable.Repeat(line, 1001)));

        Assert.Equal(1000, Lines(taken).Count(l => (int)l["status"]! == 201));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("1 to 1000 lines", (string?)refused.Json["detail"], StringComparison.Ordinal);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \r\n\t\n")]
    public async Task An_upload_without_lines_is_refused(string body)
    {
        var answer = await SendAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("line-count", answer.Problem);
    }

    [Fact]
    public async Task Lines_of_one_provider_keep_their_order()
    {
        await SendAsync(string.Join('\n', Enumerable.Range(1, 50).Select(n => Line("elm", n))));

        var position = await _authority.Lead.GetJsonAsync($"{_authority.Address}/providers/elm/position");
        Assert.Equal("50", position["readings"]![0]!["value"]!.ToString());
    }

    [Fact]
    public async Task The_document_tells_of_both_kinds_of_body()
    {
        var operation = (await app.Anonymous().GetJsonAsync("/openapi/v1.json"))["paths"]!["/v1/authorities/{authority}/reports"]!["post"]!;

        Assert.Equal("SubmitAuthorityReport", (string?)operation["operationId"]);
        Assert.Equal(["application/json", "application/x-ndjson"], operation["requestBody"]!["content"]!.AsObject().Select(c => c.Key).Order());
        Assert.True(operation["responses"]!["200"]!["content"]!["application/x-ndjson"]!["schema"]!["properties"]!.AsObject().ContainsKey("line"));
    }

    private static string Line(string provider, int employed) =>
        $$"""{"provider":"{{provider}}","toldBy":"the weekly sheet","readings":[{"measure":"staff-employed","value":{{employed}}}]}""";

    private static List<JsonNode> Lines(TestAnswer answer) =>
        [.. answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!)];

    private static (int, int) Numbers(JsonNode line) => ((int)line["line"]!, (int)line["status"]!);

    private Task<TestAnswer> SendAsync(string body, string? key = null) => _authority.Lead.SendBytesAsync(
        HttpMethod.Post, $"{_authority.Address}/reports", System.Text.Encoding.UTF8.GetBytes(body), "application/x-ndjson", key);
}
