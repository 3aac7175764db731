using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;
using Compliance.Api.Tests.Intake;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Reporting;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Triggers;

public sealed class ReplayTriggersTests(ComplianceApp app) : IAsyncLifetime
{
    private static readonly object[] _lower = [new { trigger = "staff-absence", level = "red", atLeast = 12, clearsBelow = 11 }];

    private readonly TestAuthority _authority = app.NewAuthority();

    public static TheoryData<string> Others => TestAuthority.RolesWithout(Permissions.ReplayTriggers);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Address => $"{_authority.Address}/triggers/replay";

    public async ValueTask InitializeAsync() => await WriteAsync(app, _authority);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_lower_limit_would_have_warned_a_week_earlier()
    {
        var answer = await AskAsync(new { checklist = "asc-winter-plan-2021-22", season = 2026, from = "2026-10-01", to = "2026-10-31", overrides = _lower, reviewers = 2 });

        var found = Assert.Single(answer["episodes"]!.AsArray(), e => (string)e!["trigger"]! == "staff-absence")!;
        Assert.Equal(("earlier", "red", 7, 5), ((string)found["difference"]!, (string)found["level"]!, (int)found["daysGained"]!, (int)found["workingDaysGained"]!));
        Assert.Equal("beechwood would have been red on 7 October, 7 days before it was.", (string?)found["sentence"]);
        Assert.Equal(("2026-10-07T09:00:00Z", "2026-10-14T09:00:00Z"), ((string)found["would"]!["firedOn"]!, (string)found["did"]!["firedOn"]!));
        Assert.Equal(("beechwood", "Too many care staff absent"), ((string)found["subject"]!["key"]!, (string)found["title"]!));
        Assert.Equal("authority", (string?)found["would"]!["tier"]);
        Assert.Equal(2, (int)answer["reviewers"]!);
        Assert.Equal(["2026-10-01", "2026-10-05", "2026-10-12", "2026-10-19", "2026-10-26"], answer["weeks"]!.Select("from"));
        var trigger = Assert.Single(answer["triggers"]!.AsArray(), t => (string)t!["trigger"]! == "staff-absence")!;
        Assert.Equal((1, 1, 1, 7), ((int)trigger["would"]!, (int)trigger["did"]!, (int)trigger["earlier"]!, (int)trigger["medianDaysGained"]!));
    }

    [Fact]
    public async Task The_regions_load_is_shared_among_its_reviewers()
    {
        var body = new { from = "2026-10-05", to = "2026-10-18", overrides = new object[] { new { trigger = "cannot-meet-needs", off = true } } };

        var answer = await AskAsync(body);
        var (would, did) = (answer["would"]!["cases"]!, answer["did"]!["cases"]!);
        Assert.Equal((0, 0m, 1, 0.5m), ((int)would["region"]!, (decimal)would["regionPerReviewer"]!, (int)did["region"]!, (decimal)did["regionPerReviewer"]!));
        Assert.Equal([0, 1], answer["weeks"]!.AsArray().Select(w => (int)w!["did"]!["region"]!));
        Assert.Equal(1, (int)answer["reviewers"]!);
        var reviewer = _authority.Reviewer;
        Assert.Equal(HttpStatusCode.Forbidden, (await reviewer.PostAsync(Address, body)).StatusCode);
        app.SignedIn(new ActingHat(Roles.Reviewer, null, _authority.Region, []));
        Assert.Equal(2, (int)(await AskAsync(body))["reviewers"]!);
    }

    [Fact]
    public async Task As_a_sheet_it_has_one_line_an_episode()
    {
        var body = new { from = "2026-10-01", to = "2026-10-31", overrides = _lower };
        var answer = await _authority.Lead.PostAsync($"{Address}?format=csv", body);

        Assert.Equal("text/csv; charset=utf-8; header=present", answer.Headers["Content-Type"]);
        Assert.Contains($"{_authority.Id}-replay-2026-10-01-2026-10-31.csv", answer.Headers["Content-Disposition"], StringComparison.Ordinal);
        var lines = answer.Text.TrimEnd().Split("\r\n");
        Assert.StartsWith("trigger,title,subject,difference,level,daysGained,workingDaysGained,wouldFireOn,", lines[0], StringComparison.Ordinal);
        Assert.Equal((await AskAsync(body))["episodes"]!.AsArray().Count, lines.Length - 1);
        Assert.Contains(lines, l => l.StartsWith("staff-absence,Too many care staff absent,beechwood,earlier,red,7,5,2026-10-07T09:00:00Z,red,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_question_has_the_same_answer_to_the_byte()
    {
        var body = new { from = "2026-10-01", to = "2026-11-18", overrides = _lower };

        Assert.Equal((await _authority.Lead.PostAsync(Address, body)).Text, (await _authority.Lead.PostAsync(Address, body)).Text);
    }

    [Fact]
    public async Task A_draft_is_tried_as_it_is_written()
    {
        var same = await AskAsync(new { from = "2026-10-01", to = "2026-10-31", draft = Draft() });
        Assert.All(same["episodes"]!.AsArray(), e => Assert.Equal("same", (string)e!["difference"]!));
        Assert.StartsWith("Nothing would have been different:", (string)same["summary"]!, StringComparison.Ordinal);

        var lower = await AskAsync(new { from = "2026-10-01", to = "2026-10-31", draft = Draft().Replace("level: red, atLeast: 20, periods: 1, clearsBelow: 15", "level: red, atLeast: 12, periods: 1, clearsBelow: 11", StringComparison.Ordinal) });
        Assert.Equal("earlier", (string?)Assert.Single(lower["episodes"]!.AsArray(), e => (string)e!["trigger"]! == "staff-absence")!["difference"]);
    }

    [Fact]
    public async Task A_draft_with_mistakes_is_answered_with_each_of_them()
    {
        var draft = Draft().Replace("value: { percent: staff-absent, of: staff-employed }", "value: { percent: staff-abzent, of: staff-employed }", StringComparison.Ordinal);
        var answer = await _authority.Lead.PostAsync(Address, new { from = "2026-10-01", to = "2026-10-31", draft });

        Assert.Equal((HttpStatusCode.BadRequest, "draft-mistaken"), (answer.StatusCode, answer.Problem));
        var mistake = answer.Json["errors"]!.AsArray().First()!;
        var line = draft.Split('\n').Index().First(l => l.Item.Contains("staff-abzent", StringComparison.Ordinal));
        Assert.Equal((line.Index + 1, line.Item.IndexOf("staff-abzent", StringComparison.Ordinal) + 1), ((int)mistake["line"]!, (int)mistake["column"]!));
        Assert.Contains("did you mean `staff-absent`?", (string)mistake["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"to":"2026-10-31","overrides":[]}""", "/from")]
    [InlineData("""{"from":"2026-10-01","overrides":[]}""", "/to")]
    [InlineData("""{"from":"2026-10-31","to":"2026-10-01","overrides":[]}""", "/to")]
    [InlineData("""{"from":"2026-10-01","to":"2026-11-19","overrides":[]}""", "/to")]
    [InlineData("""{"from":"2025-10-14","to":"2026-11-18","overrides":[]}""", "/to")]
    [InlineData("""{"from":"2026-08-01","to":"2026-08-31","overrides":[]}""", "/from")]
    [InlineData("""{"from":"1900-01-01","to":"1900-01-02","overrides":[]}""", "/from")]
    [InlineData("""{"from":"2026-10-01","to":"2026-10-31"}""", "/overrides")]
    [InlineData("""{"from":"2026-10-01","to":"2026-10-31","overrides":[null]}""", "/overrides/0")]
    [InlineData("""{"from":"2026-10-01","to":"2026-10-31","overrides":[{"trigger":"staff-absense","level":"red","atLeast":12}]}""", "/overrides/0/trigger")]
    [InlineData("""{"from":"2026-10-01","to":"2026-10-31","overrides":[{"trigger":"staff-absence","level":"red","atLeast":12}]}""", "/overrides/0/clearsBelow")]
    [InlineData("""{"checklist":"other","from":"2026-10-01","to":"2026-10-31","overrides":[]}""", "/checklist")]
    [InlineData("""{"season":2025,"from":"2026-10-01","to":"2026-10-31","overrides":[]}""", "/season")]
    [InlineData("""{"from":"2026-10-01","to":"2026-10-31","overrides":[],"reviewers":0}""", "/reviewers")]
    public async Task What_cannot_be_replayed_is_said_with_its_place_and_leaves_everything_as_it_was(string body, string pointer)
    {
        var before = await Snapshot.OfAsync(_authority);

        var answer = await _authority.Lead.PostAsync(Address, JsonNode.Parse(body));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(pointer, answer.Pointers);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_body_that_is_none_is_said_to_be_none(string body)
    {
        var answer = await _authority.Lead.SendTextAsync(HttpMethod.Post, Address, body, "application/json");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("This address needs a JSON body that is neither missing nor null. Send an object, with the header Content-Type: application/json.", (string?)answer.Json["detail"]);
    }

    [Theory]
    [InlineData("2025-10-15", "2026-11-18")]
    [InlineData("2026-11-18", "2026-11-18")]
    public async Task Four_hundred_days_and_today_can_be_asked_about(string from, string to) =>
        await AskAsync(new { from, to, overrides = Array.Empty<object>() });

    [Fact]
    public async Task Another_format_than_there_is_is_refused() => Assert.Equal(
        ["format"], (await _authority.Lead.PostAsync($"{Address}?format=pdf", new { from = "2026-10-01", to = "2026-10-31", overrides = _lower })).Pointers);

    [Fact]
    public async Task An_authority_without_a_plan_has_nothing_to_replay() => Assert.Equal(
        ["/checklist"], (await AskOfAsync(app.NewAuthority())).Pointers);

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Other_roles_are_refused(string role) => Assert.Equal(
        HttpStatusCode.Forbidden, (await _authority.As(role, "beechwood").PostAsync(Address, new { from = "2026-10-01", to = "2026-10-31", overrides = _lower })).StatusCode);

    [Fact]
    public async Task Another_authoritys_journal_is_not_found() => Assert.Equal(
        HttpStatusCode.NotFound, (await app.NewAuthority().Lead.PostAsync(Address, new { from = "2026-10-01", to = "2026-10-31", overrides = _lower })).StatusCode);

    /// <summary>Some weeks of an authority with two services, in the first of which more and more staff are absent.</summary>
    internal static async Task WriteAsync(ComplianceApp app, TestAuthority authority)
    {
        await using var engine = new TestEngine(app);
        await engine.StartAsync();
        engine.Clock.Move(TimeSpan.FromDays(-49));
        var checklist = app.Services.GetRequiredService<Catalogue>().Find("asc-winter-plan-2021-22", 1)!;
        await TakeAsync(new SetPlan("lead:1", checklist, 2026, new DateOnly(2026, 10, 1), new DateOnly(2027, 3, 31), [], null));
        await TakeAsync(Service("beechwood"));
        await TakeAsync(Service("elm"));
        engine.Clock.Move(TimeSpan.FromDays(7));
        await TakeAsync(Absent("beechwood", 5));
        await TakeAsync(Absent("elm", 0));
        engine.Clock.Move(TimeSpan.FromDays(7));
        await TakeAsync(Absent("beechwood", 9));
        await TakeAsync(new SubmitReport("manager:1", "elm", new GivenReport(
            ReportKind.Update, null, [new("able-to-meet-needs-safely", new GivenValue(null, "no"))], [], null, [], null)));

        async Task TakeAsync(Command command) => Assert.True(await engine.SubmitAsync(authority.Id, command) is { IsAccepted: true });

        static SetProvider Service(string key) => new("lead:1", new ProviderSet(key, key, "care-home", null, null, null, null, new DateOnly(2026, 9, 1), null, 1), null);

        static SubmitReport Absent(string of, int absent) => new("manager:1", of, new GivenReport(
            ReportKind.Routine, null, [new("staff-employed", new GivenValue(40, null)), new("staff-absent", new GivenValue(absent, null))], [], null, [], null));
    }

    internal static string Draft() => File.ReadAllText(Path.Combine(Repository.Root, "checklists", "past", "asc-winter-plan-2021-22.1.yaml"));

    private static Task<TestAnswer> AskOfAsync(TestAuthority authority) =>
        authority.Lead.PostAsync($"{authority.Address}/triggers/replay", new { from = "2026-10-01", to = "2026-10-31", overrides = Array.Empty<object>() });

    private async Task<JsonNode> AskAsync(object body)
    {
        var answer = await _authority.Lead.PostAsync(Address, body);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, answer.Text);
        return answer.Json;
    }
}
