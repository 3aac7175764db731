using System.Text.Json.Serialization;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Checklists;

public enum ChecklistStatus { Draft, Published }

/// <summary>A versioned list of actions, questions, triggers and ladders that an authority can adopt for a season.</summary>
/// <param name="Key">Stable name, kebab-case; unique among checklists.</param>
/// <param name="Version">Counts up from 1. A published version never changes.</param>
/// <param name="Nations">Nations it is written for; empty means all.</param>
/// <param name="Baselines">Named days with which changes are compared; null when there are none.</param>
public sealed record Checklist(
    string Key,
    int Version,
    ChecklistStatus Status,
    string Title,
    IReadOnlyList<string> Nations,
    SourceDocument Source,
    IReadOnlyList<Section> Sections,
    IReadOnlyList<Trigger> Triggers,
    IReadOnlyList<ContingencyMeasure> Contingency,
    IReadOnlyList<Ladder> Ladders,
    IReadOnlyList<Baseline>? Baselines = null)
{
    [JsonIgnore]
    public IEnumerable<Item> Items => Sections.SelectMany(s => s.Items);

    [JsonIgnore]
    public IEnumerable<Measure> Measures => Sections.SelectMany(s => s.Measures);
}

/// <summary>The document a checklist is drawn from.</summary>
public sealed record SourceDocument(string Document, DateOnly Published);

public sealed record Section(string Key, string Title, IReadOnlyList<Item> Items, IReadOnlyList<Measure> Measures);

/// <summary>Who is accountable for an item, and who answers a measure.</summary>
public enum Owner { Authority, Provider }

/// <summary>Service types something applies to; empty means all.</summary>
public sealed record Services(IReadOnlyList<string> Types)
{
    public static readonly Services All = new([]);

    public bool Include(string serviceType) => Types.Count == 0 || Types.Contains(serviceType);
}

/// <summary>An action or a state with a status.</summary>
/// <param name="With">Roles that help the accountable one.</param>
/// <param name="Repeat">When set, a status is owed for every such period.</param>
/// <param name="Due">When it falls due or, fixed by law, from when to when it holds; null means by the end of the plan.</param>
/// <param name="EvidenceRequired">Whether evidence must be shown.</param>
/// <param name="Tell">Roles it is reported to, or told when it is not met.</param>
/// <param name="Source">Place in the checklist's document.</param>
public sealed record Item(
    string Key,
    Owner Owner,
    IReadOnlyList<string> With,
    string Title,
    Services AppliesTo,
    Cadence? Repeat,
    ItemDue? Due,
    bool EvidenceRequired,
    IReadOnlyList<string> Tell,
    string Source);

/// <summary>When an item is due.</summary>
[JsonDerivedType(typeof(Fixed), "fixed")]
[JsonDerivedType(typeof(By), "by")]
[JsonDerivedType(typeof(WeeksAfterStart), "weeks-after-start")]
public abstract record ItemDue
{
    private ItemDue() { }

    /// <summary>By law, between two dates, both inclusive; afterwards the item shows as ended.</summary>
    public sealed record Fixed(DateOnly From, DateOnly To) : ItemDue;

    /// <summary>By the end of a fixed day, whenever the plan began. A plan that begins later never owes it.</summary>
    public sealed record By(DateOnly On) : ItemDue;

    /// <summary>So many weeks after the plan's first day.</summary>
    public sealed record WeeksAfterStart(int Weeks) : ItemDue;
}

public enum MeasureKind { Count, Percentage, Number, YesNo, Choice, Date, Money }

/// <summary>Whether the last answer may stand again.</summary>
public enum Reuse
{
    /// <summary>Filled in, and may be said to be unchanged as often as it is so.</summary>
    Keep,

    /// <summary>May be said to be unchanged, for at most three periods running.</summary>
    Confirm,

    /// <summary>Always asked afresh.</summary>
    Ask,
}

/// <summary>A national return that already holds the answer.</summary>
public enum HeldBy { None, CapacityTracker, AscWds }

/// <summary>A question answered with a reading.</summary>
/// <param name="Why">Why it is asked and who sees it.</param>
/// <param name="Owner">Who answers: each provider, or the authority for itself.</param>
/// <param name="Every">How often a reading is owed.</param>
/// <param name="FreshForDays">Days after which a reading is unknown to triggers.</param>
/// <param name="Unit">Unit of a number, else null.</param>
/// <param name="Choices">Keys and labels of a choice; empty for other kinds.</param>
/// <param name="Refuse">Hard limits within one report: never accepted.</param>
/// <param name="Confirm">Soft limits: accepted once the reporter confirms that the value is meant.</param>
/// <param name="InForce">The days of which it is asked, where the law sets them; null asks it always.</param>
/// <param name="Replaces">The measure of an earlier version whose answers carry over to it; null when there is none.</param>
public sealed record Measure(
    string Key,
    string Question,
    string Why,
    MeasureKind Kind,
    Owner Owner,
    Services AppliesTo,
    Cadence Every,
    int FreshForDays,
    Reuse Reuse,
    HeldBy HeldBy,
    string Source,
    string? Unit,
    IReadOnlyList<Choice> Choices,
    IReadOnlyList<ReadingLimit> Refuse,
    IReadOnlyList<ReadingLimit> Confirm,
    InForce? InForce = null,
    Replaced? Replaces = null)
{
    public bool IsInForce(DateOnly date) => InForce is null || InForce.Covers(date);
}

public sealed record Choice(string Key, string Label);

/// <summary>A measure of an earlier version of the same checklist, of the same kind and unit, that a new one takes the place of.</summary>
/// <param name="Choices">For a choice: each earlier choice and the present one that means the same; one left out is asked again. Null for other kinds.</param>
public sealed record Replaced(string Measure, IReadOnlyDictionary<string, string>? Choices = null)
{
    /// <summary>An earlier answer as one to the new measure; null when none means the same.</summary>
    public Answer? Map(Answer answer) => answer.Choice is not { } choice ? answer
        : Choices is not null && Choices.TryGetValue(choice, out var present) ? answer with { Choice = present }
        : null;
}

/// <summary>A limit on one reading, absolute or against another reading.</summary>
[JsonDerivedType(typeof(AboveNumber), "above")]
[JsonDerivedType(typeof(BelowNumber), "below")]
[JsonDerivedType(typeof(AboveMeasure), "above-measure")]
[JsonDerivedType(typeof(AbovePercent), "above-percent")]
public abstract record ReadingLimit
{
    private ReadingLimit() { }

    /// <summary>Above a fixed number, in the measure's own unit.</summary>
    public sealed record AboveNumber(long Limit) : ReadingLimit;

    /// <summary>Below a fixed number, in the measure's own unit.</summary>
    public sealed record BelowNumber(long Limit) : ReadingLimit;

    /// <summary>Above another count.</summary>
    public sealed record AboveMeasure(string Measure) : ReadingLimit;

    /// <summary>Above a percentage of another count.</summary>
    public sealed record AbovePercent(int Percent, string Of) : ReadingLimit;
}

/// <summary>A measure taken when pressure grows, with what it costs in safety and who may decide on it.</summary>
public sealed record ContingencyMeasure(string Key, string Title, Acceptability Acceptability, IReadOnlyList<string> Responsible);

/// <summary>How acceptable a contingency measure is. The last resort is authorised by a named director.</summary>
public enum Acceptability { Acceptable, Reduced, LastResort }

public enum LadderClock { WorkingHours, RoundTheClock }

/// <summary>Who is told after how long, and by when a case must be answered.</summary>
public sealed record Ladder(string Key, LadderClock Clock, int AnswerWithinHours, IReadOnlyList<LadderStep> Steps);

/// <param name="AfterHours">Hours on the ladder's clock since the case was raised or rose.</param>
/// <param name="Tell">Roles told.</param>
/// <param name="UnlessAcknowledged">Skipped when somebody has acknowledged by then.</param>
public sealed record LadderStep(int AfterHours, IReadOnlyList<string> Tell, bool UnlessAcknowledged);
