using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using static Compliance.Domain.Checklists.TriggerLevel;
using static Compliance.Domain.Tests.Intake.Worded;

namespace Compliance.Domain.Tests.Intake;

/// <summary>Standing down is proposed as long as it is known that the condition is clear, and no longer.</summary>
public sealed class ProposalTests
{
    // The answer of 4 November counts for eight days.
    [Theory]
    [InlineData("2026-11-12T09:00:00.000Z", true)]
    [InlineData("2026-11-12T09:00:00.001Z", false)]
    public void It_is_withdrawn_once_nothing_is_known_any_more(string at, bool proposed)
    {
        var winter = Cleared(Of("high", Absent, Small.AtLeast(Red, 5, null)));

        winter.Live(at);

        Assert.Equal(proposed, winter.Case("high")!.StandDownProposed);
        Assert.Equal(proposed ? "stand-down-proposed" : "stand-down-withdrawn", winter.Case("high")!.Timeline[^1].Event);
        Assert.Equal(proposed ? null : "Not known any more: absent.", winter.Case("high")!.Timeline[^1].Reason);
        Assert.Equal(proposed ? Domain.Escalations.Condition.Clear : Domain.Escalations.Condition.Unknown, Now(winter));
    }

    [Theory]
    [InlineData(1, "stand-down-proposed", true)]
    [InlineData(9, "repeated", false)]
    public void The_next_answer_decides(int absent, string happened, bool proposed)
    {
        var winter = Cleared(Of("high", Absent, Small.AtLeast(Red, 5, null)));
        winter.Unknown("2026-11-05T09:00Z", "absent");
        winter.Live("2026-11-20T09:00Z");
        Assert.Single(winter.Case("high")!.Timeline, t => t.Event == "stand-down-withdrawn");

        winter.Says("2026-11-20T10:00Z", ("absent", absent));

        Assert.Equal((happened, proposed), (winter.Case("high")!.Timeline[^1].Event, winter.Case("high")!.StandDownProposed));
        var anew = winter.Replayed().Escalations[winter.Case("high")!.Id];
        Assert.Equal(winter.Case("high")!.Timeline.Select(t => t.Event), anew.Timeline.Select(t => t.Event));
    }

    // While there are few absent, nobody need know of the masks.
    [Theory]
    [InlineData(1, true)]
    [InlineData(9, false)]
    public void What_could_not_reach_a_level_is_no_doubt(int absent, bool proposed)
    {
        var masks = new TriggerValue.Reading("masks");
        var winter = Under(Of("high", new TriggerValue.Joined(), When(Red, All(AtLeast(Absent, 5), AtLeast(masks, 5)))) with { Missing = MissingStrategy.NeverSkip });
        winter.Says("2026-11-02T09:00Z", ("absent", 9), ("masks", 9));
        winter.Says("2026-11-04T09:00Z", ("absent", absent), ("masks", 1));

        winter.Unknown("2026-11-05T09:00Z", "masks");

        Assert.Equal((Clear, proposed), (winter.Level("high"), winter.Case("high")!.StandDownProposed));
        Assert.Equal(proposed ? Domain.Escalations.Condition.Clear : Domain.Escalations.Condition.Unknown, Now(winter));

        winter.Says("2026-11-06T09:00Z", ("absent", 9));
        Assert.False(winter.Case("high")!.StandDownProposed);
        winter.Says("2026-11-07T09:00Z", ("absent", 1));
        Assert.True(winter.Case("high")!.StandDownProposed);
    }

    private static Winter Cleared(Trigger trigger)
    {
        var winter = Under(trigger);
        winter.Says("2026-11-02T09:00Z", ("absent", 9));
        winter.Acts("2026-11-03T09:00Z", CaseAction.Acknowledge, "high");
        winter.Says("2026-11-04T09:00Z", ("absent", 1));
        Assert.True(winter.Case("high")!.StandDownProposed);
        return winter;
    }

    private static Domain.Escalations.Condition? Now(Winter winter) => Conditions.Of(winter[Home], "high", winter.Rules(), winter.Tenant.KnownOn);
}
