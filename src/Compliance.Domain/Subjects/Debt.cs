using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;

namespace Compliance.Domain.Subjects;

/// <summary>What a subject owes: for each measure asked of it, the first period for which no answer has come since its last one.</summary>
/// <remarks>
/// Of the periods of its liability; those missed before the latest answer are not owed any more, nor are those whose last
/// day the authority has excused.
/// </remarks>
public static class Debt
{
    /// <summary>Measures asked of a subject on a date.</summary>
    public static IEnumerable<Measure> Asked(SubjectState subject, Rulebook rules, DateOnly on) =>
        rules.Measures.Where(m => AppliesTo(m, subject) && rules.IsAsked(m, on));

    public static bool AppliesTo(Measure measure, SubjectState subject) => subject.Membership is { } member
        ? measure.Owner == Owner.Provider && member.ReportsHere && measure.AppliesTo.Include(member.ServiceType)
        : measure.Owner == Owner.Authority && subject.Scope != SubjectScope.Organisation;

    /// <summary>The first period owed and not answered; null when nothing more will be owed.</summary>
    public static Period? FirstOwed(SubjectState subject, Measure measure, Rulebook rules)
    {
        if (!AppliesTo(measure, subject))
        {
            return null;
        }

        // What was carried over from a question that this one replaces is asked again.
        var after = subject.BeliefOf(measure.Key) is { CarriedFrom: null } belief
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

            var owed = Liability.Of(plan, measure, subject, after);
            for (var period = owed.First; period.End <= owed.To; period = period.Next)
            {
                if (!subject.IsExcused(period))
                {
                    return period;
                }
            }
        }

        return null;
    }

    /// <summary>When the first owed answer falls due: the last second of its period, or later where an outage of this service moved it; null when nothing will be owed.</summary>
    public static DateTime? DueOn(SubjectState subject, Measure measure, Rulebook rules) =>
        FirstOwed(subject, measure, rules) is { } period ? rules.Outages.DueBy(period.End).On : null;

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
                .Select(o => new Due(o.Measure, o.Period!.Value, rules.Outages.DueBy(o.Period!.Value.End)))
                .OrderBy(o => order.IndexOf(o.Measure.Key)),
        ];
    }

    /// <summary>The day from which a subject could know that a plan asks it: adopted, and the provider registered.</summary>
    public static DateOnly KnownSince(Plan plan, string key, SubjectState subject) =>
        subject.Membership?.Registered is { } registered && registered > plan.AskedSince(key) ? registered : plan.AskedSince(key);
}

/// <summary>An answer owed.</summary>
/// <param name="Period">The first period for which it is owed.</param>
public sealed record Due(Measure Measure, Period Period, DueTime Time)
{
    /// <summary>The last second in which it is on time.</summary>
    public DateTime DueOn => Time.On;

    /// <summary>Why it is due later than at the end of its period, in a sentence; null when it is not.</summary>
    public string? Moved(Calendar calendar) => Time.MovedBy is not { } outage ? null : FormattableString.Invariant(
        $"Due at the end of {calendar.DateOf(DueOn):d MMMM yyyy} instead of {Period.End:d MMMM yyyy}, because this service was out of order from {calendar.ToLocal(outage.From):HH:mm 'on' d MMMM} to {calendar.ToLocal(outage.To):HH:mm 'on' d MMMM}.");

    /// <summary>Whether the last second has passed.</summary>
    public bool IsOverdue(DateTime at) => DueOn < at;
}
