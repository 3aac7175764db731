using System.Text.Json.Serialization;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>A question answered with a reading.</summary>
/// <param name="Why">Why it is asked and who sees it.</param>
/// <param name="Owner">Who answers: each provider, or the authority for itself.</param>
/// <param name="ServiceTypes">Kinds of service it is asked of; empty means all.</param>
/// <param name="Every">How often an answer is owed.</param>
/// <param name="FreshForDays">Days after which an answer counts as unknown to triggers.</param>
/// <param name="Reuse">Whether the last answer may stand again.</param>
/// <param name="HeldBy">A national return that already holds the answer.</param>
/// <param name="Source">The place in the checklist's document.</param>
/// <param name="Unit">The unit of a number, else null.</param>
/// <param name="Choices">The answers of a choice; empty for other kinds.</param>
/// <param name="Refuse">Values never accepted, within one report.</param>
/// <param name="Confirm">Values accepted once the reporter confirms that they are meant.</param>
/// <param name="InForce">The days of which it is asked; null when always.</param>
/// <param name="Replaces">The measure of an earlier version whose answers carry over to it; left out when there is none.</param>
public sealed record ChecklistMeasure(
    string Key,
    string Question,
    string Why,
    MeasureKind Kind,
    Owner Owner,
    IReadOnlyList<string> ServiceTypes,
    Cadence Every,
    int FreshForDays,
    Reuse Reuse,
    HeldBy HeldBy,
    string Source,
    string? Unit,
    IReadOnlyList<ChecklistChoice> Choices,
    IReadOnlyList<ChecklistLimit> Refuse,
    IReadOnlyList<ChecklistLimit> Confirm,
    ChecklistInForce? InForce,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ChecklistReplaced? Replaces = null)
{
    internal static ChecklistMeasure From(Measure measure) => new(
        measure.Key, measure.Question, measure.Why, measure.Kind, measure.Owner, measure.AppliesTo.Types, measure.Every, measure.FreshForDays,
        measure.Reuse, measure.HeldBy, measure.Source, measure.Unit,
        [.. measure.Choices.Select(c => new ChecklistChoice(c.Key, c.Label))],
        [.. measure.Refuse.Select(ChecklistLimit.From)],
        [.. measure.Confirm.Select(ChecklistLimit.From)],
        ChecklistInForce.Of(measure.InForce),
        measure.Replaces is null ? null : new ChecklistReplaced(
            measure.Replaces.Measure,
            measure.Replaces.Choices is null ? null : [.. measure.Replaces.Choices.Select(c => new ChecklistReplacedChoice(c.Key, c.Value))]));
}

/// <summary>The measure of an earlier version whose answers carry over.</summary>
/// <param name="Choices">For a choice, what each earlier choice means now; one left out is asked again. Null for other kinds.</param>
public sealed record ChecklistReplaced(string Measure, IReadOnlyList<ChecklistReplacedChoice>? Choices);

/// <summary>An earlier choice, and the present one that means the same.</summary>
public sealed record ChecklistReplacedChoice(string Old, string Now);

/// <summary>One answer of a choice: the key is sent, the label is shown.</summary>
public sealed record ChecklistChoice(string Key, string Label);

/// <summary>A limit on one reading.</summary>
/// <param name="Above">Above this number, in the measure's own unit.</param>
/// <param name="Below">Below this number, in the measure's own unit.</param>
/// <param name="AboveMeasure">Above the answer to this measure; with a percentage, above that part of it.</param>
/// <param name="Percent">The percentage of the other measure; null for all of it.</param>
public sealed record ChecklistLimit(long? Above = null, long? Below = null, string? AboveMeasure = null, int? Percent = null)
{
    internal static ChecklistLimit From(ReadingLimit limit) => limit switch
    {
        ReadingLimit.AboveNumber above => new(Above: above.Limit),
        ReadingLimit.BelowNumber below => new(Below: below.Limit),
        ReadingLimit.AboveMeasure above => new(AboveMeasure: above.Measure),
        ReadingLimit.AbovePercent above => new(AboveMeasure: above.Of, Percent: above.Percent),
        _ => throw new ArgumentOutOfRangeException(nameof(limit)),
    };
}
