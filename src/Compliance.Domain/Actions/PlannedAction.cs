using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Actions;

public enum ActionState
{
    /// <summary>Asked for, and its time has not come.</summary>
    Due,

    /// <summary>Done; of one that repeats, for the present period, and for the last one that fell due.</summary>
    Met,

    /// <summary>Past due and not met.</summary>
    Late,

    /// <summary>The law behind it, or the plan, has not begun.</summary>
    NotYet,

    /// <summary>The law behind it has ended, or its day had passed before the plan was adopted.</summary>
    Ended,

    /// <summary>Said not to apply here.</summary>
    NotApplicable,

    /// <summary>Switched off by the authority.</summary>
    Off,
}

/// <summary>An item in one plan, mostly one of the authority's own: what is owed, what was said of it, and where that leaves it.</summary>
/// <param name="Section">Section of the checklist that holds it.</param>
/// <param name="Last">The last word in this plan; what was said before the plan began does not count for it.</param>
/// <param name="DueOn">The last second of what is late or, when nothing is, of what is due next; null when nothing is.</param>
/// <param name="Missed">Periods past due and not met.</param>
/// <param name="Periods">Of one that repeats: its periods so far, the present one last; else empty.</param>
/// <param name="Words">Everything said of it in this plan, oldest first.</param>
/// <param name="OffReason">Why it is switched off.</param>
public sealed record PlannedAction(
    string Section,
    Item Item,
    Plan Plan,
    ActionState State,
    ActionWord? Last,
    DateTime? DueOn,
    int Missed,
    IReadOnlyList<ActionPeriod> Periods,
    IReadOnlyList<ActionWord> Words,
    string? OffReason)
{
    private static readonly SubjectState _authority = new(SubjectState.Authority);

    /// <summary>An owner's items of a plan, in the checklist's order, as they stand at an instant; after the plan's last day, as they stood then.</summary>
    /// <param name="said">What was said of each item, by key.</param>
    public static IReadOnlyList<PlannedAction> Of(
        Plan plan, ILookup<string, ActionWord> said, Calendar calendar, DateTime at, Owner owner = Owner.Authority)
    {
        var last = calendar.EndOf(plan.To).AddSeconds(1);
        var then = at < last ? at : last;
        return
        [
            .. from section in plan.Checklist.Sections
               from item in section.Items
               where item.Owner == owner
               let words = said[item.Key].Where(w => plan.Covers(calendar.DateOf(w.AsAt))).OrderBy(w => w.AsAt).ThenBy(w => w.Seq).ToList()
               select Of(section.Key, item, plan, words, calendar, then),
        ];
    }

    /// <summary>What is late, longest first, and then what comes next, soonest first.</summary>
    public static IEnumerable<PlannedAction> LateAndNext(IEnumerable<PlannedAction> actions) => actions
        .Where(a => a.State is ActionState.Late or ActionState.Due)
        .OrderBy(a => a.State != ActionState.Late).ThenBy(a => a.DueOn).ThenBy(a => a.Item.Key, StringComparer.Ordinal);

    private static PlannedAction Of(string section, Item item, Plan plan, List<ActionWord> words, Calendar calendar, DateTime at)
    {
        // The instant after a last second belongs to the next date; what had ended by then is judged by the plan's own last day.
        var date = calendar.DateOf(at) is var today && today > plan.To ? plan.To : today;
        var periods = item.Repeat is { } cadence ? ActionPeriod.Of(item, cadence, plan, plan.AskedSince(item.Key), words, calendar, at) : [];
        var off = plan.OffReason(item.Key);
        var (state, dueOn) = off is not null ? (ActionState.Off, null)
            : Duties.HasEnded(item, plan, date) ? (ActionState.Ended, null)
            : date < plan.From ? (ActionState.NotYet, DueOf(item, plan, calendar))
            : item.Repeat is null && words.LastOrDefault()?.Status == ItemStatus.NotApplicable ? (ActionState.NotApplicable, null)
            : item.Repeat is null ? Once(item, plan, words, calendar, at)
            : Repeated(item, periods, calendar, plan, item.Repeat.Value, at);
        return new PlannedAction(section, item, plan, state, words.LastOrDefault(), dueOn, periods.Count(p => p.State == PeriodState.Missed), periods, words, off);
    }

    private static (ActionState, DateTime?) Once(Item item, Plan plan, List<ActionWord> words, Calendar calendar, DateTime at)
    {
        var due = DueOf(item, plan, calendar);
        return words.LastOrDefault()?.Status == ItemStatus.Met ? (ActionState.Met, null)
            : item.Due is ItemDue.Fixed law && calendar.DateOf(at) < law.From ? (ActionState.NotYet, due)
            : due < at ? (ActionState.Late, due)
            : (ActionState.Due, due);
    }

    private static (ActionState, DateTime?) Repeated(Item item, IReadOnlyList<ActionPeriod> periods, Calendar calendar, Plan plan, Cadence cadence, DateTime at)
    {
        var present = periods.LastOrDefault(p => p.DueOn >= at);
        var next = present?.DueOn ?? NextOf(item, cadence, plan, calendar, at);
        return periods.LastOrDefault(p => p.DueOn < at) is { State: PeriodState.Missed } missed ? (ActionState.Late, missed.DueOn)
            : present?.State == PeriodState.NotApplicable ? (ActionState.NotApplicable, NextOf(item, cadence, plan, calendar, present.DueOn.AddSeconds(1)))
            : present?.State == PeriodState.Met ? (ActionState.Met, NextOf(item, cadence, plan, calendar, present.DueOn.AddSeconds(1)))
            : next is null && item.Due is ItemDue.By && periods is [.., var last] ? (last.State == PeriodState.NotApplicable ? ActionState.NotApplicable : ActionState.Met, null)
            : (ActionState.Due, next);
    }

    /// <summary>The end of the first whole period that has not begun at an instant; null when the plan has none left.</summary>
    private static DateTime? NextOf(Item item, Cadence cadence, Plan plan, Calendar calendar, DateTime at)
    {
        var from = calendar.DateOf(at) is var date && date > plan.From ? date : plan.From;
        var period = Period.Of(cadence, from);
        period = period.Start < from ? period.Next : period;
        return Duties.IsAsked(period, item) && Duties.EndOf(period, item) is var end && end <= plan.To ? calendar.EndOf(end) : null;
    }

    private static DateTime DueOf(Item item, Plan plan, Calendar calendar) =>
        // What has a day of its own keeps it, even beyond the plan, in which it then never falls due.
        item.Due is ItemDue.By by ? calendar.EndOf(by.On)
        : Duties.DueOn(item, plan, _authority, calendar) is { } on && on <= calendar.EndOf(plan.To) ? on : calendar.EndOf(plan.To);
}

/// <summary>One thing said of an action.</summary>
/// <param name="AsAt">When it was true.</param>
/// <param name="ReceivedOn">When it was said.</param>
/// <param name="Who">Who said it, and as what.</param>
public sealed record ActionWord(ItemStatus Status, DateTime AsAt, DateTime ReceivedOn, long Seq, string Who, Note? Note, string? Evidence);
