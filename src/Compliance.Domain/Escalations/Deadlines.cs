using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;

namespace Compliance.Domain.Escalations;

/// <summary>When a case next needs somebody, on its ladder's clock.</summary>
public static class Deadlines
{
    public static DateTime Add(Ladder ladder, DateTime from, int hours, Calendar calendar) => Add(ladder, from, TimeSpan.FromHours(hours), calendar);

    public static DateTime Add(Ladder ladder, DateTime from, TimeSpan time, Calendar calendar) => ladder.Clock switch
    {
        LadderClock.RoundTheClock => from + time,
        LadderClock.WorkingHours => calendar.AddWorkingTime(from, time),
        _ => throw new ArgumentOutOfRangeException(nameof(ladder)),
    };

    /// <summary>How much of a ladder's clock runs between two instants.</summary>
    public static TimeSpan Between(Ladder ladder, DateTime from, DateTime to, Calendar calendar) => ladder.Clock switch
    {
        _ when to <= from => TimeSpan.Zero,
        LadderClock.RoundTheClock => to - from,
        LadderClock.WorkingHours => calendar.WorkingTimeBetween(from, to),
        _ => throw new ArgumentOutOfRangeException(nameof(ladder)),
    };

    /// <summary>When so many hours on the ladder's clock will have run, standstills left out. The clock must be running.</summary>
    public static DateTime On(Escalation escalation, int hours, Calendar calendar)
    {
        if (escalation.Stopped is not { } stopped)
        {
            return Add(escalation.Ladder, escalation.ClockFrom, hours, calendar);
        }

        var left = TimeSpan.FromHours(hours) - stopped.Used;
        return Add(escalation.Ladder, stopped.From!.Value, left > TimeSpan.Zero ? left : TimeSpan.Zero, calendar);
    }

    /// <summary>When the next step of the ladder is due; null when all are taken, or while the clock stands still.</summary>
    public static DateTime? NextStepOn(Escalation escalation, Calendar calendar) =>
        escalation.StepsDone < escalation.Ladder.Steps.Count && escalation.State != CaseState.InformationRequested
            ? On(escalation, escalation.Ladder.Steps[escalation.StepsDone].AfterHours, calendar)
            : null;

    /// <summary>When the clock next changes something about a case: a step, the deadline, the review, the reply or a mitigation's end; null when nothing will.</summary>
    public static DateTime? NextOn(Escalation escalation, Calendar calendar)
    {
        if (!escalation.IsOpen)
        {
            return null;
        }

        // A deadline passes once; what is due in the other states passes into another state.
        var deadline = escalation is { State: CaseState.Raised, Overdue: true } ? null : escalation.DueOn;
        return Earlier(deadline, NextStepOn(escalation, calendar));
    }

    public static DateTime? Earlier(DateTime? a, DateTime? b) => a is null ? b : b is null || a < b ? a : b;
}
