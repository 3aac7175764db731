using System.Text.Json.Serialization;
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
/// <param name="SuppressedBy">Triggers whose open case speaks for this one as well; left out when there are none.</param>
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
    ChecklistInForce? InForce,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ChecklistSuppressor>? SuppressedBy = null)
{
    internal static ChecklistTrigger From(Trigger trigger) => new(
        trigger.Key, trigger.Section, trigger.Title, trigger.Subject, ChecklistValue.From(trigger.Value),
        trigger.AndAtLeast is { } floor ? new ChecklistFloor(floor.Measure, floor.Count) : null,
        trigger.Missing, trigger.Gaps, [.. trigger.Levels.Select(LevelResponse.From)],
        new ChecklistBasis(trigger.Basis.Kind, trigger.Basis.Note), trigger.Contingency,
        ChecklistInForce.Of(trigger.InForce),
        trigger.SuppressedBy is null ? null : [.. trigger.SuppressedBy.Select(s => new ChecklistSuppressor(s.Trigger, s.AtLeast))]);
}

/// <summary>While this trigger stands at the level or above with an open case, the other one raises none.</summary>
public sealed record ChecklistSuppressor(string Trigger, TriggerLevel AtLeast);

/// <summary>Where the limits come from.</summary>
public sealed record ChecklistBasis(BasisKind Kind, string Note);

/// <summary>A measure whose count must be at least this.</summary>
public sealed record ChecklistFloor(string Measure, long Count);
