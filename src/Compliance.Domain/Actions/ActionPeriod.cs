using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Actions;

public enum PeriodState
{
    /// <summary>Not yet past due, and not met.</summary>
    Open,

    /// <summary>Met, and said so in time.</summary>
    Met,

    /// <summary>Met, but said so only after it was due.</summary>
    MetLate,

    /// <summary>Past due and not met.</summary>
    Missed,

    /// <summary>Said not to apply in this period.</summary>
    NotApplicable,
}

/// <summary>One period of an action that repeats.</summary>
/// <param name="DueOn">Its last second.</param>
/// <param name="Last">The last word about it; null when nothing was said.</param>
public sealed record ActionPeriod(Period Period, DateTime DueOn, PeriodState State, ActionWord? Last)
{
    /// <summary>Whole periods within a plan that have begun by an instant.</summary>
    /// <param name="since">The day from which the plan has asked it.</param>
    /// <param name="words">In order of time.</param>
    public static IReadOnlyList<ActionPeriod> Of(Cadence cadence, Plan plan, DateOnly since, IReadOnlyList<ActionWord> words, Calendar calendar, DateTime at)
    {
        var periods = new List<ActionPeriod>();
        var first = since > plan.From ? since : plan.From;
        var period = Period.Of(cadence, first);
        for (period = period.Start < first ? period.Next : period; period.End <= plan.To && calendar.StartOf(period.Start) <= at; period = period.Next)
        {
            periods.Add(Of(period, [.. words.Where(w => Period.Of(cadence, calendar.DateOf(w.AsAt)) == period)], calendar, at));
        }

        return periods;
    }

    private static ActionPeriod Of(Period period, List<ActionWord> words, Calendar calendar, DateTime at)
    {
        var due = calendar.EndOf(period.End);
        var last = words.LastOrDefault();
        var met = words.Where(w => w.Status == ItemStatus.Met).Select(w => (DateTime?)w.ReceivedOn).Min();
        var state = last?.Status == ItemStatus.NotApplicable ? PeriodState.NotApplicable
            : last?.Status == ItemStatus.Met ? (met > due.AddSeconds(1) ? PeriodState.MetLate : PeriodState.Met)
            : due < at ? PeriodState.Missed
            : PeriodState.Open;
        return new ActionPeriod(period, due, state, last);
    }
}
