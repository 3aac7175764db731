using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.Api.Endpoints;
using Compliance.Domain.Boards;
using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;

namespace Compliance.Api.Boards;

/// <summary>Providers by sections, or by items and measures.</summary>
/// <param name="ChangedOn">When the last entry it is made from became known; null before the first.</param>
/// <param name="Expected">Providers on the register that day; those that report to another authority are left out.</param>
/// <param name="Reported">Of these, those that have reported and have nothing overdue.</param>
/// <param name="Late">Of these, those with something overdue.</param>
/// <param name="OffTrack">Of these, those with an off-track cell.</param>
/// <param name="AtRisk">Of these, those with an at-risk cell and none off track.</param>
/// <param name="Excused">Of these, those that are excused and have not reported since, or are closed as planned; they count neither as reported nor as late.</param>
/// <param name="OpenEscalations">Open cases of the authority, its own and its providers'.</param>
/// <param name="Sections">The columns, in the order of the checklists; left out by item.</param>
/// <param name="Items">The columns, items and measures in the order of the checklists; left out by section.</param>
/// <param name="NotWatched">Triggers of the plans in force, those of the authority itself among them, and levels of such, that nobody watches: no cell tells of them what is not reported as an open case.</param>
public sealed record GetBoardResponse(
    string Authority,
    DateTime? ChangedOn,
    int Expected,
    int Reported,
    int Late,
    int OffTrack,
    int AtRisk,
    int Excused,
    int OpenEscalations,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Sections,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Items,
    IReadOnlyList<BoardProviderResponse> Providers,
    IReadOnlyList<NotWatchedTriggerResponse> NotWatched) : IView
{
    /// <summary>One row a provider, one column a section or item with the cell's status; empty where it does not concern the provider. Before them what nobody watches there.</summary>
    public CsvTable ToCsv()
    {
        var columns = Sections ?? Items ?? [];
        return new CsvTable(
            ["provider", "serviceType", "overdue", "lastReportOn", "excusedTo", "closedFrom", "closedTo", "closedReason", "notWatched", .. columns],
            Providers.Select(p =>
            {
                var cells = p.Cells.ToDictionary(c => c.Section ?? c.Item!, c => (object?)c.Status);
                return (object?[])[p.Provider, p.ServiceType, p.Overdue, p.LastReportOn, p.ExcusedTo, p.Closed?.From, p.Closed?.To, p.Closed?.Reason, NotWatchedOf(p), .. columns.Select(c => cells.GetValueOrDefault(c))];
            }));
    }

    /// <summary>Triggers, and levels such as <c>staff-absence.red</c>, each once.</summary>
    private static string NotWatchedOf(BoardProviderResponse provider) => string.Join(' ', provider.Cells.SelectMany(c => c.NotWatched ?? [])
        .Select(n => n.Level is { } level ? $"{n.Trigger}.{JsonNamingPolicy.KebabCaseLower.ConvertName(level.ToString())}" : n.Trigger).Distinct());

    internal static GetBoardResponse From(
        string authority, Board board, BoardBy by, DateTime? changedOn, int openCases, IReadOnlyList<NotWatchedTriggerResponse> notWatched)
    {
        // Nearly all cells are on track, and those of a column are one and the same.
        var shared = new Dictionary<Cell, BoardCellResponse>(ReferenceEqualityComparer.Instance);
        return new GetBoardResponse(
            authority, changedOn, board.Expected, board.Reported, board.Late, board.OffTrack, board.AtRisk, board.Excused, openCases,
            by == BoardBy.Section ? board.Columns : null,
            by == BoardBy.Item ? board.Columns : null,
            [.. board.Rows.Select(r => new BoardProviderResponse(r.Provider, r.ServiceType, r.Overdue, r.LastReportOn, r.ExcusedTo,
                r.Closed is { } closed ? new BoardClosedResponse(closed.From, closed.To, closed.Reason) : null, [.. r.Cells.Select(Show)]))],
            notWatched);

        BoardCellResponse Show(Cell cell) => cell.Status != CellStatus.OnTrack ? BoardCellResponse.From(cell, by)
            : shared.TryGetValue(cell, out var shown) ? shown
            : shared[cell] = BoardCellResponse.From(cell, by);
    }
}

/// <summary>One provider of a board.</summary>
/// <param name="Overdue">Measures owed and past due.</param>
/// <param name="LastReportOn">When its last report was received; null when it has sent none.</param>
/// <param name="ExcusedTo">Last day of the excuse in force, of one that has not reported since; else left out.</param>
/// <param name="Closed">The planned closure that it is in; left out while it is open.</param>
/// <param name="Cells">Columns that do not concern it are left out.</param>
public sealed record BoardProviderResponse(
    string Provider,
    string ServiceType,
    int Overdue,
    DateTime? LastReportOn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? ExcusedTo,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BoardClosedResponse? Closed,
    IReadOnlyList<BoardCellResponse> Cells);

/// <summary>Days on which a provider is closed as planned, both included.</summary>
/// <param name="Reason">Why, as it was given with the closure.</param>
public sealed record BoardClosedResponse(DateOnly From, DateOnly To, string Reason);

/// <summary>One provider in one column.</summary>
/// <param name="Section">The column; left out by item.</param>
/// <param name="Item">The column, an item or a measure; left out by section.</param>
/// <param name="Since">When the first of the reasons became true; only when off track or at risk.</param>
/// <param name="Because">Firings and items that make it off track or at risk, the worst first.</param>
/// <param name="Missing">What keeps it from being on track; only when there is no report.</param>
/// <param name="Last">The last word; only when there is no report, and there once was one.</param>
/// <param name="NotWatched">Triggers, or levels of them, that would judge the provider here and that nobody watches: whatever the status, of these nothing is known. Left out where all are watched.</param>
public sealed record BoardCellResponse(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Section,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Item,
    CellStatus Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? Since,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<BoardBecauseResponse>? Because,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<BoardMissingResponse>? Missing,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BoardLastResponse? Last,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<BoardNotWatchedResponse>? NotWatched)
{
    internal static BoardCellResponse From(Cell cell, BoardBy by) => new(
        by == BoardBy.Section ? cell.Column : null,
        by == BoardBy.Item ? cell.Column : null,
        cell.Status,
        cell.Since,
        cell.Because.Count == 0 ? null : [.. cell.Because.Select(BoardBecauseResponse.From)],
        cell.Missing.Count == 0 ? null : [.. cell.Missing.Select(m => new BoardMissingResponse(m.Key, m.Why))],
        cell.Last is { } last ? new BoardLastResponse(last.Status, last.AsAt) : null,
        cell.NotWatched.Count == 0 ? null : [.. cell.NotWatched.Select(g => new BoardNotWatchedResponse(g.Trigger.Key, g.Level))]);
}

/// <summary>What nobody watches in a cell; the reason stands in <c>notWatched</c> of the board.</summary>
/// <param name="Level">The level that is not watched; left out where the whole trigger is not.</param>
public sealed record BoardNotWatchedResponse(
    string Trigger, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TriggerLevel? Level);

/// <summary>A firing, or an item: what makes a cell off track or at risk.</summary>
/// <param name="Trigger">The trigger that fired; left out for an item.</param>
/// <param name="Escalation">Address of the open case about it; left out when there is none.</param>
/// <param name="ItemStatus">The item's last status.</param>
/// <param name="DueOn">The last second in which the item was on time; left out when it is not past due.</param>
public sealed record BoardBecauseResponse(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Trigger,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TriggerLevel? Level,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Escalation,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Item,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ItemStatus? ItemStatus,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? DueOn)
{
    internal static BoardBecauseResponse From(Because because) => new(
        because.Trigger, because.Level, because.Case is { } id ? $"/v1/escalations/{id}" : null, because.Item, because.ItemStatus, because.DueOn);
}

/// <summary>A measure or item that keeps a cell from being on track, and why.</summary>
public sealed record BoardMissingResponse(string Key, LackKind Why);

/// <summary>What was last said.</summary>
/// <param name="AsAt">When that was true.</param>
public sealed record BoardLastResponse(CellStatus Status, DateTime AsAt);
