using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;

namespace Compliance.Domain.Subjects;

/// <summary>The periods for which a subject owes answers to one measure under one plan, answered or not.</summary>
/// <param name="First">The first of them; there is none when it ends after <paramref name="To"/>.</param>
/// <param name="To">The last day on which one may end.</param>
/// <remarks>
/// Whole periods only: they begin no earlier than the plan and the provider's joining, and end no later than the plan and its
/// leaving. A question that is asked between two dates is owed for whole periods between them. Nothing is owed for a period that had ended before anybody could know: before the plan was adopted and the provider registered.
/// </remarks>
public readonly record struct Liability(Period First, DateOnly To)
{
    /// <param name="from">The first day on which one may begin, whatever else holds.</param>
    public static Liability Of(Plan plan, Measure measure, SubjectState subject, DateOnly from)
    {
        var joined = subject.Membership?.Joined ?? plan.From;
        var begins = measure.InForce?.From ?? plan.From;
        var earliest = Later(Later(plan.From, joined), Later(begins, from));
        var first = Period.Of(measure.Every, earliest);
        first = first.Start < earliest ? first.Next : first;
        if (Debt.KnownSince(plan, measure.Key, subject) is var known && first.End < known)
        {
            // Nobody could have answered before being asked.
            first = Period.Of(measure.Every, known);
        }

        return new Liability(first, Earlier(Earlier(plan.To, subject.Membership?.Left), measure.InForce?.To));
    }

    private static DateOnly Earlier(DateOnly a, DateOnly? b) => b is { } other && other < a ? other : a;

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
