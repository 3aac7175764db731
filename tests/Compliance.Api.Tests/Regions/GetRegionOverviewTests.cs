using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Intake;
using Compliance.Api.Tests.Hosting;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Regions;

/// <summary>One region of three authorities: one in trouble, one in order, one without a plan.</summary>
public sealed class GetRegionOverviewTests : IAsyncDisposable
{
    private const string Overview = "/v1/regions/the-north/overview";

    private static readonly DateTimeOffset _tuesday = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private readonly ComplianceApp _app = new();
    private readonly TestAuthority _ash;
    private readonly TestAuthority _birch;
    private readonly TestAuthority _cedar;

    public GetRegionOverviewTests()
    {
        _ash = _app.NewAuthority("the-north", "ash");
        _birch = _app.NewAuthority("the-north", "birch");
        _cedar = _app.NewAuthority("the-north", "cedar");
    }

    private TestClient Reviewer => _app.SignedIn(new ActingHat(Roles.Reviewer, null, "the-north", []));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Each_authority_is_shown_in_figures()
    {
        await PlayAsync();

        var overview = await Reviewer.GetJsonAsync(Overview);

        Assert.Equal(["ash", "birch", "cedar"], overview["authorities"]!.Select("authority"));
        Assert.Equal(("2026-11-16", "2026-11-22"), ((string?)overview["week"]!["from"], (string?)overview["week"]!["to"]));
        Assert.Equal("True 6 0 6 5 0 6 5 5", Line(Of(overview, "ash")));
        Assert.Equal("True 2 1 1 0 0 0 0 0", Line(Of(overview, "birch")));
        Assert.Equal(["staff-absence-widespread"], Of(overview, "ash")["triggers"]!.Select("trigger"));
        Assert.Equal(["red"], Of(overview, "ash")["triggers"]!.Select("level"));
        Assert.Equal("2026-11-18T09:00:00Z", (string?)Of(overview, "ash")["triggers"]![0]!["since"]);
        Assert.Equal((42, 10), ((int)Of(overview, "ash")["reporting"]!["expected"]!, (int)Of(overview, "ash")["reporting"]!["actual"]!));
        Assert.Equal(50, (decimal)Of(overview, "birch")["reporting"]!["percent"]!);
    }

    [Fact]
    public async Task Without_a_plan_is_not_all_clear()
    {
        await PlayAsync();

        var cedar = Of(await Reviewer.GetJsonAsync(Overview), "cedar");

        Assert.False((bool)cedar["planInForce"]!);
        Assert.All(["expected", "reported", "late", "offTrack", "atRisk"], figure => Assert.Null(cedar[figure]));
        Assert.Null(cedar["reporting"]!["percent"]);
    }

    [Fact]
    public async Task What_is_silent_may_be_off_track_and_open_cases_are_told_by_level()
    {
        await PlayAsync();

        var overview = await Reviewer.GetJsonAsync(Overview);

        // Ash: five are, and the sixth never reported. Birch: nobody is, one reported all and one nothing.
        Assert.Equal((5, 6), ((int)Of(overview, "ash")["offTrack"]!, (int)Of(overview, "ash")["offTrackAtMost"]!));
        Assert.Equal((0, 1), ((int)Of(overview, "birch")["offTrack"]!, (int)Of(overview, "birch")["offTrackAtMost"]!));
        Assert.Null(Of(overview, "cedar")["offTrackAtMost"]);

        // Birch's silent one is ash's first home, which is off track there and counts once.
        Assert.Equal((5, 6), ((int)overview["total"]!["offTrack"]!, (int)overview["total"]!["offTrackAtMost"]!));
        Assert.Equal(["red"], Of(overview, "ash")["openByLevel"]!.Select("level"));
        Assert.Equal(["6"], overview["total"]!["openByLevel"]!.Select("count"));
        Assert.Empty(Of(overview, "birch")["openByLevel"]!.AsArray());
    }

    [Fact]
    public async Task Sums_add_counts_and_count_a_service_on_two_registers_once()
    {
        await PlayAsync();

        var total = (await Reviewer.GetJsonAsync(Overview))["total"]!;

        // Ash's first home is also birch's second: off track on one register, silent on both.
        Assert.Equal("3 1", $"{total["authorities"]} {total["withoutPlan"]}");
        Assert.Equal("7 1 6 5 0 6 5 5", Line(total, "expected"));
        Assert.Equal("49 17 34.6", $"{total["reporting"]!["expected"]} {total["reporting"]!["actual"]} {total["reporting"]!["percent"]}");
    }

    [Fact]
    public async Task No_provider_is_named_and_no_answer_shown()
    {
        await PlayAsync();

        foreach (var text in new[] { (await Reviewer.GetAsync(Overview)).Text, (await Reviewer.GetAsync($"{Overview}?format=csv")).Text })
        {
            Assert.All(["home-", "Rose", "1-100", "readings", ":40,", ",40,"], word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task It_is_sent_again_only_when_something_became_known_in_one_of_them()
    {
        await PlayAsync();
        var first = await Reviewer.GetAsync(Overview);

        _app.Clock.Advance(TimeSpan.FromHours(8));
        Assert.Equal(HttpStatusCode.NotModified, (await Reviewer.GetAsync(Overview, first.ETag)).StatusCode);
        Assert.Equal(first.Text, (await Reviewer.GetAsync(Overview)).Text);

        await _cedar.AdoptPlanAsync();
        var changed = await Reviewer.GetAsync(Overview, first.ETag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(0, (int)Of(changed.Json, "cedar")["expected"]!);
        Assert.Equal(Of(first.Json, "ash").ToJsonString(), Of(changed.Json, "ash").ToJsonString());
    }

    [Fact]
    public async Task As_csv_there_is_a_row_an_authority()
    {
        await PlayAsync();

        var answer = await Reviewer.GetAcceptingAsync(Overview, "text/csv");

        Assert.Equal("attachment; filename=\"the-north-overview-2026-11-24.csv\"", answer.Headers["Content-Disposition"]);
        var lines = answer.Text.Split("\r\n");
        Assert.Equal(
            "authority,name,planInForce,changedOn,expected,reported,late,offTrack,atRisk,openEscalations,escalationsWithRegion,overdueAnswers,"
            + "triggers,weekExpected,weekActual,weekPercent,offTrackAtMost,openByLevel,notWatched", lines[0]);
        Assert.Equal("ash,ash,true,2026-11-24T09:00:00Z,6,0,6,5,0,6,5,5,staff-absence-widespread:red,42,10,23.8,6,red:6,", lines[1]);
        Assert.Equal("cedar,cedar,false,,,,,,,0,0,0,,0,0,,,,", lines[3]);
    }

    [Fact]
    public async Task A_service_that_reports_to_another_authority_is_counted_there_only()
    {
        await PlayAsync();
        await _birch.WriteAsync(new SetProvider(
            "system", new ProviderSet("home-c", "Rose", "care-home", null, "1-101", null, null, new DateOnly(2026, 7, 1), null, 1, "ash"), null));

        var overview = await Reviewer.GetJsonAsync(Overview);

        Assert.Equal((2, 7), ((int)Of(overview, "birch")["expected"]!, (int)overview["total"]!["expected"]!));
    }

    [Fact]
    public async Task An_authority_that_has_ended_is_left_out()
    {
        await PlayAsync();
        await EndAsync("cedar", "2026-11-24");
        Assert.Equal(3, (await Reviewer.GetJsonAsync(Overview))["authorities"]!.AsArray().Count);

        await EndAsync("cedar", "2026-11-23");
        Assert.Equal(["ash", "birch"], (await Reviewer.GetJsonAsync(Overview))["authorities"]!.Select("authority"));
    }

    private Task EndAsync(string authority, string on) => _app.Services.GetRequiredService<Onboarding>().ApplyAsync(
        [], [new AuthorityRecord(authority, authority, "the-north", "england", $$"""[{"code":"E06000001","validTo":"{{on}}"}]""")], TestContext.Current.CancellationToken);

    private async Task PlayAsync()
    {
        await _ash.AdoptPlanAsync();
        await _birch.AdoptPlanAsync();
        for (var i = 0; i < 6; i++)
        {
            await RegisterAsync(_ash, $"home-{i}", i == 0 ? "1-100" : null);
        }

        for (var i = 0; i < 5; i++)
        {
            await ReportAsync(_ash, $"home-{i}", absent: 11);
        }

        await RegisterAsync(_birch, "home-a", null);
        await RegisterAsync(_birch, "home-b", "1-100");
        await ReportAsync(_birch, "home-a", absent: 0, all: true);
        var cases = await _ash.Lead.GetJsonAsync("/v1/escalations?tier=authority");
        var first = cases["items"]!.AsArray().First(c => (string?)c!["trigger"] == "staff-absence")!;
        var acknowledged = await _ash.Lead.PostAsync(
            $"/v1/escalations/{first["id"]}/acknowledge", new { owner = "Duty desk", reason = "Calling", reviewBy = "2026-11-25T09:00:00Z" }, "\"1\"");
        Assert.True(acknowledged.StatusCode == HttpStatusCode.OK, acknowledged.Text);
        _app.Clock.MoveTo(_tuesday);
        await _app.Services.GetRequiredService<Ticker>().RoundAsync(TestContext.Current.CancellationToken);

        // So that something becomes known on Tuesday in ash: somebody who counts nowhere.
        await RegisterAsync(_ash, "home-left", null, left: new DateOnly(2026, 11, 1));
    }

    private static Task RegisterAsync(TestAuthority authority, string key, string? serviceId, DateOnly? left = null) => authority.WriteAsync(new SetProvider(
        "system", new ProviderSet(key, $"Rose {key}", "care-home", null, serviceId, null, null, new DateOnly(2026, 7, 1), left, 1), null));

    private async Task ReportAsync(TestAuthority authority, string provider, int absent, bool all = false)
    {
        List<object> readings = [new { measure = "staff-employed", value = 40 }, new { measure = "staff-absent", value = absent }];
        readings.Add(new { measure = "able-to-meet-needs-safely", value = "yes" });
        readings.AddRange(all ? new[] { "masks", "gloves", "aprons", "eye-protection", "sanitiser" }.Select(k => new { measure = $"ppe-days-{k}", value = 30 }) : []);
        var answer = await _app.SignedIn(new ActingHat(Roles.ProviderManager, authority.Id, null, [provider]))
            .PostAsync($"{authority.Address}/providers/{provider}/reports", new { readings });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private static JsonNode Of(JsonNode overview, string authority) =>
        overview["authorities"]!.AsArray().Single(a => (string?)a!["authority"] == authority)!;

    private static string Line(JsonNode node, string first = "planInForce") => string.Join(' ', new[]
    {
        "planInForce", "expected", "reported", "late", "offTrack", "atRisk", "openEscalations", "escalationsWithRegion", "overdueAnswers",
    }.SkipWhile(m => m != first).Select(m => node[m] is JsonValue value && value.TryGetValue<bool>(out var yes) ? yes.ToString() : node[m]?.ToString()));
}
