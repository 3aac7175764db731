using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Plans;

namespace Compliance.Domain.Tests.Intake;

/// <summary>A checklist with one trigger of every kind.</summary>
internal static class SmallPlan
{
    public static readonly Checklist Checklist = new(
        "small", 1, ChecklistStatus.Published, "Small", [], new SourceDocument("Ours", new DateOnly(2026, 7, 1)),
        [
            new Section("all", "All", [],
            [
                Measure("absent", MeasureKind.Count), Measure("employed", MeasureKind.Count), Measure("days", MeasureKind.Count),
                Measure("safe", MeasureKind.YesNo), Measure("tested", MeasureKind.Percentage),
            ]),
        ],
        [
            Trigger("absence", new TriggerValue.Percent("absent", "employed"),
                At(TriggerLevel.Amber, Comparison.AtLeast, 10, clears: 8, periods: 2), At(TriggerLevel.Red, Comparison.AtLeast, 20, clears: 15)),
            Trigger("stock", new TriggerValue.Reading("days"),
                At(TriggerLevel.Amber, Comparison.AtMost, 7, clears: 9), At(TriggerLevel.Red, Comparison.AtMost, 2, clears: 4)),
            Trigger("many", new TriggerValue.Reading("absent"), At(TriggerLevel.Red, Comparison.AtLeast, 50, clears: null)),
            Trigger("untested", new TriggerValue.Reading("tested"), At(TriggerLevel.Amber, Comparison.AtMost, 60, clears: 70)),
            Trigger("unsafe", new TriggerValue.Reading("safe"), At(TriggerLevel.Red, Comparison.Is, 0, clears: null) with { Answer = "no" }),
            Trigger("silent", new TriggerValue.SilentFor("absent"), At(TriggerLevel.Amber, Comparison.AtLeast, 3, clears: null)),
            Trigger("widespread", new TriggerValue.ShareOfProviders(Services.All, "absence", TriggerLevel.Red, Bound.LowerBound, Bound.UpperBound, 50, 5),
                At(TriggerLevel.Red, Comparison.AtLeast, 15, clears: 10)),
        ],
        [], [new Ladder("local", LadderClock.WorkingHours, 16, [new LadderStep(0, ["authority-lead"], false)])]);

    public static SetPlan Set(params Override[] overrides) => new(
        "authority-lead:1", Checklist, 2026, new DateOnly(2026, 10, 1), new DateOnly(2027, 3, 31), overrides, null);

    private static Measure Measure(string key, MeasureKind kind) => new(
        key, "How many?", "To know.", kind, Owner.Provider, Services.All, Cadence.Week, 8, Reuse.Ask, HeldBy.None, "here", null, [], [], []);

    private static Trigger Trigger(string key, TriggerValue value, params Level[] levels) => new(
        key, "all", key, value is TriggerValue.ShareOfProviders ? SubjectScope.Authority : SubjectScope.Provider, value, null,
        MissingStrategy.SkipIfAny, Gaps.Hold, levels, new Basis(BasisKind.StartingValue, "ours"), []);

    private static Level At(TriggerLevel name, Comparison comparison, long limit, long? clears, int periods = 1) =>
        new(name, comparison, limit, null, clears, periods, Tier.Authority, "local", 7);
}
