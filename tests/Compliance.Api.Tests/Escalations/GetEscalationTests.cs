using System.Net;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Escalations;

public sealed class GetEscalationTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    [Fact]
    public async Task A_case_carries_the_readings_behind_it()
    {
        var escalation = await _authority.AbsenceAsync();

        var answer = await _authority.Lead.GetAsync(escalation);

        Assert.Equal((HttpStatusCode.OK, "\"1\""), (answer.StatusCode, answer.ETag));
        var json = answer.Json;
        Assert.Equal(escalation, $"/v1/escalations/{json["id"]}");
        Assert.Equal((_authority.Id, _authority.Region), ((string?)json["authority"], (string?)json["region"]));
        Assert.Equal(("authority", "staff-absence", "raised", "red"), ((string?)json["tier"], (string?)json["trigger"], (string?)json["state"], (string?)json["level"]));
        Assert.Equal(("provider", "beechwood"), ((string?)json["subject"]!["kind"], (string?)json["subject"]!["key"]));
        Assert.Equal(("true", false, false), ((string?)json["condition"], (bool)json["overdue"]!, (bool)json["standDownProposed"]!));
        Assert.Equal(("answer", "2026-11-18T13:00:00Z"), ((string?)json["due"]!["what"], (string?)json["due"]!["on"]));
        Assert.Equal("1pm Wednesday 18 November: 4 hours round the clock, counted from 9am Wednesday 18 November", (string?)json["due"]!["because"]);
        Assert.Equal(["acknowledge", "request-information", "pass-up", "notes"], json["allowed"]!.AsArray().Select(a => (string?)a));
        Assert.Equal(["staff-absent", "staff-employed"], json["receipt"]!["readings"]!.Select("measure"));
        Assert.Equal("red", (string?)json["receipt"]!["after"]);
        Assert.Contains("borrow-staff", json["contingency"]!.Select("key"));
        Assert.Equal("acceptable", (string?)json["contingency"]![0]!["acceptability"]);
        Assert.Equal(["raised"], json["timeline"]!.Select("event"));
        Assert.Equal(("system", 1), ((string?)json["timeline"]![0]!["by"], (int)json["sequence"]!));
    }

    [Fact]
    public async Task A_region_sees_a_case_once_it_has_reached_it()
    {
        var escalation = await _authority.AbsenceAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await _authority.Reviewer.GetAsync(escalation)).StatusCode);

        await _authority.Lead.ActAsync(escalation, "pass-up", new { reason = "More than we can cover" });

        var seen = await _authority.Reviewer.GetJsonAsync(escalation);
        Assert.Equal(("region", true), ((string?)seen["tier"], (bool)seen["reachedRegion"]!));
        Assert.Equal(["acknowledge", "request-information", "pass-down", "notes"], seen["allowed"]!.AsArray().Select(a => (string?)a));
    }

    [Fact]
    public async Task A_manager_sees_the_cases_about_its_own_services_only()
    {
        var escalation = await _authority.AbsenceAsync();

        Assert.Equal(["notes"], (await _authority.Manager("beechwood").GetJsonAsync(escalation))["allowed"]!.AsArray().Select(a => (string?)a));
        Assert.Equal(HttpStatusCode.NotFound, (await _authority.Manager("elm").GetAsync(escalation)).StatusCode);
    }

    [Fact]
    public async Task Names_are_shown_to_ones_own_side_and_roles_to_the_others()
    {
        var escalation = await _authority.AbsenceAsync();
        var own = (await _authority.Lead.AcknowledgeAsync(escalation))["timeline"]![1]!;
        var other = (await _authority.Manager("beechwood").GetJsonAsync(escalation))["timeline"]![1]!;

        Assert.Equal("authority-lead", (string?)own["by"]);
        Assert.StartsWith("authority-lead-", (string?)own["name"], StringComparison.Ordinal);
        Assert.Equal("authority-lead", (string?)other["by"]);
        Assert.Null(other["name"]);
    }

    [Theory]
    [InlineData("authority", false, true)]
    [InlineData("provider", true, true)]
    [InlineData("region", false, true)]
    public async Task A_note_is_read_by_its_audience_and_by_the_side_that_wrote_it(string audience, bool manager, bool lead)
    {
        var escalation = await _authority.AbsenceAsync();
        await _authority.Lead.ActAsync(escalation, "pass-up", new { reason = "More than we can cover" });
        await _authority.Lead.ActAsync(escalation, "notes", new { text = "Called twice", audience });

        Assert.Equal(manager, await ReadsNoteAsync(_authority.Manager("beechwood"), escalation));
        Assert.Equal(lead, await ReadsNoteAsync(_authority.Lead, escalation));
        Assert.Equal(audience == "region", await ReadsNoteAsync(_authority.Reviewer, escalation));
    }

    [Fact]
    public async Task A_note_without_audience_stays_on_its_writers_side()
    {
        var escalation = await _authority.AbsenceAsync();
        var manager = _authority.Manager("beechwood");
        await manager.ActAsync(escalation, "notes", new { text = "Agency asked" });

        Assert.True(await ReadsNoteAsync(manager, escalation));
        Assert.False(await ReadsNoteAsync(_authority.Lead, escalation));
    }

    [Fact]
    public async Task A_case_of_another_authority_is_not_found()
    {
        var escalation = await _authority.AbsenceAsync();
        var other = app.NewAuthority();

        Assert.Equal(HttpStatusCode.NotFound, (await other.Lead.GetAsync(escalation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Reviewer.GetAsync(escalation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Manager("beechwood").GetAsync(escalation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _authority.Lead.GetAsync("/v1/escalations/none")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().GetAsync(escalation)).StatusCode);
    }

    [Fact]
    public async Task An_operator_sees_no_cases()
    {
        Assert.All(TestAuthority.RolesWithout(Permissions.ReadEscalations), role => Assert.Equal(Roles.Operator, role.Data));
        var escalation = await _authority.AbsenceAsync();

        Assert.Contains((await _authority.Operator.GetAsync(escalation)).StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.NotFound });
        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.Operator.GetAsync("/v1/escalations")).StatusCode);
    }

    private static async Task<bool> ReadsNoteAsync(TestClient client, string escalation) =>
        (await client.GetJsonAsync(escalation))["timeline"]!.AsArray().Any(e => e!["note"] is not null);
}
