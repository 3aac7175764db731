using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Plans;

namespace Compliance.Domain.Tests.Intake;

public sealed class OverrideRulesTests
{
    private const string Fine = "";

    [Theory]
    [InlineData("absence", TriggerLevel.Red, 100L, 15L, Fine)]
    [InlineData("absence", TriggerLevel.Red, 101L, 15L, "/atLeast")]
    [InlineData("absence", TriggerLevel.Amber, 1L, 1L, Fine)]
    [InlineData("absence", TriggerLevel.Amber, 0L, 0L, "/atLeast")]
    [InlineData("absence", TriggerLevel.Amber, 19L, null, Fine)]
    [InlineData("absence", TriggerLevel.Amber, 8L, null, Fine)]
    [InlineData("absence", TriggerLevel.Amber, 7L, null, "/clearsBelow")]
    [InlineData("absence", TriggerLevel.Amber, null, 10L, Fine)]
    [InlineData("absence", TriggerLevel.Amber, null, 11L, "/clearsBelow")]
    [InlineData("absence", TriggerLevel.Amber, null, 0L, Fine)]
    [InlineData("absence", TriggerLevel.Amber, null, -1L, "/clearsBelow")]
    [InlineData("absence", TriggerLevel.Amber, 20L, null, "/atLeast")]
    [InlineData("absence", TriggerLevel.Amber, 21L, null, "/atLeast")]
    [InlineData("absence", TriggerLevel.Red, 10L, 8L, "/atLeast")]
    [InlineData("absence", TriggerLevel.Red, 11L, 8L, Fine)]
    [InlineData("widespread", TriggerLevel.Red, 100L, null, Fine)]
    [InlineData("widespread", TriggerLevel.Red, 101L, null, "/atLeast")]
    [InlineData("many", TriggerLevel.Red, 1_000_000_000L, null, Fine)]
    [InlineData("many", TriggerLevel.Red, 1_000_000_001L, null, "/atLeast")]
    [InlineData("many", TriggerLevel.Red, 1L, null, Fine)]
    [InlineData("many", TriggerLevel.Red, 0L, null, "/atLeast")]
    [InlineData("silent", TriggerLevel.Amber, 1L, null, Fine)]
    [InlineData("silent", TriggerLevel.Amber, 5L, 3L, "/clearsBelow")]
    [InlineData("stock", TriggerLevel.Red, 1L, null, "/atLeast")]
    [InlineData("stock", TriggerLevel.Red, null, 1L, "/clearsBelow")]
    [InlineData("unsafe", TriggerLevel.Red, 1L, null, "/level")]
    public void A_limit_reached_from_below_stays_within_its_meaning(string trigger, TriggerLevel level, long? atLeast, long? clearsBelow, string pointer) =>
        Check(pointer, new Override(trigger, level, atLeast, clearsBelow, null, null, false, "Ours"));

    [Theory]
    [InlineData("stock", TriggerLevel.Red, 0L, null, Fine)]
    [InlineData("stock", TriggerLevel.Red, -1L, null, "/atMost")]
    [InlineData("stock", TriggerLevel.Red, 4L, null, Fine)]
    [InlineData("stock", TriggerLevel.Red, 5L, null, "/clearsAbove")]
    [InlineData("stock", TriggerLevel.Red, null, 2L, Fine)]
    [InlineData("stock", TriggerLevel.Red, null, 1L, "/clearsAbove")]
    [InlineData("stock", TriggerLevel.Red, 6L, 6L, Fine)]
    [InlineData("stock", TriggerLevel.Red, 7L, 7L, "/atMost")]
    [InlineData("stock", TriggerLevel.Amber, 3L, null, Fine)]
    [InlineData("stock", TriggerLevel.Amber, 2L, null, "/atMost")]
    [InlineData("untested", TriggerLevel.Amber, 1L, null, Fine)]
    [InlineData("untested", TriggerLevel.Amber, 0L, null, "/atMost")]
    [InlineData("untested", TriggerLevel.Amber, 100L, 100L, Fine)]
    [InlineData("untested", TriggerLevel.Amber, 101L, 101L, "/atMost")]
    [InlineData("untested", TriggerLevel.Amber, 100L, 101L, "/clearsAbove")]
    [InlineData("absence", TriggerLevel.Red, 30L, null, "/atMost")]
    [InlineData("absence", TriggerLevel.Red, null, 30L, "/clearsAbove")]
    public void A_limit_reached_from_above_stays_within_its_meaning(string trigger, TriggerLevel level, long? atMost, long? clearsAbove, string pointer) =>
        Check(pointer, new Override(trigger, level, null, null, atMost, clearsAbove, false, "Ours"));

    [Fact]
    public void Both_levels_may_move_past_where_one_stood() => Check(Fine, Move(TriggerLevel.Amber, 30), Move(TriggerLevel.Red, 40));

    [Fact]
    public void Limits_that_cross_are_said_of_each_that_moved()
    {
        var faults = Faults(Move(TriggerLevel.Amber, 40), Move(TriggerLevel.Red, 30));

        Assert.Equal(["/overrides/0/atLeast", "/overrides/1/atLeast"], faults);
    }

    [Fact]
    public void The_same_limit_held_for_longer_is_a_higher_level()
    {
        var levels = SmallPlan.Checklist.Triggers[0].Levels;
        var longer = SmallPlan.Checklist.Triggers[0] with { Levels = [levels[0] with { Periods = 1 }, levels[1] with { Periods = 2 }] };
        var set = SmallPlan.Set(Move(TriggerLevel.Amber, 20)) with { Checklist = SmallPlan.Checklist with { Triggers = [longer] } };

        Assert.Empty(OverrideRules.Check(set));
    }

    [Theory]
    [InlineData("absense", TriggerLevel.Red, "/trigger")]
    [InlineData("nothing-like-it", TriggerLevel.Red, "/trigger")]
    [InlineData("absence", TriggerLevel.Critical, "/level")]
    [InlineData("absence", TriggerLevel.Clear, "/level")]
    [InlineData("absence", null, "/level")]
    public void An_override_names_what_is_there(string trigger, TriggerLevel? level, string pointer) =>
        Check(pointer, new Override(trigger, level, 30, null, null, null, false, "Ours"));

    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    public void An_override_gives_a_reason(string reason) => Check("/reason", Move(TriggerLevel.Red, 30) with { Reason = reason });

    [Fact]
    public void An_override_that_moves_nothing_is_refused() =>
        Check("/level", new Override("absence", TriggerLevel.Red, null, null, null, null, false, "Ours"));

    [Fact]
    public void A_level_is_switched_off_or_moved_and_not_both()
    {
        Check("/off", Move(TriggerLevel.Amber, 12) with { Off = true });
        Check("/off", Move(TriggerLevel.Amber, 12) with { Off = true, Level = null });
        Check("/level", Off("absence", TriggerLevel.Critical));
    }

    [Fact]
    public void What_one_override_settles_no_other_may()
    {
        Assert.Equal(["/overrides/1/trigger"], Faults(Move(TriggerLevel.Red, 30), Move(TriggerLevel.Red, 31)));
        Assert.Equal(["/overrides/1/trigger"], Faults(Off("stock"), Off("stock", TriggerLevel.Red)));
        Assert.Equal(["/overrides/1/trigger"], Faults(Off("stock", TriggerLevel.Red), Off("stock")));
    }

    [Theory]
    [InlineData(null, "/off")]
    [InlineData(TriggerLevel.Red, "/off")]
    [InlineData(TriggerLevel.Amber, Fine)]
    public void What_a_share_counts_is_not_switched_off_beneath_it(TriggerLevel? level, string pointer)
    {
        Check(pointer, Off("absence", level));
        Check(Fine, Off("absence", level), Off("widespread"));
    }

    [Theory]
    [InlineData(null, "`widespread` counts the providers for which this has fired; switch `widespread` off as well, or neither.")]
    [InlineData(TriggerLevel.Red, "`widespread` counts the providers at red of `absence`, and without red none would ever count; leave red on, or switch `widespread` off as well.")]
    public void The_refusal_speaks_of_what_was_to_be_switched_off(TriggerLevel? level, string sentence) =>
        Assert.Equal([sentence], OverrideRules.Check(SmallPlan.Set(Off("absence", level))).Select(f => f.Sentence));

    private static Override Move(TriggerLevel level, long atLeast) => new("absence", level, atLeast, null, null, null, false, "Ours");

    private static Override Off(string trigger, TriggerLevel? level = null) => new(trigger, level, null, null, null, null, true, "Ours");

    private static IEnumerable<string> Faults(params Override[] overrides) =>
        OverrideRules.Check(SmallPlan.Set(overrides)).Select(f => f.Pointer);

    private static void Check(string pointer, params Override[] overrides) =>
        Assert.Equal(pointer.Length == 0 ? [] : [$"/overrides/0{pointer}"], Faults(overrides));
}
