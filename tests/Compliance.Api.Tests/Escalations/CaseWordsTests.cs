using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Intake;
using Compliance.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Escalations;

/// <summary>Who reads which words of a case, and what one look at it answers.</summary>
public sealed class CaseWordsTests(ComplianceApp app)
{
    private static readonly object[] _attachments = [new { title = "Rota", url = "https://files.example.org/rota" }];

    private readonly TestAuthority _authority = app.NewAuthority();

    [Fact]
    public async Task What_a_region_asks_its_authority_the_provider_does_not_read()
    {
        var escalation = await _authority.UnsafeAsync();
        var ask = new { to = "authority", question = "Is the home viable?", replyBy = "2026-11-18T16:00:00Z", attachments = _attachments };
        var asked = await _authority.Reviewer.ActAsync(escalation, "request-information", ask);
        Assert.Equal(("information-requested", "reply", "2026-11-18T16:00:00Z"), ((string?)asked.Json["state"], (string?)asked.Json["due"]!["what"], (string?)asked.Json["due"]!["on"]));
        Assert.Equal(HttpStatusCode.Conflict, (await _authority.Manager("elm").ActAsync(escalation, "provide-information", new { answer = "Yes" })).StatusCode);
        var answered = await _authority.Lead.ActAsync(escalation, "provide-information", new { answer = "Not for long", attachments = _attachments });
        Assert.Equal((HttpStatusCode.OK, "raised"), (answered.StatusCode, (string?)answered.Json["state"]));

        foreach (var client in new[] { _authority.Lead, _authority.Reviewer })
        {
            var (question, answer) = await QuestionAsync(client, escalation);
            Assert.Equal(("Is the home viable?", "Not for long"), ((string?)question["question"], (string?)answer["answer"]));
            Assert.Equal(("https://files.example.org/rota", "Rota"), ((string?)question["attachments"]![0]!["url"], (string?)answer["attachments"]![0]!["title"]));
        }

        var (kept, keptToo) = await QuestionAsync(_authority.Manager("elm"), escalation);
        Assert.All(["question", "answer", "attachments"], m => Assert.Null(kept[m] ?? keptToo[m]));
        Assert.Equal(("authority", "2026-11-18T16:00:00Z"), ((string?)kept["asked"], (string?)kept["replyBy"]));
        Assert.Equal("region", (string?)Assert.Single(keptToo["told"]!.AsArray()));
    }

    [Fact]
    public async Task What_the_provider_is_asked_all_sides_read()
    {
        var escalation = await _authority.AbsenceAsync();
        await _authority.Lead.ActAsync(escalation, "pass-up", new { reason = "More than we can cover" });
        await _authority.Reviewer.ActAsync(escalation, "request-information", new { to = "provider", question = "Who comes tonight?", replyBy = "2026-11-18T16:00:00Z" });
        await _authority.Manager("beechwood").ActAsync(escalation, "provide-information", new { answer = "Six" });

        foreach (var client in new[] { _authority.Lead, _authority.Reviewer, _authority.Manager("beechwood") })
        {
            var (question, answer) = await QuestionAsync(client, escalation);
            Assert.Equal(("Who comes tonight?", "Six"), ((string?)question["question"], (string?)answer["answer"]));
        }
    }

    [Theory]
    [InlineData("lead", "authority", "lead")]
    [InlineData("lead", "region", "lead reviewer")]
    [InlineData("lead", "provider", "lead manager")]
    [InlineData("lead", null, "lead")]
    [InlineData("reviewer", "authority", "lead reviewer")]
    [InlineData("reviewer", "region", "reviewer")]
    [InlineData("reviewer", "provider", "reviewer manager")]
    [InlineData("reviewer", null, "reviewer")]
    [InlineData("manager", "authority", "lead manager")]
    [InlineData("manager", "region", "reviewer manager")]
    [InlineData("manager", "provider", "manager")]
    [InlineData("manager", null, "manager")]
    public async Task A_note_and_what_is_attached_to_it_is_read_by_its_audience_and_its_writers_side(string writer, string? audience, string readers)
    {
        var escalation = await _authority.UnsafeAsync();
        var people = new Dictionary<string, TestClient> { ["lead"] = _authority.Lead, ["reviewer"] = _authority.Reviewer, ["manager"] = _authority.Manager("elm") };
        var note = new JsonObject { ["text"] = "Called twice", ["attachments"] = new JsonArray(new JsonObject { ["title"] = "Rota", ["url"] = "https://files.example.org/rota" }) };
        if (audience is not null)
        {
            note["audience"] = audience;
        }

        Assert.Equal(HttpStatusCode.OK, (await people[writer].ActAsync(escalation, "notes", note)).StatusCode);

        foreach (var (who, client) in people)
        {
            var text = (await client.GetAsync(escalation)).Text;
            var isReader = readers.Split(' ').Contains(who);
            Assert.Equal((who, isReader, isReader), (who, text.Contains("Called twice", StringComparison.Ordinal), text.Contains("files.example.org", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Attachments_that_are_no_https_addresses_are_refused_each_in_its_place()
    {
        var escalation = await _authority.AbsenceAsync();
        var before = await Snapshot.OfAsync(_authority);

        var answer = await _authority.Lead.ActAsync(escalation, "notes", new { text = "See there", attachments = new object?[] { null, new { title = "Rota", url = "https://me:secret@example.org/" } } });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("/attachments/1/url", await PointersAsync(escalation, new object[] { _attachments[0], new { title = "Rota", url = "https://me:secret@example.org/" } }));
        Assert.Equal(["/attachments/0/title", "/attachments/0/url"], await PointersAsync(escalation, new object[] { new { } }));
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Fact]
    public async Task A_last_resort_is_authorised_by_a_director_whom_providers_are_not_shown()
    {
        var escalation = await _authority.UnsafeAsync();
        await _authority.Reviewer.AcknowledgeAsync(escalation);
        var last = (string)(await _authority.Lead.GetJsonAsync(escalation))["contingency"]!.AsArray().First(m => (string?)m!["acceptability"] == "last-resort")!["key"]!;

        var refused = await _authority.Lead.ActAsync(escalation, "mitigate", Measures(last, null));
        Assert.Equal((HttpStatusCode.BadRequest, "/authorisedBy"), (refused.StatusCode, Assert.Single(refused.Pointers)));

        var done = await _authority.Lead.ActAsync(escalation, "mitigate", Measures(last, "Sam Example"));
        Assert.Equal((HttpStatusCode.OK, "mitigating", "mitigation-until"), (done.StatusCode, (string?)done.Json["state"], (string?)done.Json["due"]!["what"]));
        Assert.Equal((last, "last-resort", "Sam Example"), ((string?)done.Json["mitigation"]!["measures"]![0]!["key"], (string?)done.Json["mitigation"]!["measures"]![0]!["acceptability"], (string?)done.Json["mitigation"]!["authorisedBy"]));
        Assert.Contains("Sam Example", (await _authority.Reviewer.GetAsync(escalation)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sam Example", (await _authority.Manager("elm").GetAsync(escalation)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_measure_is_one_of_the_plans_for_the_trigger_or_in_own_words()
    {
        var escalation = await _authority.AbsenceAsync();
        await _authority.Lead.AcknowledgeAsync(escalation);

        var unknown = await _authority.Lead.ActAsync(escalation, "mitigate", Measures("life-and-limb-only", null));
        Assert.Equal(["/measures/0/key"], unknown.Pointers);
        Assert.Contains("borrow-staff", (string?)unknown.Json["detail"], StringComparison.Ordinal);

        var both = await _authority.Lead.ActAsync(escalation, "mitigate", new { measures = new object[] { new { key = "borrow-staff", text = "and more" } }, owner = "Desk", until = "2026-11-20T16:00:00Z" });
        Assert.Equal(HttpStatusCode.BadRequest, both.StatusCode);
    }

    [Fact]
    public async Task One_look_answers_why_and_who_was_told_and_when_and_what_is_due_next()
    {
        await using var own = new ComplianceApp();
        var authority = own.NewAuthority();
        var escalation = await authority.AbsenceAsync();
        await authority.Lead.ActAsync(escalation, "request-information", new { to = "provider", question = "Who comes tonight?", replyBy = "2026-11-18T11:00:00Z" });
        await MoveAsync(own, TimeSpan.FromHours(2));

        var overdue = await authority.Lead.GetJsonAsync(escalation);
        Assert.Equal(("raised", true, "2026-11-18T15:00:00Z"), ((string?)overdue["state"], (bool)overdue["overdue"]!, (string?)overdue["due"]!["on"]));
        Assert.Equal("3pm Wednesday 18 November: 4 hours round the clock, counted from 9am Wednesday 18 November; paused from 9am Wednesday 18 November to 11am Wednesday 18 November: 2 hours added", (string?)overdue["due"]!["because"]);
        var passed = overdue["timeline"]![2]!;
        Assert.Equal(("reply-overdue", 120, "2026-11-18T09:00:00Z"), ((string?)passed["event"], (int)passed["paused"]!["addedMinutes"]!, (string?)passed["paused"]!["from"]));
        Assert.Equal([escalation], await IdsAsync(authority.Lead, "?overdue=true"));
        Assert.Empty(await IdsAsync(authority.Lead, "?overdue=false"));

        await authority.Lead.AcknowledgeAsync(escalation);
        Assert.Equal([escalation], await IdsAsync(authority.Lead, "?overdue=false"));
    }

    [Fact]
    public async Task A_closed_case_says_until_when_it_is_watched()
    {
        await using var own = new ComplianceApp();
        var authority = own.NewAuthority();
        var escalation = await authority.AbsenceAsync();
        await authority.Lead.AcknowledgeAsync(escalation);
        Assert.Null((await authority.Lead.GetJsonAsync(escalation))["watchedUntil"]);

        var down = await authority.Lead.ActAsync(escalation, "stand-down", new { reason = "Covered", despite = "Agency staff arrive tonight" });
        var until = DateTimeOffset.Parse((string)down.Json["watchedUntil"]!, System.Globalization.CultureInfo.InvariantCulture);

        // The session of the day before has ended by then.
        own.Clock.MoveTo(until);
        var lead = own.SignedIn(new ActingHat(Roles.AuthorityLead, authority.Id, null, []));
        Assert.NotNull((await lead.GetJsonAsync(escalation))["watchedUntil"]);
        own.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null((await lead.GetJsonAsync(escalation))["watchedUntil"]);
    }

    [Fact]
    public async Task A_case_whose_cause_was_corrected_is_withdrawn_and_no_other()
    {
        await _authority.AdoptOnceAsync();
        var manager = await _authority.RegisterAsync("beechwood");
        var reports = $"{_authority.Address}/providers/beechwood/reports";
        var report = await manager.PostAsync(reports, new { readings = new object[] { new { measure = "staff-employed", value = 40 }, new { measure = "staff-absent", value = 11 } } });
        var escalation = (string)report.Json["triggers"]![0]!["escalation"]!;

        var refused = await _authority.Lead.ActAsync(escalation, "withdraw", new { reason = "A slip" });
        Assert.Equal((HttpStatusCode.Conflict, "cause-stands"), (refused.StatusCode, refused.Problem));

        await manager.PostAsync(reports, new { kind = "correction", corrects = (string)report.Json["id"]!, readings = new object[] { new { measure = "staff-absent", value = 1 } } });
        Assert.Contains("withdraw", (await _authority.Lead.GetJsonAsync(escalation))["allowed"]!.AsArray().Select(a => (string?)a));
        Assert.Equal("withdrawn", (string?)(await _authority.Lead.ActAsync(escalation, "withdraw", new { reason = "A slip" })).Json["state"]);
    }

    private static object Measures(string key, string? authorisedBy) =>
        new { measures = new object[] { new { key }, new { text = "Two carers lent" } }, owner = "Duty desk", until = "2026-11-20T16:00:00Z", authorisedBy };

    private async Task<IEnumerable<string?>> PointersAsync(string escalation, object[] attachments) =>
        (await _authority.Lead.ActAsync(escalation, "notes", new { text = "See there", attachments })).Pointers;

    private static async Task<(JsonNode Question, JsonNode Answer)> QuestionAsync(TestClient client, string escalation)
    {
        var timeline = (await client.GetJsonAsync(escalation))["timeline"]!.AsArray();
        return (timeline.Single(e => (string?)e!["event"] == "information-requested")!, timeline.Single(e => (string?)e!["event"] == "information-provided")!);
    }

    private static async Task<IEnumerable<string>> IdsAsync(TestClient client, string query) =>
        (await client.GetJsonAsync($"/v1/escalations{query}"))["items"]!.Select("id").Select(id => $"/v1/escalations/{id}");

    private static async Task MoveAsync(ComplianceApp app, TimeSpan by)
    {
        app.Clock.Advance(by);
        await app.Services.GetRequiredService<Ticker>().RoundAsync(TestContext.Current.CancellationToken);
    }
}
