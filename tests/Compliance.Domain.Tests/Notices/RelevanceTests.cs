using Compliance.Domain.Escalations;
using Compliance.Domain.Notices;
using Compliance.Domain.Tests.Escalations;

namespace Compliance.Domain.Tests.Notices;

public sealed class RelevanceTests
{
    [Theory]
    [InlineData("raised", 1, false, null)]
    [InlineData("raised told overdue", 1, false, null)]
    [InlineData("raised acknowledged", 1, false, "The case was answered before this was sent (acknowledged).")]
    [InlineData("raised noted passed-up", 1, true, "The case was answered before this was sent (passed-up).")]
    [InlineData("raised acknowledged level-rose", 1, true, "The case was answered before this was sent (acknowledged).")]
    [InlineData("raised acknowledged level-rose", 3, true, null)]
    [InlineData("raised acknowledged told", 3, false, null)]
    [InlineData("raised acknowledged told stood-down", 3, true, "The case was closed before this was sent (stood-down).")]
    [InlineData("raised withdrawn", 1, true, "The case was closed before this was sent (withdrawn).")]
    [InlineData("raised acknowledged stood-down", 3, true, null)]
    [InlineData("raised acknowledged stood-down", 3, false, "The recipient was never told that the case began.")]
    [InlineData("raised acknowledged stood-down reopened", 3, true, "The case was opened again before this was sent.")]
    [InlineData("raised acknowledged stood-down reopened", 4, true, null)]
    [InlineData("raised acknowledged information-requested acknowledged", 3, false, null)]
    [InlineData("raised acknowledged information-requested information-provided", 3, false, "The case was answered before this was sent (information-provided).")]
    [InlineData("raised cause-corrected acknowledged", 2, true, null)]
    [InlineData("raised something-new", 2, true, null)]
    [InlineData("raised trigger-switched-off acknowledged", 2, true, null)]
    [InlineData("raised not-watched acknowledged", 2, true, null)]
    [InlineData("raised trigger-switched-off acknowledged stood-down", 2, true, "The case was closed before this was sent (stood-down).")]
    public void A_notice_is_sent_while_it_still_holds(string events, int sequence, bool knows, string? why)
    {
        var timeline = events.Split(' ').Select((e, i) => new CaseEvent(i + 1, e, DateTime.UnixEpoch, Cases.System, 1)).ToList();

        Assert.Equal(why, Relevance.Overtaken(TestActs.Red().Case with { Timeline = timeline }, sequence, knows));
    }
}
