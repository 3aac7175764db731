using System.Text.Json.Serialization;

namespace Compliance.Domain.Checklists;

/// <summary>Levels in rising order. Boards ignore a notice and show critical as red.</summary>
public enum TriggerLevel { Clear, Notice, Amber, Red, Critical }

/// <summary>Where a case starts, and who owns it.</summary>
public enum Tier { Provider, Authority, Region }

/// <summary>What a trigger judges: each provider by itself, or the authority as one.</summary>
public enum SubjectScope { Provider, Authority }

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
    InForce? InForce = null)
{
    public bool IsInForce(DateOnly date) => InForce is null || InForce.Covers(date);
}

/// <summary>A measure's count must be at least this for a trigger to fire.</summary>
public sealed record CountFloor(string Measure, long Count);

/// <summary>Where the limits come from.</summary>
public sealed record Basis(BasisKind Kind, string Note);

public enum BasisKind { Sourced, StartingValue }

/// <summary>What a trigger compares with its limits.</summary>
[JsonDerivedType(typeof(Reading), "reading")]
[JsonDerivedType(typeof(Percent), "percent")]
[JsonDerivedType(typeof(Least), "least")]
[JsonDerivedType(typeof(SilentFor), "silent-for")]
[JsonDerivedType(typeof(ShareOfProviders), "share")]
public abstract record TriggerValue
{
    private TriggerValue() { }

    /// <summary>One reading: a count, number, money in pence, a percentage by its own two counts, yes-no or a choice.</summary>
    public sealed record Reading(string Measure) : TriggerValue;

    /// <summary>One count as a percentage of another.</summary>
    public sealed record Percent(string Measure, string Of) : TriggerValue;

    /// <summary>The smallest of several readings. Not-applicable ones are left out.</summary>
    public sealed record Least(IReadOnlyList<string> Measures) : TriggerValue;

    /// <summary>Whole working days since a reading fell due and did not come.</summary>
    public sealed record SilentFor(string Measure) : TriggerValue;

    /// <summary>The share of providers at or above a level of another trigger; silent ones make it an interval.</summary>
    /// <param name="AtLeastPercentReporting">Percentage of providers that must report for the share to be known.</param>
    /// <param name="AtLeastProvidersReporting">Number of providers that must report for the share to be known.</param>
    public sealed record ShareOfProviders(
        Services Of,
        string Trigger,
        TriggerLevel AtLeast,
        Bound FireOn,
        Bound WarnOn,
        int AtLeastPercentReporting,
        int AtLeastProvidersReporting) : TriggerValue;

    /// <summary>Measures it reads, in order; empty for a share.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Reads => this switch
    {
        Reading r => [r.Measure],
        Percent p => [p.Measure, p.Of],
        Least l => l.Measures,
        SilentFor s => [s.Measure],
        _ => [],
    };
}

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
public sealed record Level(
    TriggerLevel Name,
    Comparison Comparison,
    long Limit,
    string? Answer,
    long? ClearsAt,
    int Periods,
    Tier Tier,
    string Ladder,
    int WatchDays);

/// <summary>How a value is compared with a limit. Exactly at the limit is reached, save for <see cref="Below"/>: a floor that is kept is not fallen short of.</summary>
public enum Comparison { AtLeast, AtMost, Is, Below }
