using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;

namespace Compliance.Domain.Escalations;

/// <summary>When a case next needs somebody, on its ladder's clock.</summary>
public static class Deadlines
{
    public static DateTime Add(Ladder ladder, DateTime from, int hours, Calendar calendar) => ladder.Clock switch
    {
        LadderClock.RoundTheClock => from.AddHours(hours),
        LadderClock.WorkingHours => calendar.AddWorkingHours(from, hours),
        _ => throw new ArgumentOutOfRangeException(nameof(ladder)),
    };

    /// <summary>When the next step of the ladder is due; null when all are taken.</summary>
    public static DateTime? NextStepOn(Escalation escalation, Calendar calendar) =>
        escalation.StepsDone < escalation.Ladder.Steps.Count
            ? Add(escalation.Ladder, escalation.ClockFrom, escalation.Ladder.Steps[escalation.StepsDone].AfterHours, calendar)
            : null;

    /// <summary>When the clock next changes something about a case: a step, the deadline or the review; null when nothing will.</summary>
    public static DateTime? NextOn(Escalation escalation, Calendar calendar)
    {
        if (!escalation.IsOpen)
        {
            return null;
        }

        DateTime? deadline = escalation is { State: CaseState.Raised, Overdue: false } ? escalation.AnswerBy
            : escalation.State == CaseState.Acknowledged ? escalation.ReviewBy
            : null;
        return Earlier(deadline, NextStepOn(escalation, calendar));
    }

    public static DateTime? Earlier(DateTime? a, DateTime? b) => a is null ? b : b is null || a < b ? a : b;
}
