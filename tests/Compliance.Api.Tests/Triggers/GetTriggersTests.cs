using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Plans;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Triggers;

/// <summary>The list of triggers, and why or why not of each.</summary>
public sealed class GetTriggersTests(ComplianceApp app) : IAsyncLifetime
{
    private readonly TestAuthority _authority = app.NewAuthority();
    private TestClient _home = null!;

    public static TheoryData<string> NotForAuthority => TestAuthority.RolesWithout(Permissions.ReadTriggers);

    public static TheoryData<string> NotForProviders => TestAuthority.RolesWithout(Permissions.ReadReports);

    private string Triggers => $"{_authority.Address}/triggers";

    private string OfHome => $"{_authority.Address}/providers/beechwood/triggers";

    public async ValueTask InitializeAsync()
    {
        await _authority.AdoptPlanAsync();
        _home = await _authority.RegisterAsync("beechwood");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_trigger_whose_law_has_ended_counts_nobody_as_clear_or_unknown()
    {
        var other = app.NewAuthority();
        var checklist = app.Services.GetRequiredService<Catalogue>().Find("asc-winter-plan-2021-22", 2)!;
        await other.WriteAsync(new SetPlan("system", checklist, 2026, new DateOnly(2026, 10, 1), new DateOnly(2027, 3, 31), [], null));
        await other.RegisterAsync("beechwood");

        var triggers = (await other.Lead.GetJsonAsync($"{other.Address}/triggers"))["items"]!.AsArray().ToDictionary(t => (string)t!["trigger"]!, t => t!);

        Assert.False((bool)triggers["vcod-staffing-risk"]["inForce"]!);
        Assert.Equal(0, (int)triggers["vcod-staffing-risk"]["providers"]!["unknown"]!);
        Assert.All(triggers["vcod-staffing-risk"]["providers"]!["at"]!.AsArray(), a => Assert.Equal(0, (int)a!["count"]!));
        Assert.True((bool)triggers["ppe-low"]["inForce"]!);
        Assert.Equal(1, (int)triggers["ppe-low"]["providers"]!["unknown"]!);
    }

    [Fact]
    public async Task The_list_has_thresholds_and_counts_and_names_no_provider()
    {
        await _authority.RegisterAsync("elm");
        await AbsenceAsync(8);

        var answer = await _authority.Reviewer.GetAsync(Triggers);

        var absence = Of(answer.Json, "staff-absence");
        Assert.Equal("workforce", (string?)absence["section"]);
        Assert.Equal("provider", (string?)absence["judges"]);
        Assert.Equal(
            """[{"level":"amber","atLeast":10,"atMost":null,"is":null,"clearsBelow":8,"clearsAbove":null,"periods":2,"tier":"authority","ladder":"local","watchDays":7},{"level":"red","atLeast":20,"atMost":null,"is":null,"clearsBelow":15,"clearsAbove":null,"periods":1,"tier":"authority","ladder":"urgent","watchDays":7}]""",
            absence["levels"]!.ToJsonString());
        Assert.Null(absence["state"]);
        Assert.Equal(
            """{"at":[{"level":"clear","count":0},{"level":"amber","count":0},{"level":"red","count":1}],"unknown":1}""",
            absence["providers"]!.ToJsonString());
        Assert.Equal("""[{"level":"red","atLeast":null,"atMost":null,"is":"no","clearsBelow":null,"clearsAbove":null,"periods":1,"tier":"region","ladder":"emergency","watchDays":14}]""", Of(answer.Json, "cannot-meet-needs")["levels"]!.ToJsonString());
        Assert.Equal("clear", (string?)Of(answer.Json, "ppe-council-low")["state"]!["level"]);
        Assert.Null(Of(answer.Json, "ppe-council-low")["providers"]);
        Assert.DoesNotContain("beechwood", answer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, (await _authority.Reviewer.GetAsync(Triggers, answer.ETag)).StatusCode);
    }

    [Fact]
    public async Task Why_has_the_sentence_the_readings_and_the_receipt_of_the_firing()
    {
        var report = await AbsenceAsync(11);

        var answer = await _home.GetAsync($"{OfHome}/staff-absence");

        Assert.Equal("red", (string?)answer.Json["level"]);
        Assert.Equal("""{"kind":"provider","key":"beechwood"}""", answer.Json["subject"]!.ToJsonString());
        Assert.Equal((string?)report.Json["triggers"]!.AsArray().Single(t => (string?)t!["trigger"] == "staff-absence")!["escalation"], (string?)answer.Json["escalation"]);
        Assert.Equal($"\"{answer.Json["seq"]}\"", answer.ETag);
        var why = answer.Json["why"]!;
        Assert.Equal("Too many care staff absent: 27.5 % (11 of 40); red from 20 %", (string?)why["sentence"]);
        Assert.Equal("2026-11-18T09:00:00Z", (string?)why["since"]);
        Assert.Equal(["staff-absent", "staff-employed"], why["readings"]!.Select("measure"));
        var receipt = why["firing"]!["receipt"]!;
        Assert.Equal("clear", (string?)receipt["before"]);
        Assert.Equal("red", (string?)receipt["after"]);
        Assert.StartsWith("sha256:", (string?)receipt["triggerHash"], StringComparison.Ordinal);
        Assert.Equal(
            """{"level":"red","numerator":11,"denominator":40,"operator":"atLeast","limit":20,"periods":1,"of":1,"result":"true"}""",
            receipt["comparisons"]![1]!.ToJsonString());
        Assert.Equal(
            $$"""{"seq":{{receipt["seq"]}},"measure":"staff-absent","value":11,"asAt":"2026-11-18T09:00:00Z"}""", receipt["readings"]![0]!.ToJsonString());
        Assert.Empty(answer.Json["whyNot"]!.AsArray());
    }

    [Fact]
    public async Task Why_not_names_what_is_missing_at_each_level()
    {
        await AbsenceAsync(4);

        var answer = await _home.GetJsonAsync($"{OfHome}/staff-absence");

        Assert.Null(answer["why"]);
        var whyNot = answer["whyNot"]!.AsArray();
        Assert.Equal(["sustained", "not-met"], whyNot.Select(w => (string?)w!["reason"]));
        Assert.Equal((1, 2), ((int)whyNot[0]!["have"]!, (int)whyNot[0]!["need"]!));
        Assert.Equal("10 % (4 of 40) reaches amber's 10 %; amber needs 2 periods in a row and this is the first.", (string?)whyNot[0]!["sentence"]);
        Assert.Equal("4/40", (string?)whyNot[1]!["value"]);
        Assert.Equal(20, (int)whyNot[1]!["limit"]!);
        Assert.Null(answer["escalation"]);
    }

    [Fact]
    public async Task Silence_is_told_as_silence()
    {
        var answer = await _home.GetJsonAsync($"{OfHome}/staff-absence");

        Assert.All(answer["whyNot"]!.AsArray(), w => Assert.Equal("silent", (string?)w!["reason"]));
        Assert.All(answer["whyNot"]!.AsArray(), w => Assert.Null(w!["value"]));
        Assert.Equal(["staff-absent", "staff-employed"], answer["unknown"]!.AsArray().Select(u => (string?)u));
    }

    [Fact]
    public async Task A_level_that_is_held_says_where_it_clears()
    {
        await AbsenceAsync(8, "2026-11-17T09:00:00Z");
        await AbsenceAsync(7);

        var why = (await _home.GetJsonAsync($"{OfHome}/staff-absence"))["why"]!;

        Assert.Equal("Too many care staff absent: 17.5 % (7 of 40); red since 17 November 2026, and clears only below 15 %", (string?)why["sentence"]);
    }

    [Fact]
    public async Task The_authority_is_asked_too_and_a_reviewer_sees_its_answers_and_only_cases_of_the_region()
    {
        await _authority.Lead.PostAsync($"{_authority.Address}/reports", new { readings = new[] { new { measure = "ppe-days-council", value = 5 } } });

        var lead = await _authority.Lead.GetJsonAsync($"{Triggers}/ppe-council-low");
        var reviewer = await _authority.Reviewer.GetJsonAsync($"{Triggers}/ppe-council-low");

        Assert.Equal("""{"kind":"authority","key":null}""", lead["subject"]!.ToJsonString());
        Assert.Equal("amber", (string?)lead["level"]);
        Assert.StartsWith("/v1/escalations/", (string?)lead["escalation"], StringComparison.Ordinal);
        Assert.Equal("5", reviewer["why"]!["comparisons"]![0]!["value"]!.ToString());
        Assert.Null(reviewer["escalation"]);
    }

    [Fact]
    public async Task A_share_tells_how_many_are_silent()
    {
        var answer = await _authority.Lead.GetJsonAsync($"{Triggers}/staff-absence-widespread");

        Assert.Equal("unknown", (string?)answer["whyNot"]![0]!["reason"]);
        Assert.StartsWith("Too few providers", (string?)answer["whyNot"]![0]!["sentence"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trigger_that_is_not_there_or_judges_something_else_is_not_found()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await _authority.Lead.GetAsync($"{Triggers}/nowhere")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _authority.Lead.GetAsync($"{Triggers}/staff-absence")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _home.GetAsync($"{OfHome}/ppe-council-low")).StatusCode);
    }

    [Fact]
    public async Task Switched_off_it_says_so_with_the_reason_and_its_case_stays()
    {
        await AbsenceAsync(11);
        Assert.Null((await _home.GetJsonAsync($"{OfHome}/staff-absence"))["notWatched"]);
        var checklist = app.Services.GetRequiredService<Catalogue>().Find("asc-winter-plan-2021-22", 1)!;
        await _authority.WriteAsync(new SetPlan("system", checklist, 2026, new DateOnly(2026, 10, 1), new DateOnly(2027, 3, 31), [Off("staff-absence"), Off("staff-absence-widespread")], 1));

        var off = await _authority.Lead.GetJsonAsync($"{OfHome}/staff-absence");

        Assert.Equal(
            """{"because":"switched-off","reason":"We count otherwise.","since":"2026-11-18T09:00:00Z"}""",
            off["notWatched"]!.ToJsonString());
        Assert.Equal(("red", 0, null), ((string?)off["level"], off["whyNot"]!.AsArray().Count, off["why"]));
        Assert.Equal("switched-off", (string?)(await _authority.Lead.GetJsonAsync($"{Triggers}/staff-absence-widespread"))["notWatched"]!["because"]);
        Assert.Equal(HttpStatusCode.NotFound, (await _authority.Lead.GetAsync($"{Triggers}/staff-absence")).StatusCode);
        var escalation = await _authority.Lead.GetJsonAsync((string)off["escalation"]!);
        Assert.Equal(("raised", "not-watched"), ((string?)escalation["state"], (string?)escalation["condition"]));
        Assert.Equal(["trigger-switched-off", "We count otherwise."], new[] { "event", "reason" }.Select(m => (string?)escalation["timeline"]!.AsArray()[^1]![m]));

        static Override Off(string trigger) => new(trigger, null, null, null, null, null, true, "We count otherwise.");
    }

    [Fact]
    public async Task Triggers_of_others_are_not_found()
    {
        var other = app.NewAuthority();
        var elm = await _authority.RegisterAsync("elm");

        foreach (var url in new[] { Triggers, $"{Triggers}/ppe-council-low", $"{OfHome}/staff-absence" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.Lead.GetAsync(url)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await other.Reviewer.GetAsync(Triggers)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await elm.GetAsync($"{OfHome}/staff-absence")).StatusCode);
    }

    [Theory]
    [MemberData(nameof(NotForAuthority))]
    public async Task Other_roles_do_not_read_the_authoritys_triggers(string role)
    {
        var caller = _authority.As(role, "beechwood");

        Assert.Equal(HttpStatusCode.Forbidden, (await caller.GetAsync(Triggers)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await caller.GetAsync($"{Triggers}/ppe-council-low")).StatusCode);
    }

    [Theory]
    [MemberData(nameof(NotForProviders))]
    public async Task Other_roles_do_not_read_a_providers_triggers(string role)
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.As(role).GetAsync($"{OfHome}/staff-absence")).StatusCode);
    }

    private static JsonNode Of(JsonNode list, string trigger) => list["items"]!.AsArray().Single(t => (string?)t!["trigger"] == trigger)!;

    private Task<TestAnswer> AbsenceAsync(int absent, string? asAt = null) => _home.PostAsync($"{_authority.Address}/providers/beechwood/reports", new
    {
        asAt,
        readings = new object[] { new { measure = "staff-employed", value = 40 }, new { measure = "staff-absent", value = absent } },
    });
}
