using System.Net;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Escalations;

/// <summary>Lines stay lines, and headers are read as they are meant.</summary>
public sealed class SoundTextTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    [Theory]
    [InlineData("acknowledge", "Duty\ndesk", "Calling", "/owner")]
    [InlineData("acknowledge", "\u202Eksed ytuD", "Calling", "/owner")]
    [InlineData("acknowledge", "Duty desk", "Calling \u2066them", "/reason")]
    public async Task What_breaks_or_turns_a_line_is_refused_and_writes_nothing(string action, string owner, string reason, string pointer)
    {
        var escalation = await _authority.AbsenceAsync();
        var before = await Snapshot.OfAsync(_authority);

        var answer = await _authority.Lead.ActAsync(escalation, action, new { owner, reason, reviewBy = "2026-11-19T16:00:00Z" });

        Assert.Equal((HttpStatusCode.BadRequest, pointer), (answer.StatusCode, answer.Pointers.Single()));
        Assert.Contains("turn the order of others round", (string?)answer.Json["detail"], StringComparison.Ordinal);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Fact]
    public async Task A_reason_may_have_several_lines()
    {
        var escalation = await _authority.AbsenceAsync();

        Assert.Equal(HttpStatusCode.OK, (await _authority.Lead.ActAsync(escalation, "acknowledge", new { owner = "Duty desk", reason = "Calling\n- agency\n- bank", reviewBy = "2026-11-19T16:00:00Z" })).StatusCode);
    }

    [Theory]
    [InlineData("\"1", HttpStatusCode.BadRequest)]
    [InlineData("one", HttpStatusCode.BadRequest)]
    [InlineData("\"-1\"", HttpStatusCode.BadRequest)]
    [InlineData("*", HttpStatusCode.BadRequest)]
    [InlineData("\"1\", \"2\"", HttpStatusCode.BadRequest)]
    [InlineData("\"2\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"1\"", HttpStatusCode.OK)]
    [InlineData("W/\"1\"", HttpStatusCode.OK)]
    [InlineData("1", HttpStatusCode.OK)]
    public async Task A_version_that_is_none_is_not_said_to_have_changed(string ifMatch, HttpStatusCode status)
    {
        var escalation = await _authority.AbsenceAsync();
        var before = await Snapshot.OfAsync(_authority);

        var answer = await _authority.Lead.PostAsync($"{escalation}/notes", new { text = "Called" }, ifMatch);

        Assert.Equal(status, answer.StatusCode);
        if (status == HttpStatusCode.BadRequest)
        {
            Assert.Contains("If-Match: \"7\"", (string?)answer.Json["detail"], StringComparison.Ordinal);
            Assert.Equal(before, await Snapshot.OfAsync(_authority));
        }
    }
}
