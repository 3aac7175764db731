using Compliance.Api.Endpoints;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>A condition on readings, by level.</summary>
/// <param name="Section">The section under which boards show it.</param>
/// <param name="Subject">Whether it judges each provider by itself or the authority as one.</param>
/// <param name="AndAtLeast">A count it needs as well to fire, not to stay.</param>
/// <param name="Missing">What a missing reading does.</param>
/// <param name="Gaps">What an unreported period does to a run of periods.</param>
/// <param name="Levels">In rising order.</param>
/// <param name="Contingency">Keys of contingency measures that answer it.</param>
/// <param name="InForce">The days whose readings it judges; null when always.</param>
public sealed record ChecklistTrigger(
    string Key,
    string Section,
    string Title,
    SubjectScope Subject,
    ChecklistValue Value,
    ChecklistFloor? AndAtLeast,
    MissingStrategy Missing,
    Gaps Gaps,
    IReadOnlyList<LevelResponse> Levels,
    ChecklistBasis Basis,
    IReadOnlyList<string> Contingency,
    ChecklistInForce? InForce)
{
    internal static ChecklistTrigger From(Trigger trigger) => new(
        trigger.Key, trigger.Section, trigger.Title, trigger.Subject, ChecklistValue.From(trigger.Value),
        trigger.AndAtLeast is { } floor ? new ChecklistFloor(floor.Measure, floor.Count) : null,
        trigger.Missing, trigger.Gaps, [.. trigger.Levels.Select(LevelResponse.From)],
        new ChecklistBasis(trigger.Basis.Kind, trigger.Basis.Note), trigger.Contingency,
        ChecklistInForce.Of(trigger.InForce));
}

/// <summary>Where the limits come from.</summary>
public sealed record ChecklistBasis(BasisKind Kind, string Note);

/// <summary>A measure whose count must be at least this.</summary>
public sealed record ChecklistFloor(string Measure, long Count);

public enum ChecklistValueKind { Reading, Percent, Least, SilentFor, Share }

/// <summary>What a trigger compares with its limits.</summary>
/// <param name="Measures">The measures it reads, in order: for a percentage the part, then the whole; empty for a share.</param>
/// <param name="Share">The share of providers it judges; null for other kinds.</param>
public sealed record ChecklistValue(ChecklistValueKind Kind, IReadOnlyList<string> Measures, ChecklistShare? Share)
{
    internal static ChecklistValue From(TriggerValue value) => value switch
    {
        TriggerValue.Reading => new(ChecklistValueKind.Reading, value.Reads, null),
        TriggerValue.Percent => new(ChecklistValueKind.Percent, value.Reads, null),
        TriggerValue.Least => new(ChecklistValueKind.Least, value.Reads, null),
        TriggerValue.SilentFor => new(ChecklistValueKind.SilentFor, value.Reads, null),
        TriggerValue.ShareOfProviders share => new(ChecklistValueKind.Share, [], ChecklistShare.From(share)),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };
}

/// <summary>The share of providers at or above a level of another trigger. Silent ones make it an interval.</summary>
/// <param name="ServiceTypes">Kinds of service counted; empty means all.</param>
/// <param name="FireOn">The end of the interval that must reach a limit.</param>
/// <param name="WarnOn">The end of the interval that warns.</param>
/// <param name="AtLeastPercentReporting">Percentage of providers that must report for the share to be known.</param>
/// <param name="AtLeastProvidersReporting">Number of providers that must report for the share to be known.</param>
public sealed record ChecklistShare(
    IReadOnlyList<string> ServiceTypes,
    string Trigger,
    TriggerLevel AtLeast,
    Bound FireOn,
    Bound WarnOn,
    int AtLeastPercentReporting,
    int AtLeastProvidersReporting)
{
    internal static ChecklistShare From(TriggerValue.ShareOfProviders share) => new(
        share.Of.Types, share.Trigger, share.AtLeast, share.FireOn, share.WarnOn, share.AtLeastPercentReporting, share.AtLeastProvidersReporting);
}
