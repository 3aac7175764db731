using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Returns;

/// <summary>What providers on the register owe and have not reported, past due, as of the tenant's last entry.</summary>
/// <param name="Measures">How many providers owe it, in the order in which checklists ask.</param>
/// <param name="Providers">What each owes, in the order of their keys.</param>
public sealed record Owing(IReadOnlyList<KeyValuePair<string, int>> Measures, IReadOnlyList<OwingProvider> Providers)
{
    public static Owing Of(Rulebook rules, IEnumerable<SubjectState> subjects, DateTime knownOn)
    {
        var today = rules.Calendar.DateOf(knownOn);
        List<OwingProvider> providers =
        [
            .. subjects.Where(s => s.Overdue.Count > 0 && s.Membership is { } member && member.Covers(today))
                .OrderBy(s => s.Key, StringComparer.Ordinal)
                .Select(s => OwingProvider.Of(s, rules, knownOn))
                .Where(p => p.Measures.Count > 0),
        ];
        var counts = providers.SelectMany(p => p.Measures).CountBy(m => m.Measure).ToDictionary();
        var order = rules.Plans.SelectMany(p => p.Checklist.Measures).Select(m => m.Key).Distinct();
        return new Owing([.. order.Where(counts.ContainsKey).Select(m => KeyValuePair.Create(m, counts[m]))], providers);
    }
}

/// <param name="Since">The last second in which the first of it would have been on time.</param>
/// <param name="WorkingDays">Working days that have wholly passed since.</param>
public sealed record OwingProvider(string Provider, DateTime Since, int WorkingDays, IReadOnlyList<OwingMeasure> Measures)
{
    internal static OwingProvider Of(SubjectState provider, Rulebook rules, DateTime knownOn)
    {
        List<OwingMeasure> measures =
        [
            .. from key in provider.Overdue
               let measure = rules.MeasureOf(key)
               let dueOn = measure is null ? null : Debt.DueOn(provider, measure, rules)
               where dueOn < knownOn
               orderby dueOn
               select new OwingMeasure(key, dueOn.Value, SilentDays.Between(provider, dueOn.Value, knownOn, rules)),
        ];
        return new OwingProvider(provider.Key, measures.FirstOrDefault()?.Since ?? default, measures.FirstOrDefault()?.WorkingDays ?? 0, measures);
    }
}

/// <param name="Since">The last second in which the first period owed would have been answered on time.</param>
/// <param name="WorkingDays">Working days that have wholly passed since.</param>
public sealed record OwingMeasure(string Measure, DateTime Since, int WorkingDays);
