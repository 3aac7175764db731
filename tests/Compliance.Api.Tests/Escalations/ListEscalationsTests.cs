using System.Net;
using Compliance.Api.Intake;
using Compliance.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Escalations;

public sealed class ListEscalationsTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    [Fact]
    public async Task The_queue_has_what_is_due_soonest_first()
    {
        var later = await _authority.AbsenceAsync();
        var sooner = await _authority.UnsafeAsync();

        var items = (await _authority.Lead.GetJsonAsync("/v1/escalations"))["items"]!;

        Assert.Equal([sooner, later], items.Select("id").Select(id => $"/v1/escalations/{id}"));
        var line = items[1]!;
        Assert.Equal(("staff-absence", "beechwood", "authority", "red"), ((string?)line["trigger"], (string?)line["subject"]!["key"], (string?)line["tier"], (string?)line["level"]));
        Assert.Equal((_authority.Id, _authority.Region, "raised", 1), ((string?)line["authority"], (string?)line["region"], (string?)line["state"], (int)line["sequence"]!));
        Assert.Equal(("answer", "2026-11-18T13:00:00Z", "2026-11-18T09:00:00Z"), ((string?)line["due"]!["what"], (string?)line["due"]!["on"], (string?)line["raisedOn"]));
        Assert.Contains("11 of 40", (string?)line["summary"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_repeat()
    {
        var first = await _authority.AbsenceAsync("ash");
        var cases = new List<string> { first, await _authority.AbsenceAsync("birch"), await _authority.AbsenceAsync("cedar"), await _authority.UnsafeAsync() };

        var seen = new List<string>();
        for (var url = "/v1/escalations?limit=1&level=red"; url is not null;)
        {
            var page = await _authority.Lead.GetAsync(url);
            seen.AddRange(page.Json["items"]!.Select("id").Select(id => $"/v1/escalations/{id}"));
            url = page.Headers.TryGetValue("Link", out var link) ? link[1..link.IndexOf('>', StringComparison.Ordinal)] : null;
        }

        Assert.Equal(cases[3], seen[0]);
        Assert.Equal(cases.Order(), seen.Order());
    }

    [Fact]
    public async Task Each_sees_the_cases_that_are_its_own_to_see()
    {
        var absence = await _authority.AbsenceAsync();
        var unsafely = await _authority.UnsafeAsync();
        var other = app.NewAuthority();
        await other.UnsafeAsync();

        Assert.Equal(2, await CountAsync(_authority.Lead, ""));
        Assert.Equal([unsafely], await IdsAsync(_authority.Reviewer, ""));
        Assert.Equal([absence], await IdsAsync(_authority.Manager("beechwood"), ""));
        Assert.Equal(HttpStatusCode.BadRequest, (await _authority.Lead.GetAsync($"/v1/escalations?authority={other.Id}")).StatusCode);
        Assert.Equal(1, await CountAsync(_authority.Reviewer, $"?authority={_authority.Id}"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().GetAsync("/v1/escalations")).StatusCode);
    }

    [Fact]
    public async Task Filters_narrow_the_queue()
    {
        var absence = await _authority.AbsenceAsync();
        var unsafely = await _authority.UnsafeAsync();
        var amber = await _authority.AbsenceAsync("oak", 8);
        await _authority.Lead.AcknowledgeAsync(amber);
        await _authority.Lead.ActAsync(amber, "stand-down", new { reason = "Covered", despite = "Staff are back tomorrow" });

        Assert.Equal([unsafely], await IdsAsync(_authority.Lead, "?tier=region"));
        Assert.Equal([absence], await IdsAsync(_authority.Lead, "?tier=authority"));
        Assert.Equal([amber], await IdsAsync(_authority.Lead, "?open=false"));
        Assert.Equal([amber], await IdsAsync(_authority.Lead, "?state=stood-down"));
        Assert.Equal(2, await CountAsync(_authority.Lead, "?state=raised&level=red&overdue=false"));
        Assert.Equal(0, await CountAsync(_authority.Lead, "?level=amber"));
    }

    [Theory]
    [InlineData("state=closed", "state")]
    [InlineData("tier=national", "tier")]
    [InlineData("level=purple", "level")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("cursor=nonsense", "cursor")]
    public async Task Filters_that_mean_nothing_are_refused(string query, string name)
    {
        var answer = await _authority.Lead.GetAsync($"/v1/escalations?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([name], answer.Pointers);
    }

    [Fact]
    public async Task A_case_that_nobody_answered_is_overdue_and_the_regions_to_act_on()
    {
        await using var own = new ComplianceApp();
        var authority = own.NewAuthority();
        var escalation = await authority.AbsenceAsync();
        Assert.Equal(0, await CountAsync(authority.Reviewer, ""));

        own.Clock.Advance(TimeSpan.FromHours(4));
        await own.Services.GetRequiredService<Ticker>().RoundAsync(TestContext.Current.CancellationToken);

        Assert.Equal([escalation], await IdsAsync(authority.Reviewer, "?overdue=true"));
        Assert.Equal(0, await CountAsync(authority.Lead, "?overdue=false"));
        var seen = await authority.Reviewer.GetJsonAsync(escalation);
        Assert.Equal(("authority", true), ((string?)seen["tier"], (bool)seen["overdue"]!));
        Assert.Contains("acknowledge", seen["allowed"]!.AsArray().Select(a => (string?)a));
    }

    private static async Task<IEnumerable<string>> IdsAsync(TestClient client, string query) =>
        (await client.GetJsonAsync($"/v1/escalations{query}"))["items"]!.Select("id").Select(id => $"/v1/escalations/{id}");

    private static async Task<int> CountAsync(TestClient client, string query) => (await IdsAsync(client, query)).Count();
}
