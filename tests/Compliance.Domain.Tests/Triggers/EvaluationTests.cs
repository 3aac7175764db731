using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Tests.Intake;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Tests.Triggers;

public sealed class EvaluationTests
{
    private static readonly DateTime _monday = London.At("2026-11-02T09:00Z");
    private readonly Dictionary<string, Belief> _beliefs = [];

    [Theory]
    [InlineData("2026-11-10T09:00:00.000Z", true)]
    [InlineData("2026-11-10T09:00:00.001Z", false)]
    public void A_reading_is_fresh_up_to_the_very_instant_at_which_it_ends(string at, bool fresh)
    {
        Believe("employed", 40);
        Believe("absent", 8);

        var seen = See(Small.Absence(), London.At(at));

        Assert.Equal(fresh ? Interval.Exactly(8, 40) : Interval.Unknown, seen.Value);
        Assert.Equal(fresh ? [] : ["absent"], seen.Unknown);
    }

    [Fact]
    public void A_denominator_is_carried_within_its_own_freshness_and_the_period_is_the_numerators()
    {
        Believe("employed", 40, _monday.AddDays(-39));
        Believe("absent", 8);

        var seen = See(Small.Absence(), _monday.AddDays(1));

        Assert.Equal(Interval.Exactly(8, 40), seen.Value);
        Assert.Equal(London.Day("2026-11-02"), seen.Period.Start);
        Assert.Equal(["employed"], See(Small.Absence(), _monday.AddDays(1).AddMilliseconds(1)).Unknown);
    }

    [Fact]
    public void A_share_of_no_staff_is_unknown_and_says_so()
    {
        Believe("employed", 0);
        Believe("absent", 0);

        var seen = See(Small.Absence(), _monday);

        Assert.Equal(Interval.Unknown, seen.Value);
        Assert.Equal(["employed"], seen.Unknown);
    }

    [Theory]
    [InlineData(MissingStrategy.SkipIfAny, null, null)]
    [InlineData(MissingStrategy.SkipIfAll, null, 3L)]
    [InlineData(MissingStrategy.NeverSkip, null, 3L)]
    public void The_least_with_one_missing_has_at_most_an_upper_bound(MissingStrategy missing, long? lower, long? upper)
    {
        Believe("masks", 3);

        var seen = See(Ppe(missing), _monday);

        Assert.Equal((lower, upper), (seen.Value.Lower?.Part, seen.Value.Upper?.Part));
        Assert.Equal(["gloves"], seen.Unknown);
    }

    [Fact]
    public void The_least_leaves_out_what_does_not_apply()
    {
        Believe("masks", 3);
        _beliefs["gloves"] = new Belief(Answer.NotApplicable, _monday, 1);

        var seen = See(Ppe(MissingStrategy.SkipIfAny), _monday);

        Assert.Equal(Interval.Exactly(3, 1), seen.Value);
        Assert.Empty(seen.Unknown);
    }

    [Theory]
    [InlineData(2, Truth.False)]
    [InlineData(3, Truth.True)]
    public void A_floor_holds_back_firing_but_not_what_is_reached(int absent, Truth met)
    {
        Believe("employed", 4);
        Believe("absent", absent);
        var trigger = Small.Absence();

        var seen = See(trigger, _monday);

        Assert.Equal((met, Truth.True, Truth.False), (seen.Met(trigger.Levels[1]), seen.Reached(trigger.Levels[1]), seen.Cleared(trigger.Levels[1])));
    }

    [Theory]
    [InlineData(15, Truth.False)]
    [InlineData(14, Truth.True)]
    public void Exactly_at_the_clearing_limit_is_not_cleared(int absent, Truth cleared)
    {
        Believe("employed", 100);
        Believe("absent", absent);
        var trigger = Small.Absence();

        Assert.Equal(cleared, See(trigger, _monday).Cleared(trigger.Levels[1]));
    }

    private static Trigger Ppe(MissingStrategy missing)
    {
        var trigger = Small.Trigger("ppe", SubjectScope.Provider, new TriggerValue.Least(["masks", "gloves"]), Small.AtMost(TriggerLevel.Red, 2, 4));
        return trigger with { Missing = missing };
    }

    private void Believe(string measure, long value, DateTime? asAt = null) => _beliefs[measure] = new Belief(Answer.Count(value), asAt ?? _monday, 1);

    private Evaluation See(Trigger trigger, DateTime at) => Look.At(
        trigger,
        Evaluation.CadenceOf(trigger, MeasureOf),
        new Answered(m => _beliefs.TryGetValue(m, out var b) ? b : null, MeasureOf),
        at);

    private static Measure MeasureOf(string key) => Small.Checklist().Measures.Single(m => m.Key == key);
}
