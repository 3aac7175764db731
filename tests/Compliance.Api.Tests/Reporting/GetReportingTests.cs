using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Intake;
using Compliance.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Reporting;

/// <summary>Three homes in the week of Monday 16 November, read on the Tuesday after: seven questions are asked weekly, one monthly.</summary>
public sealed class GetReportingTests : IAsyncDisposable
{
    private static readonly DateTimeOffset _tuesday = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private readonly ComplianceApp _app = new();
    private readonly TestAuthority _authority;

    public GetReportingTests() => _authority = _app.NewAuthority();

    private string Address => $"{_authority.Address}/reporting";

    private TestClient Lead => _app.SignedIn(new ActingHat(Roles.AuthorityLead, _authority.Id, null, []));

    private TestClient Reviewer => _app.SignedIn(new ActingHat(Roles.Reviewer, null, _authority.Region, []));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task It_tells_what_was_expected_what_came_and_what_came_late()
    {
        await PlayAsync();

        var reporting = await Lead.GetJsonAsync(Address);

        Assert.Equal(("2026-10-01", "2026-11-24"), ((string?)reporting["from"], (string?)reporting["to"]));
        Assert.Equal("2026-11-24T09:00:00Z", (string?)reporting["changedOn"]);
        Assert.Equal("21 9 2 7 0 0 0 42.8 9.5", Counts(reporting["total"]!));
        var measures = reporting["measures"]!.AsArray();
        Assert.Equal(7, measures.Count);
        Assert.Equal("workforce week 3 2 1 1 0 0 0 66.6 33.3", $"{measures[0]!["section"]} {measures[0]!["every"]} {Counts(measures[0]!)}");
        Assert.Equal("staff-absent", (string?)measures[0]!["measure"]);
        Assert.Equal(("2026-11-16", "2026-11-22"), ((string?)reporting["weeks"]![0]!["from"], (string?)reporting["weeks"]![0]!["to"]));
        Assert.Equal("21 9 2 7 0 0 0 42.8 9.5", Counts(reporting["weeks"]![0]!));
        Assert.Equal(["beechwood", "elm", "rowan"], reporting["providers"]!.Select("provider"));
        Assert.Equal(["care-home", "care-home", "home-care"], reporting["providers"]!.Select("serviceType"));
        Assert.Equal(
            ["7 2 2 0 0 0 0 28.5 28.5", "7 0 0 0 0 0 0 0 0", "7 7 0 7 0 0 0 100 0"], reporting["providers"]!.AsArray().Select(p => Counts(p!)));
    }

    [Fact]
    public async Task It_tells_who_owes_what_since_when()
    {
        await PlayAsync();

        var debt = (await Lead.GetJsonAsync(Address))["debt"]!;

        Assert.Equal(2, (int)debt["owing"]!);
        Assert.Equal("ppe-days-masks ppe 2", Line(debt["measures"]!.AsArray().Single(m => (string?)m!["measure"] == "ppe-days-masks")!, "measure", "section", "providers"));
        Assert.Equal(1, (int)debt["measures"]!.AsArray().Single(m => (string?)m!["measure"] == "staff-absent")!["providers"]!);
        Assert.Equal(
            ["beechwood 2026-11-22T23:59:59Z 1", "elm 2026-11-22T23:59:59Z 1"],
            debt["providers"]!.AsArray().Select(p => Line(p!, "provider", "since", "workingDaysSilent")));
        Assert.Equal([5, 7], debt["providers"]!.AsArray().Select(p => p!["measures"]!.AsArray().Count));
        Assert.Equal("ppe-days-aprons 2026-11-22T23:59:59Z 1", Line(debt["providers"]![0]!["measures"]![0]!, "measure", "since", "workingDaysSilent"));
    }

    [Fact]
    public async Task A_region_sees_the_figures_and_no_provider()
    {
        await PlayAsync();

        var (whole, figures) = (await Lead.GetAsync(Address), await Reviewer.GetAsync(Address));

        Assert.Equal(HttpStatusCode.OK, figures.StatusCode);
        Assert.All(["beechwood", "elm", "rowan"], p => Assert.DoesNotContain(p, figures.Text, StringComparison.Ordinal));
        Assert.All(["total", "measures", "weeks"], part => Assert.Equal(whole.Json[part]!.ToJsonString(), figures.Json[part]!.ToJsonString()));
        Assert.Equal((int)whole.Json["debt"]!["owing"]!, (int)figures.Json["debt"]!["owing"]!);
        Assert.Null(figures.Json["providers"]);
        Assert.Null(figures.Json["debt"]!["providers"]);
        Assert.NotEqual(whole.ETag, figures.ETag);
        var table = (await Reviewer.GetAsync($"{Address}?format=csv")).Text;
        Assert.All(["beechwood", "elm", "rowan", "provider,"], p => Assert.DoesNotContain(p, table, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_depends_on_when_it_is_read_until_something_becomes_known()
    {
        await PlayAsync();
        var first = await Lead.GetAsync(Address);

        _app.Clock.Advance(TimeSpan.FromHours(20));
        var again = await Lead.GetAsync(Address);
        Assert.Equal((first.ETag, first.Text), (again.ETag, again.Text));
        Assert.Equal(HttpStatusCode.NotModified, (await Lead.GetAsync(Address, first.ETag)).StatusCode);

        await ReportAsync("elm", "2026-11-20T09:00:00Z", "routine", Value("staff-absent", 0));
        var after = await Lead.GetAsync(Address, first.ETag);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Equal("21 10 2 8 0 0 0 47.6 9.5", Counts(after.Json["total"]!));
    }

    [Fact]
    public async Task No_change_nil_and_excused_are_told_apart()
    {
        await PlayAsync();
        await ReportAsync("beechwood", "2026-11-24T09:00:00Z", "routine", Value("ppe-days-masks", 20), Value("ppe-days-gloves", 20));
        MoveTo(_tuesday.AddDays(7));
        await ReportAsync("beechwood", null, "no-change");
        await ReportAsync("elm", "2026-11-25T09:00:00Z", "nil");
        var excuse = await Lead.PostAsync(
            $"{_authority.Address}/providers/rowan/reports", new { kind = "excused", asAt = "2026-11-23T09:00:00Z", until = "2026-11-29", reason = "Flooded" });
        Assert.Equal(HttpStatusCode.Created, excuse.StatusCode);
        await TickAsync();
        MoveTo(_tuesday.AddDays(14));
        await TickAsync();

        // The week of 23 November: beechwood's two answers on time, elm's seven nil and late, rowan excused. In the week after,
        // beechwood says of two that nothing has changed, and November's number of staff falls due: elm's nil covers it, late.
        var weeks = (await Lead.GetJsonAsync($"{Address}?from=2026-11-23&to=2026-12-06"))["weeks"]!;

        Assert.Equal(["14 9 2 7 0 7 7 64.2 14.2", "24 3 2 1 2 1 0 12.5 8.3"], weeks.AsArray().Select(w => Counts(w!)));
    }

    [Fact]
    public async Task As_csv_it_is_one_table_whose_first_column_says_what_a_row_counts()
    {
        await PlayAsync();

        var answer = await Lead.GetAcceptingAsync(Address, "text/csv");

        Assert.Equal($"attachment; filename=\"{_authority.Id}-reporting-2026-11-24.csv\"", answer.Headers["Content-Disposition"]);
        var lines = answer.Text.Split("\r\n");
        Assert.Equal("part,key,section,expected,actual,onTime,late,noChange,nil,excused,percent,onTimePercent,owing,owedSince,workingDaysSilent", lines[0]);
        Assert.Equal($"total,{_authority.Id},,21,9,2,7,0,0,0,42.8,9.5,2,,", lines[1]);
        Assert.Contains("measure,ppe-days-masks,ppe,3,1,0,1,0,0,0,33.3,0,2,,", lines);
        Assert.Contains("week,2026-11-16,,21,9,2,7,0,0,0,42.8,9.5,,,", lines);
        Assert.Contains("provider,elm,,7,0,0,0,0,0,0,0,0,7,2026-11-22T23:59:59Z,1", lines);
        Assert.Contains("provider,rowan,,7,7,0,7,0,0,0,100,0,0,,", lines);
    }

    private async Task PlayAsync()
    {
        await _authority.AdoptPlanAsync();
        await _authority.RegisterAsync("beechwood");
        await _authority.RegisterAsync("elm");
        await _authority.RegisterAsync("rowan", "home-care");
        await ReportAsync("beechwood", null, "routine", Value("staff-absent", 0), new { measure = "able-to-meet-needs-safely", value = "yes" });
        MoveTo(_tuesday);
        await TickAsync();
        await ReportAsync("rowan", "2026-11-20T09:00:00Z", "routine",
            new { measure = "staff-absent", unknown = true }, new { measure = "able-to-meet-needs-safely", value = "yes" },
            Value("ppe-days-masks", 20), Value("ppe-days-gloves", 20), Value("ppe-days-aprons", 20), Value("ppe-days-eye-protection", 20),
            new { measure = "ppe-days-sanitiser", notApplicable = true });
    }

    private void MoveTo(DateTimeOffset on) => _app.Clock.MoveTo(on);

    private Task TickAsync() => _app.Services.GetRequiredService<Ticker>().RoundAsync(TestContext.Current.CancellationToken);

    private async Task ReportAsync(string provider, string? asAt, string kind, params object[] readings)
    {
        var client = _app.SignedIn(new ActingHat(Roles.ProviderManager, _authority.Id, null, [provider]));
        var answer = await client.PostAsync($"{_authority.Address}/providers/{provider}/reports", new { kind, asAt, readings });
        Assert.True(answer.StatusCode == HttpStatusCode.Created, answer.Text);
    }

    private static object Value(string measure, int value) => new { measure, value };

    private static string Counts(JsonNode counts) =>
        Line(counts, "expected", "actual", "onTime", "late", "noChange", "nil", "excused", "percent", "onTimePercent");

    private static string Line(JsonNode node, params string[] members) => string.Join(' ', members.Select(m => node[m]?.ToString()));
}
