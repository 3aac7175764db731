using System.Text.Json.Serialization;

namespace Compliance.Domain.Checklists;

/// <summary>Levels in rising order. Boards ignore a notice and show critical as red.</summary>
public enum TriggerLevel { Clear, Notice, Amber, Red, Critical }

/// <summary>Where a case starts, and who owns it.</summary>
public enum Tier { Provider, Authority, Region }

/// <summary>What a trigger judges: each provider by itself, the authority as one, or each organisation by those of its providers that are on the authority's register.</summary>
public enum SubjectScope { Provider, Authority, Organisation }

/// <summary>What a missing reading does to an evaluation; names as in DHIS2.</summary>
public enum MissingStrategy { SkipIfAny, SkipIfAll, NeverSkip }

/// <summary>What an unreported period does to a run of periods.</summary>
public enum Gaps
{
    /// <summary>It neither counts nor resets.</summary>
    Hold,

    /// <summary>It breaks the run.</summary>
    Reset,
}

/// <summary>A condition on readings, by level, for a subject.</summary>
/// <param name="Section">Section of the same checklist under which boards show it.</param>
/// <param name="AndAtLeast">A count needed to fire, not to stay.</param>
/// <param name="Levels">One to four, in rising order.</param>
/// <param name="Contingency">Keys of contingency measures that answer it.</param>
/// <param name="InForce">The days whose readings it judges, and on which silence counts, where the law sets them; null judges always.</param>
/// <param name="SuppressedBy">Triggers of the same subject whose open case speaks for this one as well; null when there are none.</param>
public sealed record Trigger(
    string Key,
    string Section,
    string Title,
    SubjectScope Subject,
    TriggerValue Value,
    CountFloor? AndAtLeast,
    MissingStrategy Missing,
    Gaps Gaps,
    IReadOnlyList<Level> Levels,
    Basis Basis,
    IReadOnlyList<string> Contingency,
    InForce? InForce = null,
    IReadOnlyList<Suppressor>? SuppressedBy = null)
{
    public bool IsInForce(DateOnly date) => InForce is null || InForce.Covers(date);

    /// <summary>What its levels compare, each once: its own value or, where levels join conditions, the values of those.</summary>
    [JsonIgnore]
    public IEnumerable<TriggerValue> Values => Value is TriggerValue.Joined
        ? Levels.SelectMany(l => l.When?.Tests ?? []).Select(t => t.Value).Distinct()
        : [Value];

    /// <summary>Measures it reads of its own subject, in order, each once; its floor is left out.</summary>
    [JsonIgnore]
    public IEnumerable<string> Reads => Values.SelectMany(v => v.Reads).Distinct();

    /// <summary>Other triggers that its levels look at, whether of the same subject or of the providers it counts.</summary>
    [JsonIgnore]
    public IEnumerable<string> LooksAt => Values.SelectMany(v => v.Watches).Distinct();
}

/// <summary>While this trigger stands at a level or above with an open case, the other one raises none: its firing is recorded and the telling is left out.</summary>
/// <remarks>Nothing worse is ever kept quiet: a level above the one at which this trigger stands is told all the same.</remarks>
public sealed record Suppressor(string Trigger, TriggerLevel AtLeast);

/// <summary>A measure's count must be at least this for a trigger to fire.</summary>
public sealed record CountFloor(string Measure, long Count);

/// <summary>Where the limits come from.</summary>
public sealed record Basis(BasisKind Kind, string Note);

public enum BasisKind { Sourced, StartingValue }

public enum Bound { LowerBound, UpperBound }

/// <summary>One level of a trigger. Exactly at the limit is reached, unless it is one to fall below; exactly at the clearing limit is not cleared.</summary>
/// <param name="Limit">Percent for shares, working days for silence, else the measure's own unit.</param>
/// <param name="Answer">For <see cref="Comparison.Is"/>: <c>yes</c>, <c>no</c> or a choice's key; else null.</param>
/// <param name="ClearsAt">Clears strictly below it (<see cref="Comparison.AtLeast"/>) or above it (<see cref="Comparison.AtMost"/>, <see cref="Comparison.Below"/>);
/// null clears as soon as the limit is no longer reached.</param>
/// <param name="Periods">Distinct reported periods in a row that must reach the limit.</param>
/// <param name="Tier">Tier where its case starts.</param>
/// <param name="Ladder">Key of the ladder it starts.</param>
/// <param name="WatchDays">Days after standing down in which firing again reopens the case.</param>
/// <param name="OfLast">When set, so many of the last periods must reach the limit, as <paramref name="Periods"/> says how many; else they must follow one another.</param>
/// <param name="For">How long the limit must have been reached without a break, as far as answers that still count tell; null for no time at all.</param>
/// <param name="HoldFor">How long the level stays at least once it is reached; null for no time at all.</param>
/// <param name="When">Conditions joined; the limit and the answer of the level itself then mean nothing. Null for a level with one limit.</param>
public sealed record Level(
    TriggerLevel Name,
    Comparison Comparison,
    long Limit,
    string? Answer,
    long? ClearsAt,
    int Periods,
    Tier Tier,
    string Ladder,
    int WatchDays,
    int? OfLast = null,
    Span? For = null,
    Span? HoldFor = null,
    Condition? When = null);

/// <summary>How a value is compared with a limit. Exactly at the limit is reached, save for <see cref="Below"/>: a floor that is kept is not fallen short of.</summary>
public enum Comparison { AtLeast, AtMost, Is, Below }
