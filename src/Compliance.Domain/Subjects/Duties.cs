using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Subjects;

/// <summary>When items fall due for a subject.</summary>
/// <remarks>
/// By law: from its first day until its last, both included; before and after it does not count. By a fixed day: at the end of
/// that day if the plan covers it and the subject was asked by then, else never. So many weeks after the start:
/// at the end of that day, counted from the plan's first day or, if later, the day the provider joined. Repeated: at the end
/// of each whole period within both; by a fixed day as well, the period that holds it is due by then and none after. Otherwise at the end of the plan, after which nothing falls due. What providers owe is moved
/// by outages of this service, as answers are; what the law asks is not.
/// </remarks>
public static class Duties
{
    /// <summary>Whether nothing is owed of an item any more: the law behind it has ended, or its day had passed when the plan began.</summary>
    public static bool HasEnded(Item item, Plan plan, DateOnly date) => item.Due switch
    {
        ItemDue.Fixed law => law.To < date,
        ItemDue.By by => by.On < plan.From || by.On < plan.AskedSince(item.Key),
        _ => false,
    };

    /// <summary>Whether an item counts on a date: what the law asks counts only while it asks it, and what has ended no more.</summary>
    public static bool IsInForce(Item item, Plan plan, DateOnly date) =>
        !HasEnded(item, plan, date) && (item.Due is not ItemDue.Fixed law || law.From <= date);

    /// <summary>Whether an item counts on a date in the plan that asks for it then; false when none does.</summary>
    public static bool IsInForce(Item item, Rulebook rules, DateOnly date) =>
        PlanOf(item, rules, date) is { } plan && IsInForce(item, plan, date);

    public static bool AppliesTo(Item item, SubjectState subject) => subject.Membership is { } member
        ? item.Owner == Owner.Provider && member.ReportsHere && item.AppliesTo.Include(member.ServiceType)
        : item.Owner == Owner.Authority && subject.Scope != SubjectScope.Organisation;

    /// <summary>Items a subject keeps the status of on a date, in the order of checklists; those that have ended are left out.</summary>
    public static IReadOnlyList<DueItem> Asked(SubjectState subject, Rulebook rules, DateOnly date) =>
    [
        .. (from plan in rules.Plans
            where plan.Covers(date)
            from section in plan.Checklist.Sections
            from item in section.Items
            where AppliesTo(item, subject) && plan.OffReason(item.Key) is null && !HasEnded(item, plan, date)
            select new DueItem(item, section.Key, LastDay(item, plan, subject, rules))).DistinctBy(d => d.Item.Key),
    ];

    /// <summary>The last date on which an item is to be met: on its own day where it has one, else as it says and never after the plan.</summary>
    private static DateOnly LastDay(Item item, Plan plan, SubjectState subject, Rulebook rules) => item.Due switch
    {
        ItemDue.Fixed law => law.To,
        ItemDue.By by => rules.Calendar.DateOf(DueBy(by.On, subject, rules)),
        ItemDue.WeeksAfterStart { Weeks: var weeks } when plan.From.AddDays(7 * weeks) < plan.To =>
            rules.Calendar.DateOf(DueBy(plan.From.AddDays(7 * weeks), subject, rules)),
        _ => plan.To,
    };

    /// <summary>The last status of an item in the plan that asks for it on a date; what was said before that plan began does not count for it.</summary>
    public static StatusBelief? StatusOf(Item item, SubjectState subject, Rulebook rules, DateOnly date) =>
        subject.Statuses.TryGetValue(item.Key, out var status) && (PlanOf(item, rules, date) is not { } plan || plan.From <= rules.Calendar.DateOf(status.AsAt))
            ? status
            : null;

    /// <summary>What fell due last, by an instant; null when nothing has yet.</summary>
    public static Deadline? LastDue(Item item, SubjectState subject, Rulebook rules, DateTime at)
    {
        var date = rules.Calendar.DateOf(at);
        return PlanOf(item, rules, date) is not { } plan ? null
            : item.Repeat is { } cadence ? LastPeriod(item, cadence, Start(item, plan, subject), subject, rules, at)
            : MovedOn(item, plan, subject, rules) is { } on && on < at ? new Deadline(on, null)
            : null;
    }

    /// <summary>What fell due first, by an instant, of what is not met yet; null when nothing is. Of what repeats, a word makes up for all periods before it.</summary>
    public static Deadline? FirstMissed(Item item, SubjectState subject, Rulebook rules, DateTime at)
    {
        var date = rules.Calendar.DateOf(at);
        if (PlanOf(item, rules, date) is not { } plan || LastDue(item, subject, rules, at) is not { } last)
        {
            return null;
        }

        var said = StatusOf(item, subject, rules, date);
        if (item.Repeat is not { } cadence)
        {
            return said is { IsSettled: true } ? null : last;
        }

        var start = Start(item, plan, subject);
        var first = Period.Of(cadence, start);
        first = first.Start < start ? first.Next : first;
        if (said is { SettledOn: { } settledOn } word && Period.Of(cadence, rules.Calendar.DateOf(settledOn)) is var settled && settled.Start >= first.Start)
        {
            // Said in the same period not to be met any more, it is not.
            first = word.IsSettled || Period.Of(cadence, rules.Calendar.DateOf(word.Since)) != settled ? settled.Next : settled;
        }

        return first.Start <= last.Period!.Value.Start ? new Deadline(DueBy(EndOf(first, item), subject, rules), first) : null;
    }

    /// <summary>When an item next falls due, comes into force or ends, after an instant; null when that will not be, or when it is done once and is done.</summary>
    public static DateTime? NextOn(Item item, SubjectState subject, Rulebook rules, DateTime at)
    {
        var date = rules.Calendar.DateOf(at);
        if (PlanOf(item, rules, date) is not { } plan)
        {
            return null;
        }

        DateTime?[] turns = item switch
        {
            { Repeat: { } cadence } =>
            [
                rules.Calendar.StartOf(Period.Of(cadence, date).Next.Start), NextMoved(item, cadence, subject, rules, at),
                item.Due is ItemDue.By by ? DueBy(by.On, subject, rules).AddSeconds(1) : null,
            ],
            { Due: ItemDue.Fixed law } => [rules.Calendar.StartOf(law.From), rules.Calendar.StartOf(law.To.AddDays(1))],
            _ => IsDone(item, subject, rules, date) ? [] : [MovedOn(item, plan, subject, rules)?.AddSeconds(1)],
        };
        return turns.Where(t => t > at).Min();
    }

    /// <summary>The last second in which an item that does not repeat is on time; null for the end of the plan, or when it never falls due.</summary>
    public static DateTime? DueOn(Item item, Plan plan, SubjectState subject, Calendar calendar) => item.Due switch
    {
        ItemDue.Fixed law => calendar.StartOf(law.From).AddSeconds(-1),
        ItemDue.By by => Start(item, plan, subject) <= by.On && by.On <= plan.To ? calendar.EndOf(by.On) : null,
        ItemDue.WeeksAfterStart after => calendar.EndOf(Start(item, plan, subject).AddDays(7 * after.Weeks)),
        _ => null,
    };

    // Nothing turns with the day by which it was to be done, and an entry that says so would be noise.
    private static bool IsDone(Item item, SubjectState subject, Rulebook rules, DateOnly date) =>
        StatusOf(item, subject, rules, date) is { Status: ItemStatus.Met or ItemStatus.NotApplicable };

    private static DateTime? MovedOn(Item item, Plan plan, SubjectState subject, Rulebook rules) =>
        DueOn(item, plan, subject, rules.Calendar) is { } on ? item.Due is ItemDue.Fixed ? on : DueBy(rules.Calendar.DateOf(on), subject, rules) : null;

    /// <summary>The last day of a period of what repeats; by a fixed day within it, that day.</summary>
    internal static DateOnly EndOf(Period period, Item item) => item.Due is ItemDue.By by && by.On < period.End ? by.On : period.End;

    /// <summary>Whether a period of what repeats has begun by the day that ends it all.</summary>
    internal static bool IsAsked(Period period, Item item) => item.Due is not ItemDue.By by || period.Start <= by.On;

    private static Deadline? LastPeriod(Item item, Cadence cadence, DateOnly start, SubjectState subject, Rulebook rules, DateTime at)
    {
        var present = Period.Of(cadence, rules.Calendar.DateOf(at));
        for (var last = EndOf(present, item) < present.End ? present : present.Previous; last.Start >= start; last = last.Previous)
        {
            if (IsAsked(last, item) && DueBy(EndOf(last, item), subject, rules) is var on && on < at)
            {
                return new Deadline(on, last);
            }
        }

        return null;
    }

    /// <summary>When the first period that has ended and is not due yet will be; null when there is none.</summary>
    private static DateTime? NextMoved(Item item, Cadence cadence, SubjectState subject, Rulebook rules, DateTime at)
    {
        DateTime? next = null;
        for (var ended = Period.Of(cadence, rules.Calendar.DateOf(at)).Previous; DueBy(EndOf(ended, item), subject, rules).AddSeconds(1) is var turn && turn > at; ended = ended.Previous)
        {
            next = turn;
        }

        return next;
    }

    // An authority's own actions stand where its plan puts them: its board of them is no judgement of anybody's reports.
    private static DateTime DueBy(DateOnly day, SubjectState subject, Rulebook rules) =>
        subject.IsAuthority ? rules.Calendar.EndOf(day) : rules.Outages.DueBy(day).On;

    private static Plan? PlanOf(Item item, Rulebook rules, DateOnly date) => rules.AskedBy(item.Key).LastOrDefault(p => p.Covers(date));

    private static DateOnly Start(Item item, Plan plan, SubjectState subject)
    {
        var start = subject.Membership is { } member && member.Joined > plan.From ? member.Joined : plan.From;
        var known = Debt.KnownSince(plan, item.Key, subject);
        return known > start ? known : start;
    }
}

/// <summary>Something fell due.</summary>
/// <param name="On">The last second in which it was on time.</param>
/// <param name="Period">The period it was for; null for what is done once.</param>
public sealed record Deadline(DateTime On, Period? Period);

/// <summary>An item to keep the status of, and the last date on which it is to be met.</summary>
public sealed record DueItem(Item Item, string Section, DateOnly DueOn);
