using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Plans;
using static Compliance.Domain.Checklists.TriggerLevel;
using static Compliance.Domain.Tests.Intake.Worded;
using Holding = Compliance.Domain.Escalations.Condition;

namespace Compliance.Domain.Tests.Intake;

/// <summary>One level of a trigger switched off while others are watched: what stood at it is no recovery.</summary>
public sealed class LevelOffTests
{
    private readonly Winter _winter = Under(Of("high", Absent, Small.AtLeast(Amber, 5, 4), Small.AtLeast(Red, 10, 8)));

    [Fact]
    public void A_case_at_amber_is_not_clear_because_nobody_watches_amber()
    {
        _winter.Says("2026-11-02T09:00Z", ("absent", 6));

        Set("2026-11-02T10:00Z", 1, Off(Amber));

        var open = _winter.Case("high")!;
        Assert.Equal((Clear, Amber, false, Holding.NotWatched), (_winter.Level("high"), open.Level, open.StandDownProposed, Now()));
        Assert.Equal(("trigger-switched-off", "lead", "Too many"), (open.Timeline[^1].Event, open.Timeline[^1].By, open.Timeline[^1].Reason));
    }

    [Fact]
    public void A_case_at_red_neither_falls_nor_clears_while_nobody_watches_red()
    {
        _winter.Says("2026-11-02T09:00Z", ("absent", 12));

        Set("2026-11-02T10:00Z", 1, Off(Red));
        _winter.Says("2026-11-03T09:00Z", ("absent", 6));
        _winter.Says("2026-11-04T09:00Z", ("absent", 0));

        var open = _winter.Case("high")!;
        Assert.Equal((Red, false, Holding.NotWatched), (open.Level, open.StandDownProposed, Now()));
        Assert.DoesNotContain(open.Timeline, e => e.Event is "level-fell" or "stand-down-proposed");
    }

    [Theory]
    [InlineData(12, "trigger-switched-off overdue trigger-switched-on repeated", Holding.True)]
    [InlineData(0, "trigger-switched-off overdue trigger-switched-on stand-down-proposed", Holding.Clear)]
    public void Switched_on_again_it_is_judged_as_it_then_is(int absent, string last, Holding expected)
    {
        _winter.Says("2026-11-02T09:00Z", ("absent", 12));
        Set("2026-11-02T10:00Z", 1, Off(Red));
        _winter.Says("2026-11-03T09:00Z", ("absent", absent));

        Set("2026-11-03T10:00Z", 2);

        Assert.EndsWith(last, string.Join(' ', _winter.Case("high")!.Timeline.Select(e => e.Event)), StringComparison.Ordinal);
        Assert.Equal(expected, Now());
        var again = Assert.Single(_winter.Replayed().Escalations.Values);
        Assert.Equal(_winter.Case("high")!.Timeline.Select(e => e.Event), again.Timeline.Select(e => e.Event));
    }

    [Fact]
    public void What_gets_worse_beyond_it_is_watched_all_the_same()
    {
        _winter.Says("2026-11-02T09:00Z", ("absent", 6));
        Set("2026-11-02T10:00Z", 1, Off(Amber));

        _winter.Says("2026-11-03T09:00Z", ("absent", 12));

        Assert.Equal((Red, Holding.True), (_winter.Case("high")!.Level, Now()));
    }

    [Fact]
    public void Stood_down_while_nobody_watched_and_still_red_when_somebody_does_it_is_opened_again()
    {
        _winter.Says("2026-11-02T09:00Z", ("absent", 12));
        _winter.Acts("2026-11-02T09:30Z", CaseAction.Acknowledge, "high");
        Set("2026-11-02T10:00Z", 1, new Override("high", null, null, null, null, null, true, "Too many"));
        _winter.Acts("2026-11-02T11:00Z", CaseAction.StandDown, "high");
        Assert.Null(_winter.Case("high"));

        Set("2026-11-02T12:00Z", 2);

        Assert.Equal("reopened", _winter.Case("high")!.Timeline[^1].Event);
    }

    [Fact]
    public void Stood_down_after_a_service_left_and_still_red_when_it_is_back_it_is_opened_again()
    {
        _winter.Says("2026-11-02T09:00Z", ("absent", 12));
        _winter.Acts("2026-11-02T09:30Z", CaseAction.Acknowledge, "high");
        _winter.Live("2026-11-02T10:00Z").Join(Home, left: "2026-11-01", at: "2026-11-02T10:00Z");
        _winter.Acts("2026-11-02T11:00Z", CaseAction.StandDown, "high");

        _winter.Join(Home, at: "2026-11-02T12:00Z");

        Assert.Equal("reopened", _winter.Case("high")!.Timeline[^1].Event);
    }

    private Holding? Now() => Conditions.Of(_winter.Case("high")!, _winter[Home], _winter.Rules(), _winter.Tenant.KnownOn);

    private void Set(string at, int seen, params Override[] overrides) =>
        Assert.True(_winter.Live(at).Adopt("2026-10-01", "2027-03-31", seen, at, overrides).IsAccepted);

    private static Override Off(TriggerLevel level) => new("high", level, null, null, null, null, true, "Too many");
}
