using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Tests.Intake;
using Compliance.Domain.Triggers;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Triggers;

/// <summary>A floor that is to be kept: at it all is well, a hair below it not.</summary>
public sealed class BelowTests
{
    private static readonly Level _amber = new(TriggerLevel.Amber, Comparison.Below, 80, null, 82, 1, Tier.Authority, "local", 7);
    private static readonly Level _red = new(TriggerLevel.Red, Comparison.Below, 60, null, null, 1, Tier.Authority, "local", 7);
    private static readonly Trigger _floor = Small.Trigger("floor", SubjectScope.Provider, new TriggerValue.Reading("tested"), _amber, _red);

    [Theory]
    [InlineData(80, 100, TriggerLevel.Clear)]
    [InlineData(79, 100, TriggerLevel.Amber)]
    [InlineData(39, 49, TriggerLevel.Amber)]
    [InlineData(799_999, 1_000_000, TriggerLevel.Amber)]
    [InlineData(60, 100, TriggerLevel.Amber)]
    [InlineData(599, 1000, TriggerLevel.Red)]
    public void It_is_reached_strictly_below_its_limit(long part, long of, TriggerLevel level) =>
        Assert.Equal(level, Take(TriggerState.Start, part, of).Level);

    [Theory]
    [InlineData(82, 100, TriggerLevel.Amber)]
    [InlineData(821, 1000, TriggerLevel.Clear)]
    public void It_clears_strictly_above_its_clearing_limit(long part, long of, TriggerLevel level) =>
        Assert.Equal(level, Take(Take(TriggerState.Start, 79, 100), part, of).Level);

    [Theory]
    [InlineData(599, 1000, TriggerLevel.Red)]
    [InlineData(60, 100, TriggerLevel.Amber)]
    public void Without_one_it_clears_at_its_limit(long part, long of, TriggerLevel level) =>
        Assert.Equal(level, Take(Take(TriggerState.Start, 59, 100), part, of).Level);

    [Fact]
    public void What_is_not_known_is_neither_below_nor_clear()
    {
        var held = Step.Take(_floor, Take(TriggerState.Start, 79, 100), See(Answer.Unknown), At("2026-11-03T09:00Z"), 2, England);

        Assert.Equal(TriggerLevel.Amber, held.Level);
        Assert.Equal(TriggerLevel.Clear, Step.Take(_floor, TriggerState.Start, See(Answer.Unknown), At("2026-11-03T09:00Z"), 2, England).Level);
    }

    [Fact]
    public void It_is_told_in_its_own_words()
    {
        var (below, above) = (See(Share(79, 100)), See(Share(81, 100)));

        Assert.Equal("floor: 79 % (79 of 100); amber below 80 %", Sentences.Summary(_floor, below, TriggerLevel.Amber));
        Assert.Equal("79 % (79 of 100) is not below red's 60 %.", WhyNot.Of(_floor, Take(TriggerState.Start, 79, 100), below, England).Single().Sentence);
        Assert.EndsWith("and clears only above 82 %", Why.Say(_floor, Take(TriggerState.Start, 79, 100), above, England), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(90L, null, null)]
    [InlineData(100L, 101L, "/overrides/0/clearsAbove")]
    [InlineData(101L, null, "/overrides/0/below")]
    [InlineData(90L, 89L, "/overrides/0/clearsAbove")]
    [InlineData(60L, null, "/overrides/0/below")]
    public void An_authority_may_move_it(long below, long? clearsAbove, string? fault)
    {
        var change = new Override("floor", TriggerLevel.Amber, null, null, null, clearsAbove ?? 100, false, "Ours", Below: below);

        Assert.Equal(fault is null ? [] : [fault], OverrideRules.Check(Set(change)).Select(f => f.Pointer));
    }

    [Fact]
    public void It_moves_by_its_own_name_only()
    {
        Assert.Equal("/overrides/0/atMost", OverrideRules.Check(Set(new Override("floor", TriggerLevel.Amber, null, null, 70, null, false, "Ours"))).Single().Pointer);
        Assert.Equal("/overrides/0/below", OverrideRules.Check(SmallPlan.Set(new Override("stock", TriggerLevel.Amber, null, null, null, null, false, "Ours", Below: 8))).Single().Pointer);
    }

    [Fact]
    public void The_moved_limit_counts()
    {
        var plan = new Plan(Set().Checklist, 2026, Day("2026-10-01"), Day("2027-03-31"), [],
            [new Override("floor", TriggerLevel.Amber, null, null, null, 95, false, "Ours", Below: 90)], 1, Day("2026-10-01"));

        Assert.Equal((90, 95), plan.EffectiveTriggers().Single(t => t.Key == "floor").Levels[0] is var level ? (level.Limit, level.ClearsAt) : default);
    }

    private static SetPlan Set(params Override[] overrides) =>
        SmallPlan.Set(overrides) with { Checklist = SmallPlan.Checklist with { Triggers = [.. SmallPlan.Checklist.Triggers, _floor] } };

    private static TriggerState Take(TriggerState before, long part, long of) => Step.Take(_floor, before, See(Share(part, of)), At("2026-11-02T09:00Z"), 1, England);

    private static Answer Share(long part, long of) => new(AnswerKind.Value, part, of);

    private static Evaluation See(Answer answer) => Look.At(
        _floor,
        Cadence.Week,
        new Answered(_ => new Belief(answer, At("2026-11-02T09:00Z"), 1), _ => Small.Measure("tested", Cadence.Week, 8, MeasureKind.Percentage)),
        At("2026-11-02T09:00Z"));
}
