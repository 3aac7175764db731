using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Reports;

public sealed class SubmitReportTests(ComplianceApp app) : IAsyncLifetime
{
    private readonly TestAuthority _authority = app.NewAuthority();
    private TestClient _home = null!;

    private string Reports => $"{_authority.Address}/providers/beechwood/reports";

    public async ValueTask InitializeAsync()
    {
        await _authority.AdoptPlanAsync();
        _home = await _authority.RegisterAsync("beechwood");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Absence_at_the_red_limit_raises_an_escalation()
    {
        var answer = await _home.PostAsync(Reports, Absence(8));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var trigger = answer.Json["triggers"]![0]!;
        Assert.Equal("staff-absence", (string?)trigger["trigger"]);
        Assert.Equal("""{"kind":"provider","key":"beechwood"}""", trigger["subject"]!.ToJsonString());
        Assert.Equal("clear", (string?)trigger["was"]);
        Assert.Equal("red", (string?)trigger["level"]);
        Assert.StartsWith("/v1/escalations/", (string?)trigger["escalation"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statuses_and_answers_of_every_kind_are_taken_together_and_can_be_read_back()
    {
        var answer = await _home.PostAsync(Reports, new
        {
            kind = "routine",
            asAt = "2026-11-18T08:30:00Z",
            statuses = new object[]
            {
                new { item = "ppe-stock", status = "at-risk", note = new { text = "Gloves come on Friday.", audience = "authority" } },
                new { item = "provider-staffing-plan", status = "met" },
            },
            readings = new object[]
            {
                new { measure = "staff-employed", value = 40 },
                new { measure = "able-to-meet-needs-safely", value = "yes" },
                new { measure = "ppe-days-masks", value = 12.5 },
                new { measure = "ppe-days-gloves", unknown = true },
                new { measure = "ppe-days-aprons", notApplicable = true },
            },
        });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal($"{Reports}/{answer.Json["id"]}", answer.Headers["Location"]);
        Assert.NotNull(answer.ETag);
        Assert.Equal(1, (int)answer.Json["revision"]!);
        Assert.Equal("2026-11-18T08:30:00Z", (string?)answer.Json["asAt"]);
        Assert.Equal("2026-11-18T09:00:00Z", (string?)answer.Json["receivedOn"]);
        Assert.Empty(answer.Json["warnings"]!.AsArray());
        var report = await _home.GetAsync(answer.Headers["Location"]);
        Assert.Equal(answer.ETag, report.ETag);
        Assert.Equal(
            """[{"measure":"staff-employed","value":40},{"measure":"able-to-meet-needs-safely","value":"yes"},{"measure":"ppe-days-masks","value":12.5},{"measure":"ppe-days-gloves","unknown":true},{"measure":"ppe-days-aprons","notApplicable":true}]""",
            report.Json["readings"]!.ToJsonString());
        Assert.Equal(["at-risk", "met"], report.Json["statuses"]!.Select("status"));
    }

    [Fact]
    public async Task What_is_still_owed_is_told_with_the_last_second_of_its_period()
    {
        var answer = await _home.PostAsync(Reports, Absence(1));

        Assert.Equal(
            ["able-to-meet-needs-safely", "ppe-days-aprons", "ppe-days-eye-protection", "ppe-days-gloves", "ppe-days-masks", "ppe-days-sanitiser"],
            answer.Json["stillOwed"]!.Select("measure").Order());
        Assert.All(answer.Json["stillOwed"]!.AsArray(), o => Assert.Equal("2026-11-22T23:59:59Z", (string?)o!["dueOn"]));
    }

    [Fact]
    public async Task A_report_that_sets_nothing_off_tells_nobody()
    {
        Assert.Null((await _home.PostAsync(Reports, Absence(1))).Json["told"]);
    }

    [Fact]
    public async Task Who_is_told_is_of_what_the_report_set_off_and_not_of_an_older_amber_case()
    {
        var masks = new { measure = "ppe-days-masks", value = 6 };
        var first = await _home.PostAsync(Reports, new { readings = new[] { masks } });
        Assert.Contains("The provider, in the queue of escalations", first.Json["told"]!["beingTold"]!.AsArray().Select(t => (string)t!));

        var second = await _home.PostAsync(Reports, new
        {
            readings = new object[] { masks, new { measure = "staff-employed", value = 40 }, new { measure = "staff-absent", value = 11 } },
        });

        Assert.Equal(["Authority lead, in the queue of escalations"], second.Json["told"]!["beingTold"]!.AsArray().Select(t => (string)t!));
    }

    [Theory]
    [InlineData("2026-11-18T08:00:00Z", "discovered-late", true)]
    [InlineData("2026-11-18T09:00:00Z", null, false)]
    public async Task A_red_that_is_known_late_is_told_whatever_has_been_said_since(string asAt, string? mark, bool proposed)
    {
        await _home.PostAsync(Reports, new { asAt = "2026-11-18T08:30:00Z", readings = new[] { new { measure = "able-to-meet-needs-safely", value = "yes" } } });

        var answer = await _home.PostAsync(Reports, new { asAt, readings = new[] { new { measure = "able-to-meet-needs-safely", value = "no" } } });

        var trigger = answer.Json["triggers"]!.AsArray().Single(t => (string?)t!["trigger"] == "cannot-meet-needs")!;
        Assert.Equal(("red", mark), ((string?)trigger["level"], (string?)trigger["mark"]));
        Assert.NotEmpty(answer.Json["told"]!["beingTold"]!.AsArray());
        var raised = await _authority.Reviewer.GetJsonAsync((string)trigger["escalation"]!);
        Assert.Equal(("raised", "region", proposed), ((string?)raised["state"], (string?)raised["tier"], (bool)raised["standDownProposed"]!));
        Assert.Equal(mark, (string?)raised["timeline"]![0]!["mark"]);
    }

    [Fact]
    public async Task A_no_to_safe_care_says_who_is_told_who_is_not_yet_and_what_to_do_meanwhile()
    {
        var answer = await _home.PostAsync(Reports, Safely("no"));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var told = answer.Json["told"]!;
        Assert.NotEmpty(told["beingTold"]!.AsArray());
        Assert.Equal("Authority, out of hours: now, by the authority lead", (string?)told["notYet"]![0]);
        Assert.All(told["notYet"]!.AsArray().Skip(1), n => Assert.Contains("by the authority lead, unless somebody acknowledges before", (string?)n, StringComparison.Ordinal));
        Assert.Contains(
            "Director of adult social services: at 10am Wednesday 18 November (1 hour round the clock, counted from 9am Wednesday 18 November), by the authority lead, unless somebody acknowledges before",
            told["notYet"]!.AsArray().Select(n => (string?)n));
        Assert.Equal("2026-11-18T09:00:00Z", (string?)told["nextStaffedOn"]);
        Assert.True(told.AsObject().ContainsKey("outOfHours"));
        Assert.Contains("not an emergency service", (string?)told["note"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_the_evening_the_next_staffed_hour_is_the_next_working_morning()
    {
        await using var evening = new ComplianceApp();
        evening.Clock.MoveTo(new DateTimeOffset(2026, 11, 20, 21, 0, 0, TimeSpan.Zero));
        var authority = evening.NewAuthority();
        await authority.AdoptPlanAsync();
        var home = await authority.RegisterAsync("beechwood");

        var answer = await home.PostAsync($"{authority.Address}/providers/beechwood/reports", Safely("no"));

        Assert.Equal("2026-11-23T09:00:00Z", (string?)answer.Json["told"]!["nextStaffedOn"]);
    }

    [Fact]
    public async Task A_late_report_is_taken_with_a_warning_and_does_not_displace_newer_answers()
    {
        await _home.PostAsync(Reports, Absence(1));

        var answer = await _home.PostAsync(Reports, Absence(4, asAt: "2026-11-04T10:00:00Z"));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Contains("2026-11-04", (string?)answer.Json["warnings"]![0], StringComparison.Ordinal);
        var position = await _home.GetJsonAsync($"{_authority.Address}/providers/beechwood/position");
        Assert.Equal("1", (string?)Reading(position, "staff-absent")["value"]!.ToString());
    }

    [Fact]
    public async Task An_update_replaces_what_is_believed_and_leaves_the_earlier_report()
    {
        var first = await _home.PostAsync(Reports, Absence(1, asAt: "2026-11-18T07:00:00Z"));

        await _home.PostAsync(Reports, new { kind = "update", readings = new[] { new { measure = "staff-absent", value = 3 } } });

        var position = await _home.GetJsonAsync($"{_authority.Address}/providers/beechwood/position");
        Assert.Equal("3", Reading(position, "staff-absent")["value"]!.ToString());
        Assert.Equal("40", Reading(position, "staff-employed")["value"]!.ToString());
        var earlier = await _home.GetJsonAsync(first.Headers["Location"]);
        Assert.Equal("1", Reading(earlier, "staff-absent")["value"]!.ToString());
    }

    [Fact]
    public async Task A_note_that_seems_to_hold_an_NHS_number_is_left_out_with_a_warning()
    {
        var answer = await _home.PostAsync(Reports, new
        {
            kind = "update",
            statuses = new[] { new { item = "ppe-stock", status = "met", note = new { text = "Ask for 943 476 5919" } } },
        });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Contains("NHS number", (string?)answer.Json["warnings"]![0], StringComparison.Ordinal);
        Assert.DoesNotContain("5919", (await _home.GetAsync(answer.Headers["Location"])).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Roles.Operator)]
    [InlineData(Roles.Reviewer)]
    public async Task A_role_without_the_permission_is_refused_and_nothing_is_written(string role)
    {
        var before = await Snapshot.OfAsync(_authority);

        var answer = await _authority.As(role).PostAsync(Reports, Absence(8));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Fact]
    public async Task The_roles_refused_are_all_that_lack_the_permission()
    {
        Assert.Equal([Roles.Operator, Roles.Reviewer], Roles.All.Where(r => !Roles.May(r, Permissions.SubmitReports)).Order());
        Assert.Equal(HttpStatusCode.Created, (await _authority.Lead.PostAsync(Reports, Absence(1))).StatusCode);
    }

    [Fact]
    public async Task Foreign_places_and_missing_ones_are_not_found_alike()
    {
        var other = app.NewAuthority();
        await other.AdoptPlanAsync();
        var rowan = await other.RegisterAsync("rowan");
        await _authority.RegisterAsync("elm");
        var before = await Snapshot.OfAsync(_authority);

        Assert.Equal(HttpStatusCode.NotFound, (await other.Lead.PostAsync(Reports, Absence(8))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rowan.PostAsync(Reports, Absence(8))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _home.PostAsync($"{_authority.Address}/providers/elm/reports", Absence(8))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _authority.Lead.PostAsync($"{_authority.Address}/providers/rowan/reports", Absence(8))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _authority.Lead.PostAsync($"{_authority.Address}/providers/@/reports", Absence(8))).StatusCode);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    private static object Absence(int absent, string? asAt = null) => new
    {
        kind = "routine",
        asAt,
        toldBy = "duty manager",
        readings = new object[] { new { measure = "staff-employed", value = 40 }, new { measure = "staff-absent", value = absent } },
    };

    private static object Safely(string answer) => new { kind = "update", readings = new[] { new { measure = "able-to-meet-needs-safely", value = answer } } };

    private static JsonNode Reading(JsonNode of, string measure) => of["readings"]!.AsArray().Single(r => (string?)r!["measure"] == measure)!;
}
