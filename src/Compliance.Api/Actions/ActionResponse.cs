using System.Text.Json.Serialization;
using Compliance.Api.Endpoints;
using Compliance.Domain.Actions;
using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;

namespace Compliance.Api.Actions;

/// <summary>What an authority itself has to do, and how far it is.</summary>
/// <param name="ChangedOn">When the last entry it is made from became known; null before the first.</param>
/// <param name="Season">The year in which the season begins: 1 July to 30 June.</param>
/// <param name="Late">Actions past due and not met.</param>
/// <param name="Met">Actions met; of those that repeat, for the present period.</param>
/// <param name="Due">Actions whose time has not come.</param>
/// <param name="Items">In the checklist's order; in the late-and-next view, what is late, longest first, then what comes next.</param>
/// <param name="Next">Always null: the list is whole.</param>
public sealed record ActionsResponse(
    string Authority, DateTime? ChangedOn, int Season, int Late, int Met, int Due, IReadOnlyList<ActionResponse> Items, string? Next = null) : IView
{
    /// <summary>One row an action.</summary>
    public CsvTable ToCsv() => new(
        ["item", "checklist", "section", "title", "with", "tell", "repeat", "state", "dueOn", "missed", "status", "asAt", "evidence", "source"],
        Items.Select(a => (object?[])
        [
            a.Item, a.Checklist, a.Section, a.Title, string.Join(' ', a.With), string.Join(' ', a.Tell), a.Repeat, a.State, a.DueOn, a.Missed,
            a.Last?.Status, a.Last?.AsAt, a.Last?.Evidence, a.Source,
        ]));
}

/// <summary>One action of an authority.</summary>
/// <param name="With">Roles that help.</param>
/// <param name="Tell">Roles to be told when it is not met.</param>
/// <param name="EvidenceRequired">Whether <c>met</c> needs to name evidence.</param>
/// <param name="Repeat">When set, it is owed for every such period.</param>
/// <param name="Source">Place in the checklist's document.</param>
/// <param name="DueOn">The last second of what is late or, when nothing is, of what is due next; null when nothing is.</param>
/// <param name="Missed">Periods past due and not met.</param>
/// <param name="Last">The last word in this plan; null when nothing was said.</param>
/// <param name="History">Of one that repeats: its periods, the latest first; of others: every word, the latest first.</param>
/// <param name="OffReason">Why the authority switched it off; null when it did not.</param>
public sealed record ActionResponse(
    string Item,
    string Checklist,
    string Section,
    string Title,
    IReadOnlyList<string> With,
    IReadOnlyList<string> Tell,
    bool EvidenceRequired,
    Cadence? Repeat,
    string Source,
    ActionState State,
    DateTime? DueOn,
    int Missed,
    ActionWordResponse? Last,
    IReadOnlyList<ActionHistoryResponse> History,
    string? OffReason)
{
    internal static ActionResponse From(PlannedAction action) => new(
        action.Item.Key, action.Plan.Checklist.Key, action.Section, action.Item.Title, action.Item.With, action.Item.Tell,
        action.Item.EvidenceRequired, action.Item.Repeat, action.Item.Source, action.State, action.DueOn, action.Missed,
        ActionWordResponse.From(action.Last),
        [
            .. action.Item.Repeat is null
                ? action.Words.Reverse().Select(w => new ActionHistoryResponse(null, null, null, null, ActionWordResponse.From(w)))
                : action.Periods.Reverse().Select(p => new ActionHistoryResponse(p.Period.Start, p.Period.End, p.DueOn, p.State, ActionWordResponse.From(p.Last))),
        ],
        action.OffReason);
}

/// <summary>One period of an action that repeats, or one word about another.</summary>
/// <param name="From">The period's first day; left out for a word.</param>
/// <param name="To">The period's last day; left out for a word.</param>
/// <param name="DueOn">The period's last second; left out for a word.</param>
/// <param name="State">What became of the period; left out for a word.</param>
/// <param name="Word">The last word about the period, or the word itself; null when nothing was said.</param>
public sealed record ActionHistoryResponse(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? From,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? To,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? DueOn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PeriodState? State,
    ActionWordResponse? Word);

/// <summary>What was said of an action.</summary>
/// <param name="AsAt">When it was true.</param>
/// <param name="ReceivedOn">When it was said.</param>
/// <param name="By">As what it was said.</param>
/// <param name="Note">Null when there is none that the caller may read.</param>
/// <param name="Evidence">Where the evidence is; null when none was named.</param>
public sealed record ActionWordResponse(ItemStatus Status, DateTime AsAt, DateTime ReceivedOn, string By, string? Note, string? Evidence)
{
    internal static ActionWordResponse? From(ActionWord? word) => word is null ? null
        : new(word.Status, word.AsAt, word.ReceivedOn, word.Who.Split(':')[0], word.Note?.Text, word.Evidence);
}
