using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Tests.Intake;

/// <summary>How far an authority may move the limits of ratios, changes, items, sums and conditions joined.</summary>
public sealed class OverridesOfFormsTests
{
    private const string Fine = "";

    private static readonly Measure _absent = SmallPlan.Checklist.Measures.First(m => m.Key == "absent");

    [Theory]
    [InlineData(1L, Fine)]
    [InlineData(0L, "/atLeast")]
    [InlineData(1000L, Fine)]
    [InlineData(1001L, "/atLeast")]
    public void A_ratio_of_a_part_is_never_above_its_whole(long atLeast, string pointer) =>
        Check(pointer, new TriggerValue.Ratio("absent", "employed", 1000), atLeast);

    [Theory]
    [InlineData(false, ChangeUnit.Units, 100L, Fine)]
    [InlineData(false, ChangeUnit.Units, 101L, "/atLeast")]
    [InlineData(false, ChangeUnit.Percent, 101L, Fine)]
    [InlineData(true, ChangeUnit.Percent, 100L, Fine)]
    [InlineData(true, ChangeUnit.Percent, 101L, "/atLeast")]
    public void A_percentage_moves_by_a_hundred_points_and_falls_by_all_it_was(bool falls, ChangeUnit unit, long atLeast, string pointer) =>
        Check(pointer, new TriggerValue.Change(new TriggerValue.Percent("absent", "employed"), falls, Since.PreviousPeriod, null, unit), atLeast);

    [Theory]
    [InlineData(false, 366L, Fine)]
    [InlineData(false, 367L, "/atLeast")]
    [InlineData(true, 100L, Fine)]
    [InlineData(true, 101L, "/atLeast")]
    [InlineData(true, 0L, "/atLeast")]
    public void Days_are_counted_within_a_year(bool working, long atLeast, string pointer)
    {
        Check(pointer, new TriggerValue.DaysAt("plan", ItemStatus.NotMet, working), atLeast);
        Check(pointer, new TriggerValue.Overdue("plan", working), atLeast);
    }

    [Fact]
    public void Days_end_with_the_next_status() =>
        Assert.Equal(["/overrides/0/clearsBelow"], Faults(new TriggerValue.Overdue("plan", false), Move(5) with { ClearsBelow = 3 }));

    [Theory]
    [InlineData(10_000L, Fine)]
    [InlineData(10_001L, "/atLeast")]
    [InlineData(0L, "/atLeast")]
    public void No_more_providers_are_counted_than_there_can_be(long atLeast, string pointer) =>
        Check(pointer, new TriggerValue.CountOfProviders(Services.All, "absence", TriggerLevel.Red, Bound.LowerBound, Bound.UpperBound, 50, 5), atLeast);

    [Theory]
    [InlineData(null, 101L, Fine)]
    [InlineData("employed", 100L, Fine)]
    [InlineData("employed", 101L, "/atLeast")]
    public void A_sum_over_another_is_a_percentage(string? over, long atLeast, string pointer) =>
        Check(pointer, new TriggerValue.SumOfProviders(Services.All, "absent", over, 50, 5), atLeast);

    [Theory]
    [InlineData(59L, Fine)]
    [InlineData(60L, Fine)]
    [InlineData(61L, "/atLeast")]
    [InlineData(5L, "/atLeast")]
    [InlineData(6L, Fine)]
    public void What_its_measure_refuses_is_no_limit(long atLeast, string pointer)
    {
        var checklist = With(_absent with { Refuse = [new ReadingLimit.BelowNumber(5), new ReadingLimit.AboveNumber(60)] });

        Check(pointer, new TriggerValue.Reading("absent"), atLeast, checklist);
        Check(pointer, new TriggerValue.Most(["absent"]), atLeast, checklist);
    }

    [Fact]
    public void Conditions_joined_are_switched_off_and_not_moved()
    {
        var when = new Condition.Test(new TriggerValue.LevelOf("absence"), Comparison.AtLeast, (long)TriggerLevel.Red, null, null);
        var level = Level(TriggerLevel.Red) with { Limit = 0, When = when };

        Assert.Equal(["/overrides/0/level"], Faults(new TriggerValue.Joined(), Move(5), levels: level));
        Assert.Empty(Faults(new TriggerValue.Joined(), Move(5) with { AtLeast = null, Off = true }, levels: level));
    }

    [Theory]
    [InlineData(TriggerLevel.Red, 1)]
    [InlineData(TriggerLevel.Amber, 0)]
    [InlineData(null, 1)]
    public void What_a_condition_looks_at_is_not_switched_off_beneath_it(TriggerLevel? level, int faults)
    {
        var when = new Condition.Test(new TriggerValue.LevelOf("absence"), Comparison.AtLeast, (long)TriggerLevel.Red, null, null);
        var joined = Level(TriggerLevel.Red) with { Limit = 0, When = new Condition.Not(when) };
        var off = new Override("absence", level, null, null, null, null, true, "Ours");
        var shareOff = new Override("widespread", null, null, null, null, null, true, "Ours");

        Assert.Equal(Enumerable.Repeat("/overrides/0/off", faults), Faults(new TriggerValue.Joined(), off, others: [shareOff], levels: joined));
    }

    [Theory]
    [InlineData(1, null, 25, true)]
    [InlineData(1, null, 24, false)]
    [InlineData(1, null, 23, false)]
    [InlineData(2, 3, 24, true)]
    [InlineData(2, 3, 23, false)]
    [InlineData(2, null, 24, true)]
    [InlineData(2, null, null, false)]
    public void The_same_limit_held_for_longer_stays_a_higher_level(int periods, int? ofLast, int? hours, bool isHigher)
    {
        var amber = Level(TriggerLevel.Amber) with { Limit = 10, For = new Span(1, SpanUnit.Days) };
        var red = Level(TriggerLevel.Red) with { Limit = 20, Periods = periods, OfLast = ofLast, For = hours is { } h ? new Span(h, SpanUnit.Hours) : null };

        Assert.Equal(isHigher ? [] : ["/overrides/0/atLeast"], Faults(new TriggerValue.Reading("absent"), Move(10), levels: [amber, red]));
    }

    private static void Check(string pointer, TriggerValue value, long atLeast, Checklist? checklist = null) => Assert.Equal(
        pointer.Length == 0 ? [] : [$"/overrides/0{pointer}"],
        Faults(value, Move(atLeast), checklist, levels: Level(TriggerLevel.Red)));

    private static IEnumerable<string> Faults(
        TriggerValue value, Override change, Checklist? checklist = null, Override[]? others = null, params Level[] levels)
    {
        var within = checklist ?? With(_absent with { Refuse = [new ReadingLimit.AboveMeasure("employed")] });
        var trigger = within.Triggers[0] with { Key = "tried", Value = value, Levels = levels.Length == 0 ? [Level(TriggerLevel.Red)] : levels };
        var set = SmallPlan.Set([change, .. others ?? []]) with { Checklist = within with { Triggers = [.. within.Triggers, trigger] } };
        return OverrideRules.Check(set).Select(f => f.Pointer);
    }

    private static Checklist With(Measure absent) => SmallPlan.Checklist with
    {
        Sections = [SmallPlan.Checklist.Sections[0] with { Measures = [.. SmallPlan.Checklist.Measures.Select(m => m.Key == absent.Key ? absent : m)] }],
    };

    private static Override Move(long atLeast) => new("tried", TriggerLevel.Red, atLeast, null, null, null, false, "Ours");

    private static Level Level(TriggerLevel name) => new(name, Comparison.AtLeast, 1, null, null, 1, Tier.Authority, "local", 7);
}
