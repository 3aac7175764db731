using System.Text.Json.Serialization;
using Compliance.Api.Endpoints;
using Compliance.Domain.Boards;
using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;

namespace Compliance.Api.Boards;

/// <summary>One provider's row of the board, explained.</summary>
/// <param name="ChangedOn">When the last thing it is made from became known.</param>
/// <param name="Overdue">Measures owed and past due.</param>
/// <param name="LastReportOn">When its last report was received; null when it has sent none.</param>
/// <param name="Cells">The cells of the board; columns that do not concern the provider are left out.</param>
public sealed record ProviderBoardResponse(
    string Authority,
    string Provider,
    string ServiceType,
    DateTime ChangedOn,
    int Overdue,
    DateTime? LastReportOn,
    IReadOnlyList<ExplainedCellResponse> Cells);

/// <summary>A cell of the board with everything behind it.</summary>
/// <param name="Section">The column; left out by item.</param>
/// <param name="Item">The column, an item or a measure; left out by section.</param>
/// <param name="Status">As on the board.</param>
/// <param name="Since">When the first of the reasons became true; only when off track or at risk.</param>
/// <param name="Sentence">Why it is what it is.</param>
/// <param name="Measures">What the provider is asked in this column.</param>
/// <param name="Items">What the provider keeps the status of in this column.</param>
/// <param name="Triggers">What judges the provider in this column.</param>
/// <param name="NotWatched">What would judge it and nobody watches: whatever the status, of that nothing is known. Left out where all is watched.</param>
public sealed record ExplainedCellResponse(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Section,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Item,
    CellStatus Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? Since,
    string Sentence,
    IReadOnlyList<ExplainedMeasureResponse> Measures,
    IReadOnlyList<ExplainedItemResponse> Items,
    IReadOnlyList<ExplainedTriggerResponse> Triggers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<NotWatchedTriggerResponse>? NotWatched)
{
    internal static ExplainedCellResponse From(Explanation explained, BoardBy by, IReadOnlyDictionary<long, string> reports, Calendar calendar) => new(
        by == BoardBy.Section ? explained.Cell.Column : null,
        by == BoardBy.Item ? explained.Cell.Column : null,
        explained.Cell.Status,
        explained.Cell.Since,
        explained.Sentence,
        [.. explained.Measures.Select(m => ExplainedMeasureResponse.From(m, reports))],
        [.. explained.Items.Select(i => ExplainedItemResponse.From(i, reports))],
        [.. explained.Triggers.Select(t => new ExplainedTriggerResponse(
            t.Key, t.Title, t.Level, t.Since, t.Sentence, t.Case is { } id ? $"/v1/escalations/{id}" : null))],
        explained.Cell.NotWatched.Count == 0 ? null : [.. explained.Cell.NotWatched.Select(g => NotWatchedTriggerResponse.From(g, calendar))]);
}

/// <summary>A question behind a cell.</summary>
/// <param name="Every">How often it is owed.</param>
/// <param name="FreshForDays">Days for which an answer counts.</param>
/// <param name="Last">The last answer; null when there was none.</param>
/// <param name="Owed">The first period that has begun and was not answered; null when none has.</param>
/// <param name="DueOn">The last second in which the answer for it is on time.</param>
/// <param name="Lack">What it keeps the cell from being on track by; null when by nothing.</param>
/// <param name="LeftOut">Not applicable, and so in no cell.</param>
public sealed record ExplainedMeasureResponse(
    string Measure,
    string Question,
    Cadence Every,
    int FreshForDays,
    ExplainedAnswerResponse? Last,
    OwedPeriodResponse? Owed,
    DateTime? DueOn,
    LackKind? Lack,
    bool LeftOut)
{
    internal static ExplainedMeasureResponse From(ExplainedMeasure explained, IReadOnlyDictionary<long, string> reports) => new(
        explained.Measure.Key,
        explained.Measure.Question,
        explained.Measure.Every,
        explained.Measure.FreshForDays,
        explained.Last is { } last ? new ExplainedAnswerResponse(last, explained.Measure.Kind, explained.FreshUntil!.Value, reports.GetValueOrDefault(last.Seq)) : null,
        explained.Owed is { } owed ? new OwedPeriodResponse(owed) : null,
        explained.DueOn,
        explained.Lack,
        explained.LeftOut);
}

/// <summary>What was answered last.</summary>
public sealed record ExplainedAnswerResponse : AnswerResponse
{
    internal ExplainedAnswerResponse(Belief belief, MeasureKind kind, DateTime freshUntil, string? report)
        : base(belief.Answer, kind)
    {
        AsAt = belief.AsAt;
        FreshUntil = freshUntil;
        Report = report;
    }

    /// <summary>When the answer was true or, said to be unchanged since, when that was said.</summary>
    public DateTime AsAt { get; }

    /// <summary>The last instant at which it counts.</summary>
    public DateTime FreshUntil { get; }

    /// <summary>Address of the report that gave it.</summary>
    public string? Report { get; }
}

/// <summary>A period for which something is owed: local dates, both included.</summary>
public sealed record OwedPeriodResponse(DateOnly From, DateOnly To)
{
    internal OwedPeriodResponse(Period period)
        : this(period.Start, period.End)
    {
    }
}

/// <summary>An item behind a cell.</summary>
/// <param name="Status">The last status; null when there was none.</param>
/// <param name="AsAt">When that was true.</param>
/// <param name="Report">Address of the report that gave it.</param>
/// <param name="DueOn">The last second in which it was on time; null while it has not fallen due.</param>
/// <param name="Lack">What it keeps the cell from being on track by; null when by nothing.</param>
/// <param name="LeftOut">Not applicable, or the law behind it is not in force: in no cell.</param>
public sealed record ExplainedItemResponse(
    string Item, string Title, ItemStatus? Status, DateTime? AsAt, string? Report, DateTime? DueOn, LackKind? Lack, bool LeftOut)
{
    internal static ExplainedItemResponse From(ExplainedItem explained, IReadOnlyDictionary<long, string> reports) => new(
        explained.Item.Key, explained.Item.Title, explained.Last?.Status, explained.Last?.AsAt,
        explained.Last is { } last ? reports.GetValueOrDefault(last.Seq) : null,
        explained.Due?.On, explained.Lack, explained.LeftOut);
}

/// <summary>A trigger behind a cell.</summary>
/// <param name="Since">When the readings that brought it to its level were true; null while clear from the start.</param>
/// <param name="Sentence">Why it stands at its level or, while clear, why not higher.</param>
/// <param name="Escalation">Address of the open case about it; null when there is none that the caller may see.</param>
public sealed record ExplainedTriggerResponse(string Trigger, string Title, TriggerLevel Level, DateTime? Since, string Sentence, string? Escalation);
