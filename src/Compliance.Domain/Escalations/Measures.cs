using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;

namespace Compliance.Domain.Escalations;

/// <summary>Measures that an authority's plans hold ready for a case.</summary>
public static class Measures
{
    /// <summary>Those that answer the case's trigger, the most acceptable first; for a case raised by a person all that the plans of the day hold.</summary>
    public static IReadOnlyList<ContingencyMeasure> For(Escalation escalation, Rulebook rules)
    {
        if (escalation.Trigger is null)
        {
            return [.. rules.Plans.Where(p => p.Covers(rules.On)).SelectMany(p => p.Checklist.Contingency).DistinctBy(m => m.Key).OrderBy(m => m.Acceptability)];
        }

        // A trigger that has been switched off since still answers for the cases it raised.
        var checklist = rules.Plans.LastOrDefault(p => p.Checklist.Key == escalation.Receipt!.Checklist)?.Checklist;
        var keys = checklist?.Triggers.FirstOrDefault(t => t.Key == escalation.Trigger)?.Contingency ?? [];
        return [.. (checklist?.Contingency ?? []).Where(m => keys.Contains(m.Key)).OrderBy(m => m.Acceptability)];
    }

    /// <summary>Measures as they were given, those of the plan with the title and acceptability that they have in it now.</summary>
    public static IReadOnlyList<CaseMeasure> Named(IReadOnlyList<CaseMeasure> given, IReadOnlyList<ContingencyMeasure> known) =>
        [.. given.Select(m => known.FirstOrDefault(k => k.Key == m.Key) is { } measure ? new CaseMeasure(measure.Key, measure.Title, measure.Acceptability) : m)];
}
