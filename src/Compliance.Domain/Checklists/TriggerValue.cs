using System.Text.Json.Serialization;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Checklists;

/// <summary>What a trigger compares with its limits.</summary>
[JsonDerivedType(typeof(Reading), "reading")]
[JsonDerivedType(typeof(Percent), "percent")]
[JsonDerivedType(typeof(Ratio), "ratio")]
[JsonDerivedType(typeof(Least), "least")]
[JsonDerivedType(typeof(Most), "most")]
[JsonDerivedType(typeof(Change), "change")]
[JsonDerivedType(typeof(SilentFor), "silent-for")]
[JsonDerivedType(typeof(StatusOf), "status")]
[JsonDerivedType(typeof(DaysAt), "days-at")]
[JsonDerivedType(typeof(Overdue), "overdue")]
[JsonDerivedType(typeof(LevelOf), "level")]
[JsonDerivedType(typeof(ShareOfProviders), "share")]
[JsonDerivedType(typeof(CountOfProviders), "count")]
[JsonDerivedType(typeof(SumOfProviders), "sum")]
[JsonDerivedType(typeof(Joined), "joined")]
public abstract record TriggerValue
{
    private TriggerValue() { }

    /// <summary>One reading: a count, number, money in pence, a percentage by its own two counts, yes-no or a choice.</summary>
    public sealed record Reading(string Measure) : TriggerValue;

    /// <summary>One count as a percentage of another.</summary>
    public sealed record Percent(string Measure, string Of) : TriggerValue;

    /// <summary>One count for so many of another: 30 for every 100, for every 1000.</summary>
    /// <param name="Per">For how many; limits are in this.</param>
    public sealed record Ratio(string Measure, string Of, int Per) : TriggerValue;

    /// <summary>The smallest of several readings. Not-applicable ones are left out.</summary>
    public sealed record Least(IReadOnlyList<string> Measures) : TriggerValue
    {
        public bool Equals(Least? other) => other is not null && Measures.SequenceEqual(other.Measures);

        public override int GetHashCode() => Measures.Count;
    }

    /// <summary>The largest of several readings. Not-applicable ones are left out.</summary>
    public sealed record Most(IReadOnlyList<string> Measures) : TriggerValue
    {
        public bool Equals(Most? other) => other is not null && Measures.SequenceEqual(other.Measures);

        public override int GetHashCode() => Measures.Count;
    }

    /// <summary>By how much a value has risen, or fallen, since an earlier period. Falling is counted as more than zero when <paramref name="Falls"/> is set.</summary>
    /// <param name="Of">A <see cref="Reading"/> of a number, a <see cref="Percent"/> or a <see cref="Ratio"/>.</param>
    /// <param name="Baseline">Key of the checklist's baseline, for <see cref="Since.Baseline"/> only.</param>
    /// <param name="In">Whether limits are in the value's own unit (percentage points, for a percentage) or in percent of what it was.</param>
    public sealed record Change(TriggerValue Of, bool Falls, Since Since, string? Baseline, ChangeUnit In) : TriggerValue;

    /// <summary>Whole working days since a reading fell due and did not come.</summary>
    public sealed record SilentFor(string Measure) : TriggerValue;

    /// <summary>The status of an item.</summary>
    public sealed record StatusOf(string Item) : TriggerValue;

    /// <summary>Whole days for which an item has stood at a status without a break; none while it stands at another.</summary>
    /// <param name="Working">Whether only working days count.</param>
    public sealed record DaysAt(string Item, ItemStatus Status, bool Working) : TriggerValue;

    /// <summary>Whole days since an item fell due and was not met.</summary>
    /// <param name="Working">Whether only working days count.</param>
    public sealed record Overdue(string Item, bool Working) : TriggerValue;

    /// <summary>The level at which another trigger stands for the same subject; unknown while what that one reads is not known.</summary>
    public sealed record LevelOf(string Trigger) : TriggerValue;

    /// <summary>The share of providers at or above a level of another trigger; silent ones make it an interval.</summary>
    /// <param name="AtLeastPercentReporting">Percentage of providers that must report for the share to be known.</param>
    /// <param name="AtLeastProvidersReporting">Number of providers that must report for the share to be known.</param>
    /// <param name="WeightedBy">What a provider counts for; null when each counts as one.</param>
    /// <param name="Or">Further triggers of which any one is enough; null when there is only the one.</param>
    public sealed record ShareOfProviders(
        Services Of,
        string Trigger,
        TriggerLevel AtLeast,
        Bound FireOn,
        Bound WarnOn,
        int AtLeastPercentReporting,
        int AtLeastProvidersReporting,
        Weight? WeightedBy = null,
        IReadOnlyList<string>? Or = null) : TriggerValue
    {
        public bool Equals(ShareOfProviders? other) => other is not null
            && (Of, Trigger, AtLeast, FireOn, WarnOn, AtLeastPercentReporting, AtLeastProvidersReporting, WeightedBy)
                .Equals((other.Of, other.Trigger, other.AtLeast, other.FireOn, other.WarnOn, other.AtLeastPercentReporting, other.AtLeastProvidersReporting, other.WeightedBy))
            && (Or ?? []).SequenceEqual(other.Or ?? []);

        public override int GetHashCode() => (Trigger, AtLeast).GetHashCode();
    }

    /// <summary>The number of providers at or above a level of another trigger; silent ones make it an interval.</summary>
    /// <param name="Or">Further triggers of which any one is enough; null when there is only the one.</param>
    public sealed record CountOfProviders(
        Services Of,
        string Trigger,
        TriggerLevel AtLeast,
        Bound FireOn,
        Bound WarnOn,
        int AtLeastPercentReporting,
        int AtLeastProvidersReporting,
        IReadOnlyList<string>? Or = null) : TriggerValue
    {
        public bool Equals(CountOfProviders? other) => other is not null
            && (Of, Trigger, AtLeast, FireOn, WarnOn, AtLeastPercentReporting, AtLeastProvidersReporting)
                .Equals((other.Of, other.Trigger, other.AtLeast, other.FireOn, other.WarnOn, other.AtLeastPercentReporting, other.AtLeastProvidersReporting))
            && (Or ?? []).SequenceEqual(other.Or ?? []);

        public override int GetHashCode() => (Trigger, AtLeast).GetHashCode();
    }

    /// <summary>A count added up over providers or, with <paramref name="Over"/>, the percentage that two counts added up make. What silent providers would add is not known.</summary>
    /// <param name="Over">The count that divides; null for a plain sum.</param>
    public sealed record SumOfProviders(
        Services Of, string Measure, string? Over, int AtLeastPercentReporting, int AtLeastProvidersReporting) : TriggerValue;

    /// <summary>Nothing of its own: each level joins conditions.</summary>
    public sealed record Joined : TriggerValue;

    /// <summary>Measures it reads of its own subject, in order; empty for what is added up over providers.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Reads => this switch
    {
        Reading r => [r.Measure],
        Percent p => [p.Measure, p.Of],
        Ratio r => [r.Measure, r.Of],
        Least l => l.Measures,
        Most m => m.Measures,
        Change c => c.Of.Reads,
        SilentFor s => [s.Measure],
        _ => [],
    };

    /// <summary>The triggers it looks at; of several any one is enough. Empty when it looks at none.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Watches => this switch
    {
        LevelOf l => [l.Trigger],
        ShareOfProviders s => [s.Trigger, .. s.Or ?? []],
        CountOfProviders c => [c.Trigger, .. c.Or ?? []],
        _ => [],
    };

    /// <summary>The level at which it counts a provider; null for what counts none by level.</summary>
    [JsonIgnore]
    public TriggerLevel? CountsFrom => this switch
    {
        ShareOfProviders s => s.AtLeast,
        CountOfProviders c => c.AtLeast,
        _ => null,
    };

    /// <summary>The item it looks at; null when it looks at none.</summary>
    [JsonIgnore]
    public string? ItemKey => this switch
    {
        StatusOf s => s.Item,
        DaysAt d => d.Item,
        Overdue o => o.Item,
        _ => null,
    };

    /// <summary>Whether it is counted over providers.</summary>
    [JsonIgnore]
    public bool IsCounted => this is ShareOfProviders or CountOfProviders or SumOfProviders;

    /// <summary>Whether time alone moves it.</summary>
    [JsonIgnore]
    public bool IsTimed => this is SilentFor or StatusOf or DaysAt or Overdue;
}

/// <summary>An earlier period with which a value is compared.</summary>
public enum Since
{
    /// <summary>The period before the one of the answer.</summary>
    PreviousPeriod,

    /// <summary>The same period a year before: of weeks and days, 52 weeks; of months, twelve.</summary>
    LastYear,

    /// <summary>The period that holds the day of a baseline.</summary>
    Baseline,
}

public enum ChangeUnit
{
    /// <summary>The value's own unit; percentage points for a percentage.</summary>
    Units,

    /// <summary>Percent of what it was. Of nothing, no percentage is known.</summary>
    Percent,
}

/// <summary>What a provider counts for in a share: its latest answer to a count, however old.</summary>
/// <param name="Unknown">What one counts for that never gave it.</param>
public sealed record Weight(string Measure, long Unknown);

/// <summary>A named day; changes are compared with what was answered for its period.</summary>
public sealed record Baseline(string Key, string Title, DateOnly On);
