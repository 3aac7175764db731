using System.Net;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Escalations;

public sealed class ActOnEscalationTests(ComplianceApp app)
{
    private static readonly object _acknowledge = new { owner = "Duty lead", reason = "Calling the home", reviewBy = "2026-11-19T16:00:00Z" };

    private readonly TestAuthority _authority = app.NewAuthority();

    [Fact]
    public async Task A_case_is_acknowledged_stood_down_and_reopened()
    {
        var escalation = await _authority.AbsenceAsync();

        var acknowledged = await _authority.Lead.ActAsync(escalation, "acknowledge", _acknowledge);
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (acknowledged.StatusCode, acknowledged.ETag));
        Assert.Equal(("acknowledged", "Duty lead"), ((string?)acknowledged.Json["state"], (string?)acknowledged.Json["owner"]));
        Assert.Equal("4pm Thursday 19 November: review-by set when acknowledged at 9am Wednesday 18 November", (string?)acknowledged.Json["due"]!["because"]);
        Assert.Equal(acknowledged.Text, (await _authority.Lead.GetAsync(escalation)).Text);

        var down = await _authority.Lead.ActAsync(escalation, "stand-down", new { reason = "Covered", despite = "Agency staff arrive tonight" });
        Assert.Equal(("stood-down", "Agency staff arrive tonight"), ((string?)down.Json["state"], (string?)down.Json["timeline"]![2]!["despite"]));
        Assert.Null(down.Json["due"]);

        var reopened = await _authority.Lead.ActAsync(escalation, "reopen", new { reason = "They did not come" });
        Assert.Equal(("raised", 4), ((string?)reopened.Json["state"], (int)reopened.Json["sequence"]!));
    }

    [Fact]
    public async Task A_case_goes_up_to_the_region_and_down_again()
    {
        var escalation = await _authority.AbsenceAsync();

        var up = await _authority.Lead.ActAsync(escalation, "pass-up", new { reason = "More than we can cover" });
        Assert.Equal("region", (string?)up.Json["tier"]);
        Assert.Equal(["notes"], up.Json["allowed"]!.AsArray().Select(a => (string?)a));

        var down = await _authority.Reviewer.ActAsync(escalation, "pass-down", new { reason = "Use the county's pool first" });
        Assert.Equal((HttpStatusCode.OK, "authority"), (down.StatusCode, (string?)down.Json["tier"]));
    }

    [Fact]
    public async Task Checks_come_in_their_order()
    {
        var escalation = await _authority.AbsenceAsync();
        var lead = _authority.Lead;
        var url = $"{escalation}/acknowledge";

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().PostAsync(url, _acknowledge)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.NewAuthority().Lead.PostAsync(url, _acknowledge)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.PostAsync($"{escalation}/forget", _acknowledge)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.Manager("beechwood").PostAsync(url, new { })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await lead.PostAsync(url, new { })).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await lead.PostAsync(url, _acknowledge)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await lead.PostAsync(url, _acknowledge, "\"7\"")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await lead.PostAsync($"{escalation}/reopen", new { reason = "Again" }, "\"1\"")).StatusCode);
        Assert.Equal("\"1\"", (await lead.GetAsync(escalation)).ETag);
    }

    [Theory]
    [InlineData("acknowledge", "/reason /owner /reviewBy")]
    [InlineData("pass-up", "/reason")]
    [InlineData("stand-down", "/reason")]
    [InlineData("reopen", "/reason")]
    [InlineData("notes", "/text")]
    [InlineData("withdraw", "/reason")]
    [InlineData("request-information", "/to /question /replyBy")]
    [InlineData("mitigate", "/measures /owner /until")]
    public async Task What_an_action_needs_is_asked_for(string action, string pointers)
    {
        var answer = await _authority.Lead.ActAsync(await _authority.AbsenceAsync(), action, new { });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(pointers.Split(' '), answer.Pointers);
    }

    [Theory]
    [InlineData("acknowledge", "despite")]
    [InlineData("pass-up", "owner")]
    [InlineData("stand-down", "reviewBy")]
    [InlineData("reopen", "text")]
    [InlineData("notes", "reason")]
    [InlineData("withdraw", "despite")]
    [InlineData("request-information", "reviewBy")]
    [InlineData("provide-information", "text")]
    [InlineData("mitigate", "replyBy")]
    public async Task Members_that_an_action_does_not_take_are_refused(string action, string member)
    {
        var answer = await _authority.Lead.ActAsync(
            await _authority.AbsenceAsync(), action, new Dictionary<string, string> { [member] = "2026-11-19T16:00:00Z" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([$"/{member}"], answer.Pointers);
        Assert.Contains($"no member '{member}'", (string?)answer.Json["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_are_bounded_and_without_control_characters()
    {
        var escalation = await _authority.AbsenceAsync();

        foreach (var text in new[] { new string('x', 2001), " ", "bell\a" })
        {
            Assert.Equal(["/text"], (await _authority.Lead.ActAsync(escalation, "notes", new { text })).Pointers);
            Assert.Equal(["/reason"], (await _authority.Lead.ActAsync(escalation, "pass-up", new { reason = text })).Pointers);
        }
    }

    [Theory]
    [InlineData("2026-11-18T09:00:00Z", HttpStatusCode.BadRequest)]
    [InlineData("2026-11-18T09:00:01Z", HttpStatusCode.OK)]
    public async Task A_review_lies_in_the_future(string reviewBy, HttpStatusCode status) =>
        Assert.Equal(status, (await _authority.Lead.ActAsync(
            await _authority.AbsenceAsync(), "acknowledge", new { owner = "Duty lead", reason = "Calling", reviewBy })).StatusCode);

    [Fact]
    public async Task What_cannot_be_done_now_says_what_can()
    {
        var answer = await _authority.Lead.ActAsync(await _authority.AbsenceAsync(), "stand-down", new { reason = "Covered" });

        Assert.Equal((HttpStatusCode.Conflict, "not-allowed-now"), (answer.StatusCode, answer.Problem));
        Assert.Equal(["acknowledge", "request-information", "pass-up", "notes"], answer.Json["names"]!.AsArray().Select(a => (string?)a));
    }

    [Fact]
    public async Task Standing_down_while_the_condition_holds_says_why_all_the_same()
    {
        var escalation = await _authority.AbsenceAsync();
        await _authority.Lead.AcknowledgeAsync(escalation);

        var answer = await _authority.Lead.ActAsync(escalation, "stand-down", new { reason = "Covered" });

        Assert.Equal((HttpStatusCode.Conflict, "condition-not-clear"), (answer.StatusCode, answer.Problem));
        Assert.Equal("acknowledged", (string?)(await _authority.Lead.GetJsonAsync(escalation))["state"]);
    }

    [Fact]
    public async Task The_region_acts_only_on_what_is_its_own()
    {
        var unsafely = await _authority.UnsafeAsync();
        Assert.Equal(HttpStatusCode.Conflict, (await _authority.Lead.ActAsync(unsafely, "acknowledge", _acknowledge)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.Lead.ActAsync(unsafely, "pass-down", new { reason = "Ours" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _authority.Reviewer.ActAsync(unsafely, "acknowledge", _acknowledge)).StatusCode);

        await _authority.Reviewer.ActAsync(unsafely, "pass-down", new { reason = "Yours first" });
        Assert.Equal(HttpStatusCode.Conflict, (await _authority.Reviewer.ActAsync(unsafely, "acknowledge", _acknowledge)).StatusCode);
    }

    [Fact]
    public async Task A_manager_writes_notes_and_answers_and_nothing_else()
    {
        var escalation = await _authority.AbsenceAsync();
        var manager = _authority.Manager("beechwood");

        foreach (var action in new[] { "acknowledge", "request-information", "mitigate", "pass-up", "pass-down", "stand-down", "withdraw", "reopen" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await manager.ActAsync(escalation, action, _acknowledge)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await manager.ActAsync(escalation, "notes", new { text = "Agency asked" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _authority.Manager("elm").PostAsync($"{escalation}/notes", new { text = "?" }, "\"2\"")).StatusCode);
    }

    [Fact]
    public async Task A_retry_with_its_key_gets_the_first_answer_and_writes_nothing()
    {
        var escalation = await _authority.AbsenceAsync();
        var first = await _authority.Lead.PostAsync($"{escalation}/notes", new { text = "Called" }, "\"1\"", "key-1");

        var again = await _authority.Lead.PostAsync($"{escalation}/notes", new { text = "Called" }, "\"1\"", "key-1");
        var other = await _authority.Lead.PostAsync($"{escalation}/notes", new { text = "Called again" }, "\"1\"", "key-1");

        Assert.Equal((HttpStatusCode.OK, first.ETag, first.Text), (again.StatusCode, again.ETag, again.Text));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal("\"2\"", (await _authority.Lead.GetAsync(escalation)).ETag);
    }

    [Fact]
    public async Task A_text_that_seems_to_hold_an_NHS_number_is_sent_again_with_confirm()
    {
        var escalation = await _authority.AbsenceAsync();

        var answer = await _authority.Lead.ActAsync(escalation, "notes", new { text = "About 943 476 5919" });

        Assert.Equal((HttpStatusCode.Conflict, "confirm-needed"), (answer.StatusCode, answer.Problem));
        Assert.Equal(HttpStatusCode.OK, (await _authority.Lead.ActAsync(escalation, "notes", new { text = "About 943 476 5919", confirm = new[] { "text" } })).StatusCode);
    }
}
