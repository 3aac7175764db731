using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;

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
    /// <summary>Periods within a plan that have begun by an instant: whole ones and, of what is to be done by a day, the one that holds that day as its last.</summary>
    /// <param name="item">What repeats.</param>
    /// <param name="since">The day from which the plan has asked it.</param>
    /// <param name="words">In order of time.</param>
    public static IReadOnlyList<ActionPeriod> Of(Item item, Cadence cadence, Plan plan, DateOnly since, IReadOnlyList<ActionWord> words, Calendar calendar, DateTime at)
    {
        var periods = new List<ActionPeriod>();
        var first = since > plan.From ? since : plan.From;
        var period = Period.Of(cadence, first);
        for (period = period.Start < first ? period.Next : period; Duties.EndOf(period, item) <= plan.To && Duties.IsAsked(period, item) && calendar.StartOf(period.Start) <= at; period = period.Next)
        {
            periods.Add(Of(period, calendar.EndOf(Duties.EndOf(period, item)), [.. words.Where(w => Period.Of(cadence, calendar.DateOf(w.AsAt)) == period)], at));
        }

        return periods;
    }

    private static ActionPeriod Of(Period period, DateTime due, List<ActionWord> words, DateTime at)
    {
        var last = words.LastOrDefault();
        var met = words.Where(w => w.Status == ItemStatus.Met).Select(w => (DateTime?)w.ReceivedOn).Min();
        var state = last?.Status == ItemStatus.NotApplicable ? PeriodState.NotApplicable
            : last?.Status == ItemStatus.Met ? (met > due.AddSeconds(1) ? PeriodState.MetLate : PeriodState.Met)
            : due < at ? PeriodState.Missed
            : PeriodState.Open;
        return new ActionPeriod(period, due, state, last);
    }
}
