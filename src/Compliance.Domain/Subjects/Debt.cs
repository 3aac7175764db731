using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;

namespace Compliance.Domain.Subjects;

/// <summary>What a subject owes: for each measure asked of it, the first period for which no answer has come since its last one.</summary>
/// <remarks>
/// Whole periods only: the first owed is the first that starts on or after the later of the plan's first day and the day the
/// provider joined, the last is the last that ends within both. Missed periods before the latest answer are not owed any more.
/// </remarks>
public static class Debt
{
    /// <summary>Measures asked of a subject on a date.</summary>
    public static IEnumerable<Measure> Asked(SubjectState subject, Rulebook rules, DateOnly on) =>
        rules.Measures.Where(m => AppliesTo(m, subject) && rules.AskedBy(m.Key).Any(p => p.Covers(on)));

    public static bool AppliesTo(Measure measure, SubjectState subject) => subject.Membership is { } member
        ? measure.Owner == Owner.Provider && member.ReportsHere && measure.AppliesTo.Include(member.ServiceType)
        : measure.Owner == Owner.Authority;

    /// <summary>The first period owed and not answered; null when nothing more will be owed.</summary>
    public static Period? FirstOwed(SubjectState subject, Measure measure, Rulebook rules)
    {
        if (!AppliesTo(measure, subject))
        {
            return null;
        }

        var after = subject.BeliefOf(measure.Key) is { } belief
            ? Period.Of(measure.Every, rules.Calendar.DateOf(belief.AsAt)).Next.Start
            : DateOnly.MinValue;
        var plans = rules.AskedBy(measure.Key);
        for (var i = 0; i < plans.Count; i++)
        {
            var plan = plans[i];
            if (plan.To < rules.On && plans.Skip(i + 1).Any(p => p.From <= rules.On))
            {
                // Nobody is asked in a new season for what was missed in the last.
                continue;
            }

            var from = Latest(plan.From, subject.Membership?.Joined ?? plan.From, after);
            var period = Period.Of(measure.Every, from);
            period = period.Start < from ? period.Next : period;
            if (KnownSince(plan, subject) is var known && period.End < known)
            {
                // Nobody could have answered before being asked.
                period = Period.Of(measure.Every, known);
            }

            var to = subject.Membership?.Left is { } left && left < plan.To ? left : plan.To;
            if (period.End <= to)
            {
                return period;
            }
        }

        return null;
    }

    /// <summary>When the first owed answer falls due: the last second of its period; null when nothing will be owed.</summary>
    public static DateTime? DueOn(SubjectState subject, Measure measure, Rulebook rules) =>
        FirstOwed(subject, measure, rules) is { } period ? rules.Calendar.EndOf(period.End) : null;

    /// <summary>What is owed now and not answered, in the order in which checklists ask.</summary>
    public static IReadOnlyList<Due> Now(SubjectState subject, Rulebook rules, DateTime at)
    {
        var today = rules.Calendar.DateOf(at);
        var order = rules.Plans.SelectMany(p => p.Checklist.Measures).Select(m => m.Key).Distinct().ToList();
        return
        [
            .. Asked(subject, rules, today)
                .Select(m => (Measure: m, Period: FirstOwed(subject, m, rules)))
                .Where(o => o.Period is { } period && period.Start <= today)
                .Select(o => new Due(o.Measure, o.Period!.Value, rules.Calendar.EndOf(o.Period!.Value.End)))
                .OrderBy(o => order.IndexOf(o.Measure.Key)),
        ];
    }

    /// <summary>Items a subject keeps the status of on a date, in the order of checklists; those ended by law are left out.</summary>
    public static IReadOnlyList<DueItem> AskedItems(SubjectState subject, Rulebook rules, DateOnly date)
    {
        var owner = subject.IsAuthority ? Owner.Authority : Owner.Provider;
        return
        [
            .. (from plan in rules.Plans
                where plan.Covers(date)
                from section in plan.Checklist.Sections
                from item in section.Items
                where item.Owner == owner && (subject.Membership is not { } member || (member.ReportsHere && item.AppliesTo.Include(member.ServiceType)))
                let due = DueOn(item, plan)
                where item.Due is not ItemDue.Fixed || due >= date
                select new DueItem(item, section.Key, due)).DistinctBy(d => d.Item.Key),
        ];
    }

    /// <summary>The last date on which an item is to be met: as it says, and never after the plan.</summary>
    public static DateOnly DueOn(Item item, Plan plan) => item.Due switch
    {
        ItemDue.Fixed law => law.To,
        ItemDue.WeeksAfterStart { Weeks: var weeks } when plan.From.AddDays(7 * weeks) < plan.To => plan.From.AddDays(7 * weeks),
        _ => plan.To,
    };

    /// <summary>The day from which a subject could know that a plan asks it: adopted, and the provider registered.</summary>
    public static DateOnly KnownSince(Plan plan, SubjectState subject) =>
        subject.Membership?.Registered is { } registered && registered > plan.AdoptedOn ? registered : plan.AdoptedOn;

    private static DateOnly Latest(DateOnly a, DateOnly b, DateOnly c) => a > b ? (a > c ? a : c) : (b > c ? b : c);
}

/// <summary>An answer owed.</summary>
/// <param name="Period">The first period for which it is owed.</param>
/// <param name="DueOn">The last second in which it is on time.</param>
public sealed record Due(Measure Measure, Period Period, DateTime DueOn)
{
    /// <summary>Whether the last second has passed.</summary>
    public bool IsOverdue(DateTime at) => DueOn < at;
}

/// <summary>An item to keep the status of, and the last date on which it is to be met.</summary>
public sealed record DueItem(Item Item, string Section, DateOnly DueOn);
