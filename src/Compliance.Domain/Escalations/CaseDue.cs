using System.Globalization;
using Compliance.Domain.Checklists;
using Calendar = Compliance.Domain.Calendars.Calendar;

namespace Compliance.Domain.Escalations;

/// <summary>What a case waits for.</summary>
public enum CaseDueKind { Answer, Review }

/// <summary>What somebody must do about a case next, by when, and how that time came about.</summary>
public sealed record CaseDue(CaseDueKind What, DateTime On, string Because)
{
    /// <summary>What is due; null while nobody's answer is waited for.</summary>
    public static CaseDue? Of(Escalation escalation, Calendar calendar) => escalation switch
    {
        { State: CaseState.Raised, AnswerBy: { } on } => new CaseDue(CaseDueKind.Answer, on, Answer(escalation, calendar)),
        { State: CaseState.Acknowledged, ReviewBy: { } on } => new CaseDue(CaseDueKind.Review, on, Review(escalation, calendar)),
        _ => null,
    };

    private static string Answer(Escalation escalation, Calendar calendar)
    {
        var hours = escalation.Ladder.AnswerWithinHours;
        var unit = hours == 1 ? "hour" : "hours";
        var span = escalation.Ladder.Clock == LadderClock.WorkingHours ? $"{hours} working {unit}" : $"{hours} {unit} round the clock";
        return $"answer within {span}, counted from {Local(escalation.ClockFrom, calendar)}";
    }

    private static string Review(Escalation escalation, Calendar calendar) =>
        $"review-by set when acknowledged at {Local(escalation.Timeline.Last(e => e.Event == "acknowledged").On, calendar)}";

    private static string Local(DateTime on, Calendar calendar) =>
        calendar.ToLocal(on).ToString("HH:mm 'on' d MMMM", CultureInfo.InvariantCulture);
}
