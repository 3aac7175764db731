using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Tests.Intake;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Tests.Triggers;

public sealed class StepTests
{
    private const TriggerLevel Clear = TriggerLevel.Clear;
    private const TriggerLevel Amber = TriggerLevel.Amber;
    private const TriggerLevel Red = TriggerLevel.Red;

    // Amber from 10 % in two periods, clears below 8; red from 20 %, clears below 15. A week and a value each; -1 is not known.
    [Theory]
    [InlineData(Clear, 1, 9, 2, 9)]
    [InlineData(Clear, 1, 10)]
    [InlineData(Clear, 1, 10, 1, 10)]
    [InlineData(Amber, 1, 10, 2, 10)]
    [InlineData(Amber, 1, 10, 3, 10)]
    [InlineData(Clear, 1, 10, 2, 9, 3, 10)]
    [InlineData(Amber, 1, 10, 2, -1, 3, 10)]
    [InlineData(Clear, 1, 10, 2, -1)]
    [InlineData(Amber, 1, 10, 2, 10, 3, 8)]
    [InlineData(Clear, 1, 10, 2, 10, 3, 7)]
    [InlineData(Amber, 1, 10, 2, 10, 3, -1)]
    [InlineData(Clear, 1, 19)]
    [InlineData(Red, 1, 20)]
    [InlineData(Red, 1, 20, 2, 15)]
    [InlineData(Amber, 1, 20, 2, 14)]
    [InlineData(Amber, 1, 20, 2, 8)]
    [InlineData(Clear, 1, 20, 2, 7)]
    [InlineData(Red, 1, 20, 2, -1, 3, -1)]
    public void A_level_follows_its_limit_its_run_and_its_clearing_limit(TriggerLevel expected, params int[] weeksAndValues) =>
        Assert.Equal(expected, Take(Trigger(Gaps.Hold), weeksAndValues).Level);

    [Theory]
    [InlineData(Gaps.Hold, Amber)]
    [InlineData(Gaps.Reset, Clear)]
    public void An_unreported_week_holds_or_breaks_a_run(Gaps gaps, TriggerLevel expected) =>
        Assert.Equal(expected, Take(Trigger(gaps), 1, 10, 3, 10).Level);

    [Fact]
    public void A_broken_run_begins_anew_with_the_week_that_broke_it() =>
        Assert.Equal(Amber, Take(Trigger(Gaps.Reset), 1, 10, 3, 10, 4, 10).Level);

    [Fact]
    public void A_level_switched_off_leaves_its_run_to_no_other()
    {
        var before = Take(Trigger(Gaps.Hold), 1, 10, 2, 10) with { Level = Clear };
        var onlyRed = Trigger(Gaps.Hold) with { Levels = [Small.AtLeast(Red, 20, 15) with { Periods = 2 }] };

        Assert.Equal(0, before.RunOf(Red).Count);
        Assert.Equal(Clear, Step.Take(onlyRed, before, Seen(3, -1), London.At("2026-11-18T09:00Z"), 9, London.England).Level);
        Assert.Equal(Clear, Step.Take(onlyRed, before, Seen(3, 25), London.At("2026-11-18T09:00Z"), 9, London.England).Level);
    }

    [Fact]
    public void Unknown_changes_nothing_but_what_is_unknown()
    {
        var before = Take(Trigger(Gaps.Hold), 1, 10);

        var after = Step.Take(Trigger(Gaps.Hold), before, Seen(2, -1), London.At("2026-11-12T09:00Z"), 7, London.England);

        Assert.Equal((before.Level, before.Since, before.SinceSeq), (after.Level, after.Since, after.SinceSeq));
        Assert.Equal(before.Runs, after.Runs);
        Assert.Equal(["absent"], after.Unknown);
    }

    [Fact]
    public void Since_is_when_the_level_was_reached_and_not_when_it_was_met_again()
    {
        var state = Take(Trigger(Gaps.Hold), 1, 20, 2, 20);

        Assert.Equal((London.At("2026-11-04T09:00Z"), 1L), (state.Since, state.SinceSeq));
    }

    private static TriggerState Take(Trigger trigger, params int[] weeksAndValues)
    {
        var state = TriggerState.Start;
        for (var i = 0; i < weeksAndValues.Length; i += 2)
        {
            var seen = Seen(weeksAndValues[i], weeksAndValues[i + 1]);
            state = Step.Take(trigger, state, seen, London.At("2026-11-04T09:00Z").AddDays(7 * (weeksAndValues[i] - 1)), i / 2 + 1, London.England);
        }

        return state;
    }

    private static Trigger Trigger(Gaps gaps) => Small.Absence(gaps) with { AndAtLeast = null };

    private static Evaluation Seen(int week, int percent) => Evaluation.Of(
        new Sight(null, percent < 0 ? Interval.Unknown : Interval.Exactly(percent, 100), 100),
        Period.Of(Cadence.Week, London.Day("2026-11-04").AddDays(7 * (week - 1))), percent < 0 ? ["absent"] : []);
}
