using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Intake;
using Compliance.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Actions;

/// <summary>The clock stands at nine on 18 November; the plan runs from 1 October.</summary>
public sealed class ActionsTests(ComplianceApp app) : IAsyncLifetime
{
    private readonly TestAuthority _authority = app.NewAuthority();

    public static TheoryData<string> NonReaders => TestAuthority.RolesWithout(Permissions.ReadActions);

    public static TheoryData<string> NonWriters => TestAuthority.RolesWithout(Permissions.WriteActions);

    private string Actions => $"{_authority.Address}/actions";

    public async ValueTask InitializeAsync() => await _authority.AdoptPlanAsync(new DateOnly(2026, 11, 18));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Every_item_of_the_authority_stands_there_and_what_the_law_no_longer_asks_has_ended()
    {
        var answer = await _authority.Lead.GetJsonAsync(Actions);

        var items = answer["items"]!.AsArray().ToDictionary(i => (string)i!["item"]!, i => i!);
        Assert.Equal("due", (string?)items["staffing-contingency"]["state"]);
        Assert.Equal("month", (string?)items["staffing-contingency"]["repeat"]);
        Assert.Equal("ended", (string?)items["visiting-staff-vaccinated"]["state"]);
        Assert.Null(items["visiting-staff-vaccinated"]["dueOn"]);
        Assert.Equal("2026-12-16T23:59:59Z", (string?)items["contingency-monitoring"]["dueOn"]);
        Assert.DoesNotContain("ppe-stock", items.Keys);
        Assert.Equal(0, (int)answer["late"]!);
        Assert.Equal(2026, (int)answer["season"]!);
    }

    [Fact]
    public async Task A_word_is_kept_with_who_when_and_evidence_and_the_next_needs_to_have_seen_it()
    {
        var item = $"{Actions}/staffing-contingency";
        var read = await _authority.Lead.GetAsync(item);
        Assert.Equal("\"0\"", read.ETag);

        var said = await _authority.Lead.PutAsync(item, new { status = "in-progress", note = "Draft with the NHS", audience = "region" }, read.ETag);
        Assert.Equal(HttpStatusCode.OK, said.StatusCode);
        Assert.Equal("in-progress", (string?)said.Json["last"]!["status"]);
        var before = await Snapshot.OfAsync(_authority);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await _authority.Lead.PutAsync(item, new { status = "at-risk" }, read.ETag)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await _authority.Lead.PutAsync(item, new { status = "at-risk" })).StatusCode);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));

        var met = await _authority.Lead.PutAsync(item, new { status = "met", evidence = "Minutes, 17 November" }, said.ETag);
        Assert.Equal("authority-lead", (string?)met.Json["last"]!["by"]);
        Assert.Equal("Minutes, 17 November", (string?)met.Json["last"]!["evidence"]);
        Assert.Equal((await _authority.Lead.GetAsync(item)).ETag, met.ETag);
    }

    [Fact]
    public async Task The_region_reads_what_is_meant_for_it_and_no_other_notes()
    {
        await SayAsync("ppe-free-route", new { status = "at-risk", note = "Between us" });
        await SayAsync("ppe-portal-promoted", new { status = "at-risk", note = "For the region", audience = "region" });

        var seen = (await _authority.Reviewer.GetJsonAsync(Actions))["items"]!.AsArray().ToDictionary(i => (string)i!["item"]!, i => i!);

        Assert.Null(seen["ppe-free-route"]["last"]!["note"]);
        Assert.Equal("For the region", (string?)seen["ppe-portal-promoted"]["last"]!["note"]);
        Assert.Equal("Between us", (string?)(await _authority.Lead.GetJsonAsync($"{Actions}/ppe-free-route"))["last"]!["note"]);
    }

    [Fact]
    public async Task Late_and_next_is_late_first_and_turns_with_the_tick()
    {
        await using var own = new ComplianceApp();
        var authority = own.NewAuthority();
        await authority.AdoptPlanAsync(new DateOnly(2026, 11, 18));
        own.Clock.MoveTo(new DateTimeOffset(2026, 12, 20, 9, 0, 0, TimeSpan.Zero));
        await own.Services.GetRequiredService<Ticker>().RoundAsync(TestContext.Current.CancellationToken);

        var lead = own.SignedIn(new ActingHat(Roles.AuthorityLead, authority.Id, null, []));
        var answer = await lead.GetJsonAsync($"{authority.Address}/actions?view=late-and-next");

        var states = answer["items"]!.AsArray().Select(i => (string)i!["state"]!).ToList();
        Assert.Equal("late", states[0]);
        Assert.DoesNotContain("late", states.SkipWhile(s => s == "late"));
        Assert.Contains("contingency-monitoring", answer["items"]!.AsArray().Where(i => (string)i!["state"]! == "late").Select(i => (string)i!["item"]!));
        Assert.Equal("ppe-portal-promoted", (string?)answer["items"]!.AsArray().First(i => (string)i!["dueOn"]! == "2026-12-16T23:59:59Z" && (string)i["section"]! == "ppe")!["item"]);
        var due = answer["items"]!.AsArray().Select(i => (string)i!["dueOn"]!).ToList();
        Assert.Equal(due.Where((_, n) => states[n] == "due").Order(StringComparer.Ordinal), due.Where((_, n) => states[n] == "due"));
    }

    [Fact]
    public async Task As_a_sheet_it_has_one_row_an_action()
    {
        await SayAsync("ppe-free-route", new { status = "met", evidence = "=Delivery list" });

        var answer = await _authority.Lead.GetAsync($"{Actions}?format=csv");

        var lines = answer.Text.Split("\r\n");
        Assert.StartsWith("item,checklist,section,title,", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.StartsWith("ppe-free-route,", StringComparison.Ordinal) && l.Contains("\"'=Delivery list\"", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotModified, (await _authority.Lead.GetAsync($"{Actions}?format=csv", answer.ETag)).StatusCode);
        await SayAsync("ppe-portal-promoted", new { status = "at-risk" });
        Assert.Equal(HttpStatusCode.OK, (await _authority.Lead.GetAsync($"{Actions}?format=csv", answer.ETag)).StatusCode);
    }

    [Theory]
    [InlineData("{}", "/status")]
    [InlineData("""{"status":"met"}""", "/statuses/0/evidence")]
    [InlineData("""{"status":"met","evidence":" "}""", "/evidence")]
    [InlineData("""{"status":"at-risk","note":""}""", "/note")]
    [InlineData("""{"status":"at-risk","asAt":"2027-01-01T09:00:00Z"}""", "/asAt")]
    public async Task What_cannot_be_said_is_refused_and_nothing_is_stored(string body, string pointer)
    {
        var before = await Snapshot.OfAsync(_authority);

        var answer = await _authority.Lead.PutAsync($"{Actions}/staffing-contingency", JsonNode.Parse(body), "\"0\"");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([pointer], answer.Pointers);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Theory]
    [InlineData("view=some", "view")]
    [InlineData("season=1999", "season")]
    [InlineData("format=xml", "format")]
    public async Task A_list_that_cannot_be_given_is_refused(string query, string pointer) =>
        Assert.Equal([pointer], (await _authority.Lead.GetAsync($"{Actions}?{query}")).Pointers);

    [Theory]
    [InlineData("nothing-such")]
    [InlineData("ppe-stock")]
    public async Task What_is_no_action_of_the_authority_is_not_found(string item)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await _authority.Lead.GetAsync($"{Actions}/{item}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _authority.Lead.PutAsync($"{Actions}/{item}", new { status = "at-risk" }, "\"0\"")).StatusCode);
    }

    [Fact]
    public async Task Another_authoritys_actions_are_not_found()
    {
        var before = await Snapshot.OfAsync(_authority);
        var other = app.NewAuthority();
        Assert.Equal(HttpStatusCode.NotFound, (await other.Lead.GetAsync(Actions)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Reviewer.GetAsync($"{Actions}/staffing-contingency")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Lead.PutAsync($"{Actions}/staffing-contingency", new { status = "at-risk" }, "\"0\"")).StatusCode);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Theory]
    [MemberData(nameof(NonReaders))]
    public async Task Other_roles_read_none(string role) =>
        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.As(role).GetAsync(Actions)).StatusCode);

    [Theory]
    [MemberData(nameof(NonWriters))]
    public async Task Other_roles_say_nothing(string role)
    {
        var before = await Snapshot.OfAsync(_authority);
        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.As(role).PutAsync($"{Actions}/staffing-contingency", new { status = "at-risk" }, "\"0\"")).StatusCode);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    private async Task SayAsync(string item, object body) => Assert.Equal(
        HttpStatusCode.OK, (await _authority.Lead.PutAsync($"{Actions}/{item}", body, (await _authority.Lead.GetAsync($"{Actions}/{item}")).ETag)).StatusCode);
}
