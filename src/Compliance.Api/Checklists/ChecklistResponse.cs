using System.Text.Json.Serialization;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>One version of a checklist, whole.</summary>
/// <param name="Nations">Nations it is written for; empty means all.</param>
/// <param name="Contingency">Measures taken when pressure grows.</param>
/// <param name="Ladders">Who is told after how long.</param>
/// <param name="Baselines">Named days with which changes are compared; left out when there are none.</param>
public sealed record ChecklistResponse(
    string Checklist,
    int Version,
    ChecklistStatus Status,
    string Title,
    IReadOnlyList<string> Nations,
    ChecklistSource Source,
    IReadOnlyList<ChecklistSection> Sections,
    IReadOnlyList<ChecklistTrigger> Triggers,
    IReadOnlyList<ChecklistContingency> Contingency,
    IReadOnlyList<ChecklistLadder> Ladders,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ChecklistBaseline>? Baselines = null)
{
    internal static ChecklistResponse From(Checklist checklist) => new(
        checklist.Key, checklist.Version, checklist.Status, checklist.Title, checklist.Nations,
        new ChecklistSource(checklist.Source.Document, checklist.Source.Published),
        [.. checklist.Sections.Select(ChecklistSection.From)],
        [.. checklist.Triggers.Select(ChecklistTrigger.From)],
        [.. checklist.Contingency.Select(c => new ChecklistContingency(c.Key, c.Title, c.Acceptability, c.Responsible))],
        [.. checklist.Ladders.Select(ChecklistLadder.From)],
        checklist.Baselines is null ? null : [.. checklist.Baselines.Select(b => new ChecklistBaseline(b.Key, b.Title, b.On))]);
}

/// <summary>A named day; changes are compared with what was answered for its period.</summary>
public sealed record ChecklistBaseline(string Key, string Title, DateOnly On);

/// <summary>The document a checklist is drawn from.</summary>
public sealed record ChecklistSource(string Document, DateOnly Published);

/// <summary>A part of a checklist, as boards show it.</summary>
public sealed record ChecklistSection(string Key, string Title, IReadOnlyList<ChecklistItem> Items, IReadOnlyList<ChecklistMeasure> Measures)
{
    internal static ChecklistSection From(Section section) => new(
        section.Key, section.Title, [.. section.Items.Select(ChecklistItem.From)], [.. section.Measures.Select(ChecklistMeasure.From)]);
}

/// <summary>An action or a state with a status.</summary>
/// <param name="Owner">Who is accountable for it.</param>
/// <param name="With">Roles that help.</param>
/// <param name="ServiceTypes">Kinds of service it is for; empty means all.</param>
/// <param name="Repeat">A status is owed for each such period; null when it is owed once.</param>
/// <param name="Fixed">The days between which the law holds it due; null unless fixed by law.</param>
/// <param name="DueBy">The fixed day by whose end it is due; null unless there is one.</param>
/// <param name="DueWeeksAfterStart">Due so many weeks after the plan's first day; null unless so.</param>
/// <param name="EvidenceRequired">Whether evidence must be shown.</param>
/// <param name="Tell">Roles it is reported to, or told when it is not met.</param>
/// <param name="Source">The place in the checklist's document.</param>
public sealed record ChecklistItem(
    string Key,
    Owner Owner,
    IReadOnlyList<string> With,
    string Title,
    IReadOnlyList<string> ServiceTypes,
    Cadence? Repeat,
    ChecklistDates? Fixed,
    DateOnly? DueBy,
    int? DueWeeksAfterStart,
    bool EvidenceRequired,
    IReadOnlyList<string> Tell,
    string Source)
{
    internal static ChecklistItem From(Item item) => new(
        item.Key, item.Owner, item.With, item.Title, item.AppliesTo.Types, item.Repeat,
        item.Due is ItemDue.Fixed due ? new ChecklistDates(due.From, due.To) : null,
        (item.Due as ItemDue.By)?.On,
        (item.Due as ItemDue.WeeksAfterStart)?.Weeks,
        item.EvidenceRequired, item.Tell, item.Source);
}

/// <summary>Two days, both included.</summary>
public sealed record ChecklistDates(DateOnly From, DateOnly To);

/// <summary>Days on which something is asked or judged, both included; an end that is null is open.</summary>
public sealed record ChecklistInForce(DateOnly? From, DateOnly? To)
{
    internal static ChecklistInForce? Of(InForce? days) => days is null ? null : new(days.From, days.To);
}

/// <summary>Something done when pressure grows.</summary>
/// <param name="Acceptability">What it costs in safety. A last resort is authorised by a named director.</param>
public sealed record ChecklistContingency(string Key, string Title, Acceptability Acceptability, IReadOnlyList<string> Responsible);

/// <summary>Who is told after how long, and by when a case must be answered.</summary>
/// <param name="AnswerWithinHours">Hours on the ladder's clock.</param>
public sealed record ChecklistLadder(string Key, LadderClock Clock, int AnswerWithinHours, IReadOnlyList<ChecklistLadderStep> Steps)
{
    internal static ChecklistLadder From(Ladder ladder) => new(
        ladder.Key, ladder.Clock, ladder.AnswerWithinHours,
        [.. ladder.Steps.Select(s => new ChecklistLadderStep(s.AfterHours, s.Tell, s.UnlessAcknowledged))]);
}

/// <summary>One telling.</summary>
/// <param name="AfterHours">Hours on the ladder's clock since the case was raised or rose.</param>
/// <param name="UnlessAcknowledged">Left out when somebody has acknowledged by then.</param>
public sealed record ChecklistLadderStep(int AfterHours, IReadOnlyList<string> Tell, bool UnlessAcknowledged);
