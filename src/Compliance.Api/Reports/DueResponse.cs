using System.Text.Json.Serialization;
using Compliance.Api.Endpoints;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Api.Reports;

/// <summary>What a provider owes now.</summary>
/// <param name="Questions">Measures owed and not answered, in the checklist's order; a report answers them.</param>
/// <param name="Items">Items the provider keeps the status of, in the checklist's order.</param>
/// <param name="ExcusedTo">Last day of the authority's excuse, while nothing falls due; null when there is none.</param>
/// <param name="Closed">The planned closure that it is in, while nothing falls due; null when it is open.</param>
public sealed record DueResponse(
    string Provider, DateOnly? ExcusedTo, PeriodResponse? Closed, IReadOnlyList<DueQuestionResponse> Questions, IReadOnlyList<DueItemResponse> Items);

/// <summary>What an authority itself owes now.</summary>
/// <param name="Questions">Measures owed and not answered, in the checklist's order; a report of the authority's own answers them.</param>
public sealed record AuthorityDueResponse(string Authority, IReadOnlyList<DueQuestionResponse> Questions);

/// <summary>A question to be answered.</summary>
/// <param name="Why">Why it is asked and who sees the answer.</param>
/// <param name="Unit">Unit of a number; else null.</param>
/// <param name="Choices">Keys and labels of a choice; empty for other kinds.</param>
/// <param name="Reuse">Whether the last answer may stand again.</param>
/// <param name="HeldBy">A national return that already holds the answer.</param>
/// <param name="Period">The first period for which it is owed.</param>
/// <param name="DueOn">The last second in which an answer is on time.</param>
/// <param name="Moved">Why that is later than the end of the period: the service itself was out of order. Null when it is not.</param>
/// <param name="Prefill">The last answer, where it may stand again by <c>unchanged</c> or a report of no change; null where it must be asked afresh.</param>
/// <param name="AskedAfresh">Why the last answer may not stand again; null where it may, or where there is none.</param>
/// <param name="Last">The last answer with its age; null if there was none.</param>
public sealed record DueQuestionResponse(
    string Measure,
    string Section,
    string Question,
    string Why,
    MeasureKind Kind,
    string? Unit,
    IReadOnlyList<ChoiceResponse> Choices,
    Cadence Every,
    Reuse Reuse,
    HeldBy HeldBy,
    PeriodResponse Period,
    DateTime DueOn,
    string? Moved,
    bool Overdue,
    ReadingResponse? Prefill,
    string? AskedAfresh,
    LastAnswerResponse? Last)
{
    internal static DueQuestionResponse From(Due due, SubjectState subject, Rulebook rules, DateTime now)
    {
        var measure = due.Measure;
        var belief = subject.BeliefOf(measure.Key);
        var refusal = Renewal.Refuse(subject, measure, rules, now);
        return new DueQuestionResponse(
            measure.Key, rules.SectionOf(measure.Key), measure.Question, measure.Why, measure.Kind, measure.Unit,
            [.. measure.Choices.Select(c => new ChoiceResponse(c.Key, c.Label))],
            measure.Every, measure.Reuse, measure.HeldBy,
            new PeriodResponse(due.Period.Start, due.Period.End), due.DueOn, due.Moved(rules.Calendar), due.IsOverdue(now),
            refusal is null ? new ReadingResponse(measure.Key, belief!.Value.Answer, measure.Kind) : null,
            belief is null ? null : refusal,
            belief is { } last ? new LastAnswerResponse(measure, last) : null);
    }
}

public sealed record ChoiceResponse(string Key, string Label);

/// <summary>Local dates, both included.</summary>
public sealed record PeriodResponse(DateOnly From, DateOnly To);

/// <summary>What was answered last.</summary>
public sealed record LastAnswerResponse : AnswerResponse
{
    internal LastAnswerResponse(Measure measure, Belief belief)
        : base(belief.Answer, measure.Kind)
    {
        AsAt = belief.AsAt;
        FreshUntil = Evaluation.StaleAfter(belief, measure);
        Renewals = belief.Renewals;
        SaidOn = belief.SaidOn ?? belief.AsAt;
        CarriedFrom = belief.CarriedFrom;
    }

    /// <summary>When the answer was true or was last said to be unchanged.</summary>
    public DateTime AsAt { get; }

    /// <summary>When it was first given.</summary>
    public DateTime SaidOn { get; }

    /// <summary>For how many periods running it has been said to be unchanged since.</summary>
    public int Renewals { get; }

    /// <summary>The last instant at which triggers take it for known.</summary>
    public DateTime FreshUntil { get; }

    /// <summary>The question of an earlier version under which it was given; asked again to be sure. Left out for an answer to this question.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CarriedFrom { get; }
}

/// <summary>An item the provider keeps the status of.</summary>
/// <param name="DueOn">The last local date on which it is to be met.</param>
/// <param name="Status">The last status reported in this plan; null if none was.</param>
/// <param name="AsAt">When that was true.</param>
public sealed record DueItemResponse(string Item, string Section, string Title, DateOnly DueOn, ItemStatus? Status, DateTime? AsAt)
{
    internal static DueItemResponse From(DueItem due, SubjectState subject, Rulebook rules, DateOnly today)
    {
        var status = Duties.StatusOf(due.Item, subject, rules, today);
        return new DueItemResponse(due.Item.Key, due.Section, due.Item.Title, due.DueOn, status?.Status, status?.AsAt);
    }
}
