using Compliance.Domain.Checklists;

namespace Compliance.Domain.Tests.Intake;

/// <summary>A checklist with one trigger of each kind.</summary>
internal static class Small
{
    public static Checklist Checklist(Gaps gaps = Gaps.Hold) => new(
        "small", 1, ChecklistStatus.Published, "Small", [], new SourceDocument("A document", new DateOnly(2026, 7, 1)),
        [new Section("staff", "Staff", [], [
            Measure("employed", Cadence.Month, 40),
            Measure("absent", Cadence.Week, 8) with
            {
                Refuse = [new ReadingLimit.AboveMeasure("employed")],
                Confirm = [new ReadingLimit.AbovePercent(50, "employed")],
            },
            Measure("masks", Cadence.Week, 8),
            Measure("gloves", Cadence.Week, 8),
            Measure("safe", Cadence.Week, 8, MeasureKind.YesNo),
            Measure("stock", Cadence.Week, 8) with { Owner = Owner.Authority },
        ])],
        [
            Absence(gaps),
            Trigger("silence", SubjectScope.Provider, new TriggerValue.SilentFor("absent"), AtLeast(TriggerLevel.Amber, 3, null), AtLeast(TriggerLevel.Red, 7, null)),
            Trigger("ppe", SubjectScope.Provider, new TriggerValue.Least(["masks", "gloves"]), AtMost(TriggerLevel.Red, 2, 4)) with { Missing = MissingStrategy.NeverSkip },
            Widespread,
        ],
        [],
        [new Ladder("local", LadderClock.RoundTheClock, 4, [new LadderStep(0, ["authority-lead"], false)])]);

    public static Trigger Widespread => Trigger(
        "widespread", SubjectScope.Authority,
        new TriggerValue.ShareOfProviders(Services.All, "absence", TriggerLevel.Red, Bound.LowerBound, Bound.UpperBound, 50, 2),
        AtLeast(TriggerLevel.Red, 50, 25));

    public static Trigger Absence(Gaps gaps = Gaps.Hold)
    {
        var (amber, red) = (AtLeast(TriggerLevel.Amber, 10, 8) with { Periods = 2 }, AtLeast(TriggerLevel.Red, 20, 15));
        var trigger = Trigger("absence", SubjectScope.Provider, new TriggerValue.Percent("absent", "employed"), amber, red);
        return trigger with { Gaps = gaps, AndAtLeast = new CountFloor("absent", 3) };
    }

    public static Trigger Trigger(string key, SubjectScope subject, TriggerValue value, params Level[] levels) => new(
        key, "staff", key, subject, value, null, MissingStrategy.SkipIfAny, Gaps.Hold, levels, new Basis(BasisKind.StartingValue, "A test"), []);

    public static Level AtLeast(TriggerLevel name, long limit, long? clears) => new(name, Comparison.AtLeast, limit, null, clears, 1, Tier.Authority, "local", 7);

    public static Level AtMost(TriggerLevel name, long limit, long? clears) => new(name, Comparison.AtMost, limit, null, clears, 1, Tier.Authority, "local", 7);

    public static Measure Measure(string key, Cadence every, int fresh, MeasureKind kind = MeasureKind.Count) => new(
        key, $"{key}?", "A test.", kind, Owner.Provider, Services.All, every, fresh, Reuse.Keep, HeldBy.None, "part 1", null,
        kind == MeasureKind.Choice ? [new Choice("some", "Some"), new Choice("none", "None")] : [], [], []);
}
