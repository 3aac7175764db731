using System.Text.Json.Serialization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;

namespace Compliance.Api.Endpoints;

public enum ChecklistValueKind
{
    /// <summary>One answer.</summary>
    Reading,

    /// <summary>One count as a percentage of another.</summary>
    Percent,

    /// <summary>The smallest of several answers.</summary>
    Least,

    /// <summary>Whole working days since an answer fell due and did not come.</summary>
    SilentFor,

    /// <summary>A percentage of providers at or above a level of another trigger.</summary>
    Share,

    /// <summary>One count for so many of another.</summary>
    Ratio,

    /// <summary>The largest of several answers.</summary>
    Most,

    /// <summary>By how much something has risen since an earlier period.</summary>
    Rise,

    /// <summary>By how much something has fallen since an earlier period.</summary>
    Fall,

    /// <summary>The status of an item.</summary>
    ItemStatus,

    /// <summary>Days for which an item has stood at a status.</summary>
    DaysAt,

    /// <summary>Days since an item fell due and was not met.</summary>
    Overdue,

    /// <summary>The level at which another trigger stands.</summary>
    Level,

    /// <summary>A number of providers at or above a level of another trigger.</summary>
    Count,

    /// <summary>A count added up over providers, or the percentage that two of them make.</summary>
    Sum,

    /// <summary>Nothing of its own: each level joins conditions.</summary>
    Joined,
}

/// <summary>What a trigger or a condition compares with its limits.</summary>
/// <param name="Measures">The measures it reads of its own subject, in order: for a percentage or ratio the part, then the whole; of a sum the
/// measure added up, then the one that divides. Empty where it reads none.</param>
/// <param name="Share">The providers counted by a share or a count, and the level they count from; null for other kinds.</param>
/// <param name="Per">For how many a ratio is; left out for other kinds.</param>
/// <param name="Change">Of a rise or a fall: of what, and since when; left out for other kinds.</param>
/// <param name="Item">The item it looks at; left out when it looks at none.</param>
/// <param name="Status">The status whose days are counted; left out for other kinds.</param>
/// <param name="Working">Whether only working days count; left out where no days of an item are counted.</param>
/// <param name="Trigger">The trigger whose level it is; left out for other kinds.</param>
/// <param name="Sum">Whose answers a sum adds up; left out for other kinds.</param>
public sealed record ChecklistValue(
    ChecklistValueKind Kind,
    IReadOnlyList<string> Measures,
    ChecklistShare? Share,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Per = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ChecklistChange? Change = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Item = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ItemStatus? Status = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Working = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Trigger = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ChecklistSum? Sum = null)
{
    internal static ChecklistValue From(TriggerValue value) => value switch
    {
        TriggerValue.Reading => new(ChecklistValueKind.Reading, value.Reads, null),
        TriggerValue.Percent => new(ChecklistValueKind.Percent, value.Reads, null),
        TriggerValue.Ratio ratio => new(ChecklistValueKind.Ratio, value.Reads, null, Per: ratio.Per),
        TriggerValue.Least => new(ChecklistValueKind.Least, value.Reads, null),
        TriggerValue.Most => new(ChecklistValueKind.Most, value.Reads, null),
        TriggerValue.Change change => new(
            change.Falls ? ChecklistValueKind.Fall : ChecklistValueKind.Rise, value.Reads, null, Change: ChecklistChange.From(change)),
        TriggerValue.SilentFor => new(ChecklistValueKind.SilentFor, value.Reads, null),
        TriggerValue.StatusOf status => new(ChecklistValueKind.ItemStatus, [], null, Item: status.Item),
        TriggerValue.DaysAt days => new(ChecklistValueKind.DaysAt, [], null, Item: days.Item, Status: days.Status, Working: days.Working),
        TriggerValue.Overdue overdue => new(ChecklistValueKind.Overdue, [], null, Item: overdue.Item, Working: overdue.Working),
        TriggerValue.LevelOf level => new(ChecklistValueKind.Level, [], null, Trigger: level.Trigger),
        TriggerValue.ShareOfProviders share => new(ChecklistValueKind.Share, [], ChecklistShare.From(share)),
        TriggerValue.CountOfProviders count => new(ChecklistValueKind.Count, [], ChecklistShare.From(count)),
        TriggerValue.SumOfProviders sum => new(ChecklistValueKind.Sum, sum.Over is null ? [sum.Measure] : [sum.Measure, sum.Over], null, Sum: ChecklistSum.From(sum)),
        TriggerValue.Joined => new(ChecklistValueKind.Joined, [], null),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };
}

/// <summary>Of what a rise or fall is, and since when.</summary>
/// <param name="Per">For how many a ratio is; null when it is none.</param>
/// <param name="IsPercentage">Whether the part of its measures is meant as a percentage of the whole.</param>
/// <param name="Baseline">The baseline compared with; null for other periods.</param>
/// <param name="In">Whether limits are in its own unit, which is percentage points for a percentage, or in percent of what it was.</param>
public sealed record ChecklistChange(bool IsPercentage, int? Per, Since Since, string? Baseline, ChangeUnit In)
{
    internal static ChecklistChange From(TriggerValue.Change change) => new(
        change.Of is TriggerValue.Percent, (change.Of as TriggerValue.Ratio)?.Per, change.Since, change.Baseline, change.In);
}

/// <summary>Providers at or above a level of another trigger. Silent ones make their share or number an interval.</summary>
/// <param name="ServiceTypes">Kinds of service counted; empty means all.</param>
/// <param name="FireOn">The end of the interval that must reach a limit.</param>
/// <param name="WarnOn">The end of the interval that warns.</param>
/// <param name="AtLeastPercentReporting">Percentage of providers that must report for the share to be known.</param>
/// <param name="AtLeastProvidersReporting">Number of providers that must report for the share to be known.</param>
/// <param name="AnyOf">Where any one of several triggers is enough: all of them, the one under <c>trigger</c> first; left out where there is only the one.</param>
/// <param name="WeightedBy">The count by which each provider weighs; left out when each counts as one.</param>
/// <param name="WeightUnknown">What a provider weighs that never gave that count; left out when each counts as one.</param>
public sealed record ChecklistShare(
    IReadOnlyList<string> ServiceTypes,
    string Trigger,
    TriggerLevel AtLeast,
    Bound FireOn,
    Bound WarnOn,
    int AtLeastPercentReporting,
    int AtLeastProvidersReporting,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? WeightedBy = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? WeightUnknown = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? AnyOf = null)
{
    internal static ChecklistShare From(TriggerValue.ShareOfProviders share) => new(
        share.Of.Types, share.Trigger, share.AtLeast, share.FireOn, share.WarnOn, share.AtLeastPercentReporting, share.AtLeastProvidersReporting,
        share.WeightedBy?.Measure, share.WeightedBy?.Unknown, Several(share));

    internal static ChecklistShare From(TriggerValue.CountOfProviders count) => new(
        count.Of.Types, count.Trigger, count.AtLeast, count.FireOn, count.WarnOn, count.AtLeastPercentReporting, count.AtLeastProvidersReporting,
        AnyOf: Several(count));

    private static IReadOnlyList<string>? Several(TriggerValue value) => value.Watches.Count > 1 ? value.Watches : null;
}

/// <summary>Whose answers a sum adds up. What silent providers would add is not known.</summary>
/// <param name="ServiceTypes">Kinds of service counted; empty means all.</param>
/// <param name="AtLeastPercentReporting">Percentage of providers that must report for the sum to be known.</param>
/// <param name="AtLeastProvidersReporting">Number of providers that must report for the sum to be known.</param>
public sealed record ChecklistSum(IReadOnlyList<string> ServiceTypes, int AtLeastPercentReporting, int AtLeastProvidersReporting)
{
    internal static ChecklistSum From(TriggerValue.SumOfProviders sum) =>
        new(sum.Of.Types, sum.AtLeastPercentReporting, sum.AtLeastProvidersReporting);
}
