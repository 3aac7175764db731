using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Triggers;
using static Compliance.Domain.Checklists.TriggerLevel;
using static Compliance.Domain.Tests.Intake.Worded;

namespace Compliance.Domain.Tests.Intake;

/// <summary>A level that stays for some time once it is reached.</summary>
public sealed class HoldTests
{
    [Theory]
    [InlineData("2026-11-05T08:59:59.999Z", Red)]
    [InlineData("2026-11-05T09:00:00.000Z", Clear)]
    public void Cleared_during_the_hold_it_stays_until_that_ends(string at, TriggerLevel expected)
    {
        var winter = Held();
        winter.Says("2026-11-02T09:00Z", ("absent", 9));
        winter.Says("2026-11-03T09:00Z", ("absent", 0));
        Assert.Equal((Red, London.At("2026-11-05T09:00Z")), (winter.Level("held"), winter.State("held").HeldUntil));

        Assert.Equal(expected, winter.Live(at).Level("held"));
        Assert.Equal(expected == Clear, winter.Case("held")!.StandDownProposed);
    }

    [Fact]
    public void Not_cleared_by_then_it_stays()
    {
        var winter = Held();
        winter.Says("2026-11-02T09:00Z", ("absent", 9));

        Assert.Equal(Red, winter.Live("2026-11-06T09:00Z").Level("held"));
        winter.Says("2026-11-06T10:00Z", ("absent", 0));
        Assert.Equal(Clear, winter.Level("held"));
    }

    [Fact]
    public void Gone_stale_in_the_meantime_it_stays_until_the_next_answer()
    {
        // Held for ten days, and the answers that cleared it count for eight.
        var winter = Held(Days(10));
        winter.Says("2026-11-02T09:00Z", ("absent", 9));
        winter.Says("2026-11-02T10:00Z", ("absent", 0));
        Assert.Equal(Red, winter.Live("2026-11-14T09:00Z").Level("held"));
        Assert.Equal(["absent"], winter.State("held").Unknown);

        winter.Says("2026-11-14T10:00Z", ("absent", 0));
        Assert.Equal(Clear, winter.Level("held"));
    }

    [Fact]
    public void When_the_hold_ends_it_falls_to_the_level_that_is_reached()
    {
        var winter = Held();
        winter.Says("2026-11-02T09:00Z", ("absent", 9));
        winter.Says("2026-11-03T09:00Z", ("absent", 4));

        Assert.Equal(Red, winter.Live("2026-11-05T08:59:59.999Z").Level("held"));
        Assert.Equal(Amber, winter.Live("2026-11-05T09:00Z").Level("held"));
        Assert.Equal("level-fell", winter.Case("held")!.Timeline[^1].Event);
    }

    [Fact]
    public void Reached_again_during_the_hold_it_is_not_let_go_when_the_hold_ends()
    {
        var winter = Held();
        winter.Says("2026-11-02T09:00Z", ("absent", 9));
        winter.Says("2026-11-03T09:00Z", ("absent", 0));
        winter.Says("2026-11-04T09:00Z", ("absent", 9));

        Assert.Equal((Red, null), (winter.Live("2026-11-06T09:00Z").Level("held"), winter.State("held").HeldUntil));
        Assert.Single(winter.Fired("held"));
    }

    [Fact]
    public void A_higher_level_is_told_of_at_once_and_holds_by_itself()
    {
        var winter = Under(Of("held", Absent, Small.AtLeast(Amber, 4, null) with { HoldFor = Hours(72) }, Small.AtLeast(Red, 8, null)));
        winter.Says("2026-11-02T09:00Z", ("absent", 4));
        winter.Says("2026-11-02T10:00Z", ("absent", 8));
        Assert.Equal(Red, winter.Level("held"));

        winter.Says("2026-11-02T11:00Z", ("absent", 4));
        Assert.Equal(Amber, winter.Level("held"));
        winter.Says("2026-11-02T12:00Z", ("absent", 0));

        Assert.Equal(Amber, winter.Live("2026-11-05T10:59:59.999Z").Level("held"));
        Assert.Equal(Clear, winter.Live("2026-11-05T11:00Z").Level("held"));
    }

    [Fact]
    public void A_late_report_that_found_it_true_undoes_what_time_let_go()
    {
        var winter = Held();
        winter.Says("2026-11-02T09:00Z", ("absent", 9));
        winter.Says("2026-11-03T09:00Z", ("absent", 0));
        winter.Live("2026-11-06T09:00Z");

        winter.Late("2026-11-06T10:00Z", "2026-11-05T08:00Z", ("absent", 9));

        Assert.Equal((Red, London.At("2026-11-02T09:00Z")), (winter.Level("held"), winter.State("held").Since));
        Assert.Empty(winter.Tenant.Changes.Marks);
    }

    [Fact]
    public void A_correction_that_takes_the_rise_away_takes_the_hold_with_it()
    {
        var winter = Held();
        var id = winter.Says("2026-11-02T09:00Z", ("absent", 9));
        winter.Says("2026-11-03T09:00Z", ("absent", 0));

        winter.Corrects(id, "2026-11-03T10:00Z", ("absent", 1));

        Assert.Equal((Clear, null), (winter.Level("held"), winter.State("held").HeldUntil));
        Assert.Equal(FiringMark.WouldNotHaveFired, Assert.Single(winter.Tenant.Changes.Marks).Value);
    }

    [Fact]
    public void No_change_neither_lengthens_nor_ends_a_hold()
    {
        var winter = Held();
        winter.Says("2026-11-02T09:00Z", ("absent", 9));
        winter.Says("2026-11-03T09:00Z", ("absent", 0));
        winter.Tells("2026-11-04T09:00Z", ReportKind.NoChange);

        Assert.Equal(Red, winter.Live("2026-11-05T08:59:59.999Z").Level("held"));
        Assert.Equal(Clear, winter.Live("2026-11-05T09:00Z").Level("held"));
    }

    [Fact]
    public void Why_says_until_when_it_is_held()
    {
        var winter = Held();
        winter.Says("2026-11-02T09:00Z", ("absent", 9));
        winter.Says("2026-11-03T09:00Z", ("absent", 0));

        Assert.Equal(
            "held: 0; red since 2 November 2026, and held until 09:00 on 5 November 2026",
            Why.Say(winter.Rules().RuleOf("held")!.Trigger, winter.State("held"), winter.Seen("held"), London.England));
    }

    private static Winter Held(Span? span = null) =>
        Under(Of("held", Absent, Small.AtLeast(Amber, 4, 2), Small.AtLeast(Red, 8, 6) with { HoldFor = span ?? Hours(72) }));
}
