using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Reports;

/// <summary>No change, nil and excused, and who may say them.</summary>
public sealed class ReportKindsTests(ComplianceApp app) : IAsyncLifetime
{
    private readonly TestAuthority _authority = app.NewAuthority();
    private TestClient _home = null!;

    private string Home => $"{_authority.Address}/providers/beechwood";

    public async ValueTask InitializeAsync()
    {
        await _authority.AdoptPlanAsync();
        _home = await _authority.RegisterAsync("beechwood");
        await _home.PostAsync($"{Home}/reports", new
        {
            asAt = "2026-11-11T09:00:00Z",
            readings = new object[]
            {
                new { measure = "staff-employed", value = 40 },
                new { measure = "staff-absent", value = 2 },
                new { measure = "ppe-days-masks", value = 20 },
            },
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task No_change_takes_one_line_and_leaves_owed_what_is_asked_afresh()
    {
        var answer = await _home.PostAsync($"{Home}/reports", new { kind = "no-change" });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Contains("staff-absent", answer.Json["stillOwed"]!.Select("measure"));
        Assert.DoesNotContain("ppe-days-masks", answer.Json["stillOwed"]!.Select("measure"));
        var report = await _home.GetJsonAsync(answer.Headers["Location"]);
        Assert.Equal("""["ppe-days-masks","staff-employed"]""", report["unchanged"]!.ToJsonString());
        Assert.Empty(report["readings"]!.AsArray());
        var masks = (await PositionAsync()).Single(r => (string?)r["measure"] == "ppe-days-masks");
        Assert.Equal("2026-11-11T09:00:00Z", (string?)masks["saidOn"]);
        Assert.Equal("2026-11-18T09:00:00Z", (string?)masks["asAt"]);
        Assert.Equal(1, (int)masks["renewals"]!);
    }

    [Fact]
    public async Task One_answer_may_be_unchanged_beside_others()
    {
        var answer = await _home.PostAsync($"{Home}/reports", new
        {
            readings = new object[] { new { measure = "ppe-days-masks", unchanged = true }, new { measure = "staff-absent", value = 3 } },
        });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("""["ppe-days-masks"]""", (await _home.GetJsonAsync(answer.Headers["Location"]))["unchanged"]!.ToJsonString());
    }

    [Fact]
    public async Task What_may_not_stand_is_refused_and_nothing_is_stored()
    {
        var before = await Snapshot.OfAsync(_authority);

        var answer = await _home.PostAsync($"{Home}/reports", new { readings = new object[] { new { measure = "staff-absent", unchanged = true } } });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["/readings/0"], answer.Pointers);
        Assert.Contains("asked afresh", (string?)answer.Json["detail"], StringComparison.Ordinal);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Fact]
    public async Task Nil_answers_everything_and_says_what_it_was_taken_for()
    {
        var answer = await _home.PostAsync($"{Home}/reports", new { kind = "nil" });

        Assert.Empty(answer.Json["stillOwed"]!.AsArray());
        Assert.Contains("nobody is employed", (string?)answer.Json["warnings"]![0], StringComparison.Ordinal);
        var position = await PositionAsync();
        Assert.All(position, r => Assert.True((bool)r["nil"]!));
        Assert.Equal("0", position.Single(r => (string?)r["measure"] == "staff-absent")["value"]!.ToString());
        Assert.Null(position.Single(r => (string?)r["measure"] == "able-to-meet-needs-safely")["value"]);
    }

    [Fact]
    public async Task Only_the_authority_excuses()
    {
        var excuse = new { kind = "excused", until = "2026-12-06", reason = "Closed after a flood" };
        var before = await Snapshot.OfAsync(_authority);
        var refused = await _home.PostAsync($"{Home}/reports", excuse);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));

        var granted = await _authority.Lead.PostAsync($"{Home}/reports", excuse);

        Assert.Equal(HttpStatusCode.Created, granted.StatusCode);
        var due = await _home.GetJsonAsync($"{Home}/due");
        Assert.DoesNotContain("able-to-meet-needs-safely", due["questions"]!.Select("measure"));
        var report = await _home.GetJsonAsync(granted.Headers["Location"]);
        Assert.Equal(("2026-12-06", "Closed after a flood"), ((string?)report["until"], (string?)report["reason"]));
    }

    [Theory]
    [InlineData("""{"kind":"excused"}""", "/reason")]
    [InlineData("""{"kind":"excused","reason":"Flood","until":"2027-11-18"}""", "/until")]
    [InlineData("""{"kind":"excused","reason":"Flood","readings":[{"measure":"staff-absent","value":1}]}""", "/readings")]
    [InlineData("""{"kind":"routine","reason":"Flood","toldBy":"x","readings":[{"measure":"staff-absent","value":1}]}""", "/reason")]
    [InlineData("""{"kind":"nil","toldBy":"x","readings":[{"measure":"staff-absent","value":1}]}""", "/readings")]
    [InlineData("""{"kind":"routine","readings":[{"measure":"staff-absent","value":1}]}""", "/toldBy")]
    [InlineData("""{"kind":"routine","toldBy":"x"}""", "/readings")]
    public async Task What_a_kind_needs_or_cannot_have_is_said(string body, string pointer)
    {
        var before = await Snapshot.OfAsync(_authority);

        var answer = await _authority.Lead.SendTextAsync(HttpMethod.Post, $"{Home}/reports", body, "application/json");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([pointer], answer.Pointers);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Fact]
    public async Task An_authority_is_neither_nil_nor_excused()
    {
        var answer = await _authority.Lead.PostAsync($"{_authority.Address}/reports", new { kind = "nil" });
        Assert.Equal(["/kind"], answer.Pointers);
    }

    [Fact]
    public async Task What_must_be_shown_is_met_only_with_evidence()
    {
        var met = new { statuses = new object[] { new { item = "staffing-contingency", status = "met" } } };
        var before = await Snapshot.OfAsync(_authority);
        var refused = await _authority.Lead.PostAsync($"{_authority.Address}/reports", met);
        Assert.Equal(["/statuses/0/evidence"], refused.Pointers);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));

        var taken = await _authority.Lead.PostAsync($"{_authority.Address}/reports", new
        {
            statuses = new object[] { new { item = "staffing-contingency", status = "met", evidence = "Minutes of 12 November, item 4" } },
        });

        var report = await _authority.Lead.GetJsonAsync(taken.Headers["Location"]);
        Assert.Equal("Minutes of 12 November, item 4", (string?)report["statuses"]![0]!["evidence"]);
    }

    private async Task<List<JsonNode>> PositionAsync() => [.. (await _home.GetJsonAsync($"{Home}/position"))["readings"]!.AsArray().Select(r => r!)];
}
