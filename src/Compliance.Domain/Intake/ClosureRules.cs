using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Intake;

/// <summary>What makes a provider's planned closures acceptable.</summary>
internal static class ClosureRules
{
    private const int Most = 10;
    private const int LongestDays = 366;
    private const int ReasonMaxLength = 200;
    private const int MostDaysAgo = 31;

    private static readonly DateOnly _last = new(2100, 12, 31);

    /// <summary>Closures as entries hold them: the earliest first, and nothing at all when there are none.</summary>
    public static IReadOnlyList<Closure>? Order(IReadOnlyList<Closure>? closures) => closures is null or [] ? null : [.. closures.OrderBy(c => c.From)];

    /// <summary>What is wrong with closures in themselves, or with their changing a past that everybody has been judged by.</summary>
    public static IEnumerable<Fault> Faults(IReadOnlyList<Closure>? closures, IReadOnlyList<Closure>? known, DateOnly today)
    {
        IReadOnlyList<Closure> given = closures ?? [];
        if (given.Count > Most)
        {
            return [new Fault("/closures", FormattableString.Invariant($"Plan at most {Most} closures at a time; leave out those that are over."))];
        }

        List<Fault> faults = [.. given.SelectMany((c, i) => Faults(given, i))];
        return faults.Count > 0 ? faults : OfThePast(given, known ?? [], today);
    }

    private static IEnumerable<Fault> Faults(IReadOnlyList<Closure> given, int index)
    {
        var closure = given[index];
        if (closure.From.Year < 2000 || closure.From > _last)
        {
            yield return At(index, "from", "Give the first day on which it is closed, such as 2026-12-24.");
        }

        if (closure.To.Year < 2000 || closure.To > _last)
        {
            yield return At(index, "to", "Give the last day on which it is closed, such as 2027-01-03.");
        }
        else if (closure.To < closure.From)
        {
            yield return At(index, "to", "The last day is before the first; exchange them.");
        }
        else if (closure.To.DayNumber - closure.From.DayNumber >= LongestDays)
        {
            yield return At(index, "to", FormattableString.Invariant($"A closure lasts at most {LongestDays} days. A service that closes for longer has left: give it \"leftOn\"."));
        }

        if (string.IsNullOrWhiteSpace(closure.Reason) || closure.Reason.Length > ReasonMaxLength || closure.Reason.Any(char.IsControl))
        {
            yield return At(index, "reason", FormattableString.Invariant($"Say in 1 to {ReasonMaxLength} characters why it closes, such as Refurbishment."));
        }
        else if (NhsNumber.IsIn(closure.Reason))
        {
            yield return At(index, "reason", "The reason seems to hold an NHS number; say why it closes without naming anybody.");
        }

        if (given.Take(index).Any(c => c.From <= closure.To && closure.From <= c.To))
        {
            yield return At(index, "from", "It is closed on some of these days already; give days that do not overlap.");
        }
    }

    /// <remarks>A closure that began long ago may still end earlier or later, as long as only days of the last month and later change.</remarks>
    private static IEnumerable<Fault> OfThePast(IReadOnlyList<Closure> given, IReadOnlyList<Closure> known, DateOnly today)
    {
        var changed = known.SelectMany(c => c.Days).ToHashSet();
        changed.SymmetricExceptWith(given.SelectMany(c => c.Days));
        if (changed.Count > 0 && changed.Min() is var first && first < today.AddDays(-MostDaysAgo))
        {
            yield return new Fault("/closures", FormattableString.Invariant(
                $"This would change whether it was closed on {first:yyyy-MM-dd}; only days from {today.AddDays(-MostDaysAgo):yyyy-MM-dd} on can still be changed."));
        }
    }

    private static Fault At(int index, string member, string mend) => new(FormattableString.Invariant($"/closures/{index}/{member}"), mend);
}
