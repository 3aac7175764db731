using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Reports;

public sealed class GetDueTests(ComplianceApp app) : IAsyncLifetime
{
    private readonly TestAuthority _authority = app.NewAuthority();
    private TestClient _home = null!;

    private string Address => $"{_authority.Address}/providers/beechwood";

    public async ValueTask InitializeAsync()
    {
        await _authority.AdoptPlanAsync();
        _home = await _authority.RegisterAsync("beechwood");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_manager_is_asked_eight_questions_in_the_checklists_order()
    {
        var due = await _home.GetJsonAsync($"{Address}/due");

        Assert.Equal(
            [
                "staff-employed", "staff-absent", "able-to-meet-needs-safely",
                "ppe-days-masks", "ppe-days-gloves", "ppe-days-aprons", "ppe-days-eye-protection", "ppe-days-sanitiser",
            ],
            due["questions"]!.Select("measure"));
        var employed = due["questions"]![0]!;
        Assert.Equal("workforce", (string?)employed["section"]);
        Assert.Equal("How many care staff do you employ?", (string?)employed["question"]);
        Assert.StartsWith("The size of the team", (string?)employed["why"], StringComparison.Ordinal);
        Assert.Equal("count", (string?)employed["kind"]);
        Assert.Equal("month", (string?)employed["every"]);
        Assert.Equal("keep", (string?)employed["reuse"]);
        Assert.Equal("capacity-tracker", (string?)employed["heldBy"]);
        Assert.Equal("""{"from":"2026-11-01","to":"2026-11-30"}""", employed["period"]!.ToJsonString());
        Assert.Equal("2026-11-30T23:59:59Z", (string?)employed["dueOn"]);
        Assert.False((bool)employed["overdue"]!);
        Assert.Null(employed["last"]);
        Assert.Equal("days", (string?)due["questions"]![3]!["unit"]);
    }

    [Fact]
    public async Task What_is_answered_is_not_asked_again_in_its_period()
    {
        await ReportAsync("2026-11-18T08:00:00Z", new { measure = "staff-absent", value = 1 });

        Assert.DoesNotContain("staff-absent", Questions(await _home.GetJsonAsync($"{Address}/due")).Keys);
    }

    [Fact]
    public async Task The_last_answer_is_filled_in_only_where_it_may_stand_again()
    {
        await ReportAsync("2026-10-14T08:00:00Z", new { measure = "staff-employed", value = 40 }, new { measure = "ppe-days-aprons", value = 30 });
        await ReportAsync(
            "2026-11-09T08:00:00Z",
            new { measure = "staff-absent", value = 1 },
            new { measure = "ppe-days-masks", value = 12.5 },
            new { measure = "ppe-days-gloves", unknown = true });

        var asked = Questions(await _home.GetJsonAsync($"{Address}/due"));

        Assert.Equal("""{"measure":"staff-employed","value":40}""", asked["staff-employed"]["prefill"]!.ToJsonString());
        Assert.Equal("""{"measure":"ppe-days-masks","value":12.5}""", asked["ppe-days-masks"]["prefill"]!.ToJsonString());
        Assert.Null(asked["staff-absent"]["prefill"]);
        Assert.Equal(1, (int)asked["staff-absent"]["last"]!["value"]!);
        Assert.Equal("2026-11-09T08:00:00Z", (string?)asked["staff-absent"]["last"]!["asAt"]);
        Assert.Equal("2026-11-17T08:00:00Z", (string?)asked["staff-absent"]["last"]!["freshUntil"]);
        Assert.Contains("asked afresh", (string?)asked["staff-absent"]["askedAfresh"], StringComparison.Ordinal);
        Assert.Null(asked["ppe-days-aprons"]["prefill"]);
        Assert.Contains("too old", (string?)asked["ppe-days-aprons"]["askedAfresh"], StringComparison.Ordinal);
        Assert.Null(asked["ppe-days-masks"]["askedAfresh"]);
        Assert.Null(asked["ppe-days-gloves"]["prefill"]);
        Assert.True((bool)asked["ppe-days-gloves"]["last"]!["unknown"]!);
    }

    [Fact]
    public async Task The_last_second_of_a_period_is_not_overdue_and_the_next_is()
    {
        await using var own = new ComplianceApp();
        own.Clock.MoveTo(new DateTimeOffset(2026, 11, 22, 23, 59, 59, TimeSpan.Zero));
        var authority = own.NewAuthority();
        await authority.AdoptPlanAsync();
        var home = await authority.RegisterAsync("beechwood", joined: new DateOnly(2026, 11, 16));
        var due = $"{authority.Address}/providers/beechwood/due";

        Assert.False((bool)Questions(await home.GetJsonAsync(due))["staff-absent"]["overdue"]!);
        own.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True((bool)Questions(await home.GetJsonAsync(due))["staff-absent"]["overdue"]!);
    }

    [Fact]
    public async Task Items_stand_there_with_their_last_status()
    {
        await _home.PostAsync($"{Address}/reports", new { statuses = new[] { new { item = "ppe-stock", status = "at-risk" } } });

        var items = (await _home.GetJsonAsync($"{Address}/due"))["items"]!;

        Assert.Equal(["provider-staffing-plan", "workforce-record-current", "ppe-stock"], items.Select("item"));
        Assert.Equal(["2026-11-12", "2026-11-26", "2027-03-31"], items.Select("dueOn"));
        Assert.Equal([null, null, "at-risk"], items.Select("status"));
    }

    [Fact]
    public async Task Nothing_is_owed_before_the_plan_begins()
    {
        var other = app.NewAuthority();
        await other.AdoptPlanAsync(new DateOnly(2026, 12, 1), new DateOnly(2027, 3, 31));
        var home = await other.RegisterAsync("rowan");

        var due = await home.GetJsonAsync($"{other.Address}/providers/rowan/due");

        Assert.Empty(due["questions"]!.AsArray());
        Assert.Empty(due["items"]!.AsArray());
    }

    [Fact]
    public async Task What_others_owe_is_not_found()
    {
        var elm = await _authority.RegisterAsync("elm");

        Assert.Equal(HttpStatusCode.NotFound, (await elm.GetAsync($"{Address}/due")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.NewAuthority().Lead.GetAsync($"{Address}/due")).StatusCode);
    }

    private static Dictionary<string, JsonNode> Questions(JsonNode due) =>
        due["questions"]!.AsArray().ToDictionary(q => (string)q!["measure"]!, q => q!);

    private Task<TestAnswer> ReportAsync(string asAt, params object[] readings) => _home.PostAsync($"{Address}/reports", new { asAt, readings });
}
