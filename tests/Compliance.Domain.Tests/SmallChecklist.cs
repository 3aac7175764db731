using Compliance.Domain.Checklists;

namespace Compliance.Domain.Tests;

/// <summary>Two sections, five questions and four triggers: enough for every rule of boards and cases.</summary>
internal static class SmallChecklist
{
    public static readonly Ladder Local = new("local", LadderClock.WorkingHours, 16, [new LadderStep(0, ["authority-lead"], false)]);

    public static readonly Ladder Urgent = new("urgent", LadderClock.RoundTheClock, 4,
    [
        new LadderStep(0, ["authority-lead"], false),
        new LadderStep(4, ["authority-director", "region"], true),
        new LadderStep(8, ["lrf"], true),
    ]);

    public static readonly Ladder Emergency = new("emergency", LadderClock.RoundTheClock, 1,
    [
        new LadderStep(0, ["authority-lead", "authority-out-of-hours", "region"], false),
        new LadderStep(1, ["authority-director", "lrf"], true),
    ]);

    public static Checklist With(params IReadOnlyList<Item> items) => new(
        "small", 1, ChecklistStatus.Published, "Small", [], new SourceDocument("None", new DateOnly(2026, 7, 1)),
        [
            new Section("workforce", "Staff", [],
            [
                Measure("employed", MeasureKind.Count, Cadence.Month, 40) with { Reuse = Reuse.Keep },
                Measure("absent", MeasureKind.Count, Cadence.Week, 8),
                Measure("safe", MeasureKind.YesNo, Cadence.Week, 8),
            ]),
            new Section("ppe", "Protective equipment", [],
                [Measure("masks", MeasureKind.Count, Cadence.Week, 8) with { AppliesTo = new Services(["care-home"]), Reuse = Reuse.Confirm }]),
            new Section("actions", "Actions", items, []),
            new Section("council", "The council's own", [], [Measure("council-masks", MeasureKind.Count, Cadence.Week, 8) with { Owner = Owner.Authority }]),
        ],
        [
            Trigger("absence", "workforce", new TriggerValue.Percent("absent", "employed"),
                Level(TriggerLevel.Amber, Comparison.AtLeast, 10, 8, "local"),
                Level(TriggerLevel.Red, Comparison.AtLeast, 20, 15, "urgent")),
            Trigger("unsafe", "workforce", new TriggerValue.Reading("safe"),
                Level(TriggerLevel.Red, Comparison.Is, 0, null, "emergency") with { Answer = "no", Tier = Tier.Region, WatchDays = 14 }),
            Trigger("silent", "workforce", new TriggerValue.SilentFor("absent"), Level(TriggerLevel.Amber, Comparison.AtLeast, 3, null, "local")),
            Trigger("masks-low", "ppe", new TriggerValue.Reading("masks"),
                Level(TriggerLevel.Notice, Comparison.AtMost, 14, 16, "local") with { Tier = Tier.Provider },
                Level(TriggerLevel.Amber, Comparison.AtMost, 7, 9, "local"),
                Level(TriggerLevel.Critical, Comparison.AtMost, 2, 4, "urgent")),
        ],
        [],
        [Local, Urgent, Emergency]);

    public static Item Item(string key, ItemDue? due = null, Cadence? repeat = null) =>
        new(key, Owner.Provider, [], key, Services.All, repeat, due, false, [], "none");

    private static Measure Measure(string key, MeasureKind kind, Cadence every, int freshForDays) => new(
        key, key, "Because.", kind, Owner.Provider, Services.All, every, freshForDays, Reuse.Ask, HeldBy.None, "none", null, [], [], []);

    private static Trigger Trigger(string key, string section, TriggerValue value, params Level[] levels) => new(
        key, section, key, SubjectScope.Provider, value, null, MissingStrategy.SkipIfAny, Gaps.Hold, levels, new Basis(BasisKind.StartingValue, "none"), []);

    private static Level Level(TriggerLevel name, Comparison comparison, long limit, long? clears, string ladder) =>
        new(name, comparison, limit, null, clears, 1, Tier.Authority, ladder, 7);
}
