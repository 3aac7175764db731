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
        ? measure.Owner == Owner.Provider && measure.AppliesTo.Include(member.ServiceType)
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

    private static DateOnly Latest(DateOnly a, DateOnly b, DateOnly c) => a > b ? (a > c ? a : c) : (b > c ? b : c);
}
