using System.Net;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Escalations;

/// <summary>Ada's queue: a home short of staff, another that cannot cope, a third low on masks.</summary>
public sealed class QueueFilterTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    [Fact]
    public async Task Trigger_section_and_provider_narrow_the_queue()
    {
        var (absence, unsafely, masks) = await OpenAsync();

        Assert.Equal([absence], await IdsAsync("?trigger=staff-absence"));
        Assert.Equal([unsafely, absence], await IdsAsync("?section=workforce"));
        Assert.Equal([masks], await IdsAsync("?section=ppe"));
        Assert.Equal([unsafely], await IdsAsync("?provider=elm"));
        Assert.Empty(await IdsAsync("?provider=oak"));
        Assert.Empty(await IdsAsync("?provider=elm&section=ppe"));
    }

    [Fact]
    public async Task Due_before_and_raised_after_take_neither_their_own_instant()
    {
        var (absence, unsafely, _) = await OpenAsync();
        var due = (string?)(await _authority.Lead.GetJsonAsync(absence))["due"]!["on"];
        Assert.Equal("2026-11-18T13:00:00Z", due);

        Assert.DoesNotContain(absence, await IdsAsync("?dueBefore=2026-11-18T13:00:00Z"));
        Assert.Contains(absence, await IdsAsync("?dueBefore=2026-11-18T13:00:00.001Z"));
        Assert.Contains(unsafely, await IdsAsync("?dueBefore=2026-11-18T13:00:00Z"));
        Assert.Contains(absence, await IdsAsync("?dueBefore=2026-11-18T15:30:00%2B02:00"));
        Assert.Empty(await IdsAsync("?raisedAfter=2026-11-18T09:00:00Z"));
        Assert.Equal(3, (await IdsAsync("?raisedAfter=2026-11-18T08:59:59.999Z")).Count);
    }

    [Fact]
    public async Task What_may_be_stood_down_is_found()
    {
        var (absence, unsafely, masks) = await OpenAsync();
        Assert.Empty(await IdsAsync("?standDownProposed=true"));

        var answer = await _authority.Manager("beechwood").PostAsync(
            $"{_authority.Address}/providers/beechwood/reports",
            new { kind = "correction", corrects = await LastReportAsync(), readings = new object[] { new { measure = "staff-absent", value = 1 } } });
        Assert.True(answer.StatusCode == HttpStatusCode.Created, answer.Text);

        Assert.Equal([absence], await IdsAsync("?standDownProposed=true"));
        Assert.Equal(new[] { unsafely, masks }.Order(), (await IdsAsync("?standDownProposed=false")).Order());
    }

    [Fact]
    public async Task What_waits_for_nobody_comes_last_and_pages_all_the_same()
    {
        var (absence, unsafely, _) = await OpenAsync();
        foreach (var closed in new[] { absence, unsafely })
        {
            // Both tiers: the region's own case is the region's to stand down.
            var who = closed == absence ? _authority.Lead : _authority.Reviewer;
            await who.AcknowledgeAsync(closed);
            Assert.Equal(HttpStatusCode.OK, (await who.ActAsync(closed, "stand-down", new { reason = "Covered", despite = "Agency staff came" })).StatusCode);
        }

        var first = await _authority.Lead.GetJsonAsync("/v1/escalations?open=false&limit=1");
        var second = await _authority.Lead.GetJsonAsync($"/v1/escalations?open=false&limit=1&cursor={first["next"]}");

        Assert.Null(first["items"]![0]!["due"]);
        Assert.Null(second["next"]);
        Assert.Equal(new[] { absence, unsafely }.Order(), first["items"]!.Select("id").Concat(second["items"]!.Select("id")).Select(id => $"/v1/escalations/{id}").Order());
    }

    [Fact]
    public async Task A_case_whose_time_moves_while_somebody_turns_pages_hides_no_other()
    {
        var (absence, unsafely, masks) = await OpenAsync();
        var order = await IdsAsync("");
        var first = await _authority.Lead.GetJsonAsync("/v1/escalations?limit=1");
        Assert.Equal(unsafely, order[0]);

        // The first is put off behind all others, and would push whoever counts pages.
        await _authority.Reviewer.AcknowledgeAsync(unsafely);
        var rest = await _authority.Lead.GetJsonAsync($"/v1/escalations?limit=50&cursor={first["next"]}");

        Assert.Superset(new HashSet<string> { absence, masks }, rest["items"]!.Select("id").Select(id => $"/v1/escalations/{id}").ToHashSet());
    }

    [Fact]
    public async Task As_csv_there_is_a_row_a_case_and_a_link_to_the_rest()
    {
        var (_, unsafely, _) = await OpenAsync();

        var answer = await _authority.Lead.GetAsync("/v1/escalations?format=csv&limit=1");

        Assert.Equal(("text/csv; charset=utf-8; header=present", "attachment; filename=\"escalations.csv\"", "Accept"),
            (answer.Headers["Content-Type"], answer.Headers["Content-Disposition"], answer.Headers["Vary"]));
        Assert.Contains("format=csv", answer.Headers["Link"], StringComparison.Ordinal);
        var lines = answer.Text.Split("\r\n");
        Assert.Equal(
            "id,authority,region,tier,trigger,title,section,subjectKind,subject,state,level,standDownProposed,overdue,summary,owner,dueWhat,dueOn,dueBecause,raisedOn,sequence", lines[0]);
        Assert.StartsWith($"{unsafely.Split('/')[^1]},{_authority.Id},{_authority.Region},region,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",workforce,provider,elm,raised,red,false,false,", lines[1], StringComparison.Ordinal);
        Assert.Equal(["", ""], [lines[2], string.Concat(lines[3..])]);
    }

    [Theory]
    [InlineData("dueBefore=2026-11-18", "dueBefore")]
    [InlineData("dueBefore=2026-11-18T09:00:00", "dueBefore")]
    [InlineData("dueBefore=2026-13-18T09:00:00Z", "dueBefore")]
    [InlineData("raisedAfter=yesterday", "raisedAfter")]
    [InlineData("trigger=Staff%20Absence", "trigger")]
    [InlineData("section=%00", "section")]
    [InlineData("provider=-", "provider")]
    [InlineData("organisation=@acme", "organisation")]
    [InlineData("format=xml", "format")]
    [InlineData("cursor=WyIiLCJhIl0", "cursor")]
    public async Task Filters_that_mean_nothing_are_refused(string query, string name)
    {
        var answer = await _authority.Lead.GetAsync($"/v1/escalations?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([name], answer.Pointers);
    }

    private async Task<(string Absence, string Unsafely, string Masks)> OpenAsync() => (
        await _authority.AbsenceAsync(),
        await _authority.UnsafeAsync(),
        await _authority.ReportAsync(await _authority.RegisterAsync("rowan"), "rowan", new { measure = "ppe-days-masks", value = 5 }));

    private async Task<string?> LastReportAsync() =>
        (string?)(await _authority.Manager("beechwood").GetJsonAsync($"{_authority.Address}/providers/beechwood/reports"))["items"]![0]!["id"];

    private async Task<List<string>> IdsAsync(string query) =>
        [.. (await _authority.Lead.GetJsonAsync($"/v1/escalations{query}"))["items"]!.Select("id").Select(id => $"/v1/escalations/{id}")];
}
