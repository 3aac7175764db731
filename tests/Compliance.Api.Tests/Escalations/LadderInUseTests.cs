using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Intake;
using Compliance.Api.Tests.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Escalations;

/// <summary>Ladders and their clocks through the writer: nights, weekends, bank holidays, outages, and clocks that go wrong.</summary>
public sealed class LadderInUseTests : IAsyncDisposable
{
    private readonly ComplianceApp _app = new();
    private readonly TestAuthority _authority;

    public LadderInUseTests() => _authority = _app.NewAuthority();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // Sessions end while a test leaps over days.
    private TestClient Lead => _app.SignedIn(new ActingHat(Roles.AuthorityLead, _authority.Id, null, []));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Escalation_paused_by_a_time_window_never_resumed()
    {
        // Half an hour before the weekend; a question stops the clock, its reply is due while the service is down, and so is all the rest.
        var escalation = await RaiseAsync("2026-11-20T16:30Z", "follow-up");
        await Lead.ActAsync(escalation, "request-information", new { to = "provider", question = "Who comes tonight?", replyBy = "2026-11-21T12:00:00Z" });
        await PassAsync("2026-11-25T10:00Z");

        var found = await Lead.GetJsonAsync(escalation);

        Assert.Equal(["raised", "information-requested", "reply-overdue", "told", "overdue"], found["timeline"]!.Select("event"));
        Assert.Equal("authority-director region", ToldBy(found["timeline"]![3]!));
        Assert.Equal(("raised", true, "2026-11-24T17:00:00Z"), ((string?)found["state"], (bool)found["overdue"]!, (string?)found["due"]!["on"]));
        Assert.Equal(
            "5pm Tuesday 24 November: 16 working hours, one weekend skipped, counted from 4:30pm Friday 20 November; "
            + "paused from 4:30pm Friday 20 November to midday Saturday 21 November: 30 minutes of working time added",
            (string?)found["due"]!["because"]);

        await PassAsync("2026-11-25T10:01Z");
        Assert.Equal(5, (int)(await Lead.GetJsonAsync(escalation))["sequence"]!);
    }

    [Fact]
    public async Task Second_line_had_no_contact_method_so_directors_were_paged()
    {
        // Nobody is out of hours here; a director is on record. Cases that start with the region tell the out-of-hours team at once.
        _authority.WithContacts("authority-director");
        var escalation = await _authority.UnsafeAsync();

        var raised = await Lead.GetJsonAsync(escalation);
        Assert.Equal("authority-lead authority-out-of-hours region", ToldBy(raised["timeline"]![0]!));
        var team = (await Lead.GetJsonAsync($"{_authority.Address}/ladders"))["ladders"]!.AsArray().Single(l => (string?)l!["ladder"] == "emergency")!
            ["steps"]![0]!["told"]!.AsArray().Single(r => (string?)r!["role"] == "authority-out-of-hours")!;
        Assert.Equal((0, 0, "authority-lead"), ((int)team["users"]!, (int)team["contacts"]!, (string?)team["instead"]));

        // The director's turn is an hour later, and not a moment before.
        await PassAsync("2026-11-18T09:59:59.999Z");
        Assert.Equal(1, (int)(await Lead.GetJsonAsync(escalation))["sequence"]!);
        await PassAsync("2026-11-18T10:00Z");
        Assert.Equal("authority-director lrf", ToldBy((await Lead.GetJsonAsync(escalation))["timeline"]![1]!));
    }

    [Theory]
    [InlineData("2026-11-23T08:59:59.999Z", "")]
    [InlineData("2026-11-23T09:00Z", "authority-lead")]
    public async Task What_comes_in_at_the_weekend_is_told_when_the_office_opens(string now, string told)
    {
        var escalation = await RaiseAsync("2026-11-21T11:00Z", "follow-up");

        await PassAsync(now);

        Assert.Equal(told, string.Join(' ', (await Lead.GetJsonAsync(escalation))["timeline"]!.AsArray().Select(e => ToldBy(e!)).Where(t => t.Length > 0)));
    }

    [Theory]
    [InlineData("2026-12-30T15:59:59.999Z", false)]
    [InlineData("2026-12-30T16:00Z", true)]
    public async Task A_bank_holiday_weekend_stops_an_office_clock(string now, bool overdue)
    {
        var escalation = await RaiseAsync("2026-12-24T16:00Z", "follow-up");
        Assert.Equal(
            "4pm Wednesday 30 December: 16 working hours, two bank holidays skipped (Christmas Day, substitute day for Boxing Day), one weekend skipped, counted from 4pm Thursday 24 December",
            (string?)(await Lead.GetJsonAsync(escalation))["due"]!["because"]);

        await PassAsync(now);

        var found = await Lead.GetJsonAsync(escalation);
        Assert.Equal((overdue, overdue ? 3 : 1), ((bool)found["overdue"]!, (int)found["sequence"]!));
    }

    [Fact]
    public async Task A_bank_holiday_weekend_does_not_stop_a_clock_that_runs_round_the_clock()
    {
        var escalation = await RaiseAsync("2026-12-24T23:00Z", "urgent");
        Assert.Equal("authority-lead", ToldBy((await Lead.GetJsonAsync(escalation))["timeline"]![0]!));

        await PassAsync("2026-12-25T03:00Z");

        Assert.Equal(["raised", "told", "overdue"], (await Lead.GetJsonAsync(escalation))["timeline"]!.Select("event"));
    }

    [Fact]
    public async Task An_acknowledgement_that_expires_overnight_puts_the_case_back_and_is_told_of_once_when_the_office_opens()
    {
        var escalation = await RaiseAsync("2026-11-18T10:00Z", "follow-up");
        var lead = Lead;
        await lead.ActAsync(escalation, "acknowledge", new { owner = "Duty lead", reason = "Calling the home", reviewBy = "2026-11-19T02:00:00Z" });

        await PassAsync("2026-11-19T01:59:59.999Z");
        Assert.Equal("acknowledged", (string?)(await Lead.GetJsonAsync(escalation))["state"]);

        await PassAsync("2026-11-19T02:00Z");
        var back = await Lead.GetJsonAsync(escalation);
        Assert.Equal(("raised", "review-passed", null), ((string?)back["state"], (string?)back["timeline"]![2]!["event"], (string?)back["owner"]));
        Assert.Equal(("", "5pm Friday 20 November: 16 working hours, counted from 2am Thursday 19 November"), (ToldBy(back["timeline"]![2]!), (string?)back["due"]!["because"]));

        await PassAsync("2026-11-19T09:00Z");
        await PassAsync("2026-11-19T16:00Z");
        var timeline = (await Lead.GetJsonAsync(escalation))["timeline"]!;
        Assert.Equal(["raised", "acknowledged", "review-passed", "told"], timeline.Select("event"));
        Assert.Equal("authority-lead", ToldBy(timeline[3]!));
    }

    [Fact]
    public async Task A_correction_that_removes_the_cause_does_not_end_a_mitigation_and_tells_those_who_act()
    {
        await _authority.AdoptOnceAsync();
        var manager = await _authority.RegisterAsync("beechwood");
        var reports = $"{_authority.Address}/providers/beechwood/reports";
        var report = await manager.PostAsync(reports, new { readings = new object[] { new { measure = "staff-employed", value = 40 }, new { measure = "staff-absent", value = 11 } } });
        var escalation = (string)report.Json["triggers"]![0]!["escalation"]!;
        var lead = _authority.Lead;
        await lead.AcknowledgeAsync(escalation);
        await lead.ActAsync(escalation, "mitigate", new { measures = new object[] { new { key = "borrow-staff" } }, owner = "Commissioning", until = "2026-11-19T16:00:00Z" });

        await manager.PostAsync(reports, new { kind = "correction", corrects = (string)report.Json["id"]!, readings = new object[] { new { measure = "staff-absent", value = 1 } } });

        var corrected = await lead.GetJsonAsync(escalation);
        Assert.Equal(("mitigating", "2026-11-19T16:00:00Z", true), ((string?)corrected["state"], (string?)corrected["due"]!["on"], (bool)corrected["standDownProposed"]!));
        var said = corrected["timeline"]!.AsArray().Single(e => (string?)e!["event"] == "cause-corrected")!;
        Assert.Equal("authority-lead", ToldBy(said));
        Assert.Superset(new HashSet<string?> { "stand-down", "withdraw", "mitigate" }, corrected["allowed"]!.AsArray().Select(a => (string?)a).ToHashSet());

        // Nobody need say why all the same: the condition is clear.
        Assert.Equal("stood-down", (string?)(await lead.ActAsync(escalation, "stand-down", new { reason = "It was a slip" })).Json["state"]);
        await PassAsync("2026-11-20T09:00Z");
        Assert.DoesNotContain("mitigation-ended", (await Lead.GetJsonAsync(escalation))["timeline"]!.Select("event"));
    }

    [Fact]
    public async Task A_server_whose_clock_goes_back_an_hour_repeats_no_step_and_loses_none()
    {
        var escalation = await RaiseAsync("2026-11-18T10:00Z", "urgent");
        await PassAsync("2026-11-18T14:00Z");
        var before = await Snapshot.OfAsync(_authority);

        await using var behind = _app.WithWebHostBuilder(b => b.ConfigureTestServices(s => s.AddSingleton<TimeProvider>(new TestClock(_app.Clock.GetUtcNow().AddHours(-1)))));
        await RoundAsync(behind);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));

        // Somebody acts through it: the case goes on from where its journal stands, not from an hour ago.
        var answer = await Lead.At(behind.CreateClient()).ActAsync(escalation, "acknowledge", new { owner = "Duty lead", reason = "Calling the home", reviewBy = "2026-11-18T15:00:00Z" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var times = answer.Json["timeline"]!.Select("on").ToList();
        Assert.Equal(times.Order(StringComparer.Ordinal), times);
        Assert.Equal(["raised", "told", "overdue", "acknowledged"], answer.Json["timeline"]!.Select("event"));

        await PassAsync("2026-11-18T15:00Z");
        Assert.Equal("review-passed", (await Lead.GetJsonAsync(escalation))["timeline"]!.Select("event").Last());
    }

    /// <summary>A person raises a case at a moment, on a ladder of the plan. From then on time passes only as the test says.</summary>
    private async Task<string> RaiseAsync(string at, string ladder)
    {
        await _authority.AdoptOnceAsync();
        await _authority.RegisterAsync("beechwood");
        await PassAsync(at);
        var answer = await Lead.PostAsync("/v1/escalations", new
        {
            authority = _authority.Id,
            provider = "beechwood",
            title = "No heating",
            reason = "A relative rang",
            level = "amber",
            ladder,
        });
        Assert.True(answer.StatusCode == HttpStatusCode.Created, answer.Text);
        return answer.Headers["Location"];
    }

    private async Task PassAsync(string until)
    {
        await _app.Services.GetRequiredService<Ticker>().StopAsync(Ct);
        _app.Clock.MoveTo(DateTimeOffset.Parse(until, CultureInfo.InvariantCulture));
        await RoundAsync(_app);
    }

    private static Task RoundAsync(WebApplicationFactory<Program> host) => host.Services.GetRequiredService<Ticker>().RoundAsync(Ct);

    private static string ToldBy(JsonNode happened) => string.Join(' ', happened["told"]?.AsArray().Select(r => (string?)r) ?? []);
}
