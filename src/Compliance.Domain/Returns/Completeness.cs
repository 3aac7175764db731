using System.Runtime.InteropServices;
using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Returns;

/// <summary>How much of what fell due between two dates was reported, and how much of it on time.</summary>
/// <param name="Measures">By measure, in the order in which checklists ask; only those of which something fell due.</param>
/// <param name="Weeks">By the week in which it fell due, earliest first; only those in which something did.</param>
/// <param name="Providers">By provider, in the order of their keys; only those of which something fell due.</param>
/// <remarks>
/// The list of what is expected comes from plans and register, never from what was sent: answers for what is not owed, given
/// twice, or about days before joining or after leaving count nowhere, so no rate is ever above all.
/// </remarks>
public sealed record Completeness(
    Counts Total,
    IReadOnlyList<KeyValuePair<string, Counts>> Measures,
    IReadOnlyList<KeyValuePair<Period, Counts>> Weeks,
    IReadOnlyList<KeyValuePair<string, Counts>> Providers)
{
    /// <param name="subjects">All subjects of the tenant, those that have left the register among them.</param>
    /// <param name="received">Reports by provider, each provider's in the order in which they came.</param>
    /// <param name="from">The first day on which what is counted fell due, included.</param>
    /// <param name="to">The last such day, included.</param>
    /// <param name="knownOn">When the last entry became known: what falls due later is not expected yet.</param>
    public static Completeness Of(
        Rulebook rules, IEnumerable<SubjectState> subjects, ILookup<string, Received> received, DateOnly from, DateOnly to, DateTime knownOn)
    {
        var last = Earlier(to, rules.Calendar.DateOf(knownOn).AddDays(-1));
        List<Asked> asked = [.. rules.Plans.Where(p => p.From <= last && p.To >= from).SelectMany(AskedOfProviders)];
        var (measures, weeks, providers) = (new Dictionary<string, Counts>(), new Dictionary<Period, Counts>(), new Dictionary<string, Counts>());
        foreach (var provider in subjects.Where(s => s.Membership is not null))
        {
            var ledger = new Ledger(provider, asked, from, last, rules, knownOn);
            foreach (var report in received[provider.Key])
            {
                ledger.Take(report);
            }

            foreach (var owed in ledger.Returns)
            {
                var counts = owed.Counts;
                Add(measures, owed.Measure, counts);
                Add(weeks, Period.Of(Cadence.Week, owed.Period.End), counts);
                Add(providers, provider.Key, counts);
            }
        }

        return new Completeness(
            providers.Values.Aggregate(default(Counts), Counts.Add),
            [.. asked.Select(a => a.Measure.Key).Distinct().Where(measures.ContainsKey).Select(m => KeyValuePair.Create(m, measures[m]))],
            [.. weeks.OrderBy(w => w.Key.Start)],
            [.. providers.OrderBy(p => p.Key, StringComparer.Ordinal)]);
    }

    /// <summary>The earliest instant at which a report can have been received that meets anything due from a day on.</summary>
    /// <remarks>No period is longer than a month, and no report is about the future.</remarks>
    public static DateTime ReceivedFrom(DateOnly from, Calendar calendar) =>
        calendar.StartOf(Earlier(Period.Of(Cadence.Month, from).Start, Period.Of(Cadence.Week, from).Start));

    private static IEnumerable<Asked> AskedOfProviders(Plan plan) =>
        plan.Checklist.Measures.Where(m => m.Owner == Owner.Provider).Select(m => new Asked(plan, m));

    private static void Add<T>(Dictionary<T, Counts> counts, T key, Counts more)
        where T : notnull => CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _) += more;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
