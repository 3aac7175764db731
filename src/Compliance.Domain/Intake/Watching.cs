using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;

namespace Compliance.Domain.Intake;

/// <summary>Says in open cases when their condition is not watched any more, and when it is again. It never closes one.</summary>
internal static class Watching
{
    /// <param name="subjects">Those whose cases are looked at.</param>
    public static void Note(TenantState tenant, IEnumerable<string> subjects, Entry entry, Rulebook rules)
    {
        NoteAgain(tenant, subjects, entry, rules);
        foreach (var open in OpenOf(tenant, subjects))
        {
            if (WhyNot(tenant, open, rules) is { } why && !Cases.SaysSo(open, why))
            {
                tenant.Put(Cases.NotWatched(open, why, By(entry), entry.KnownOn, entry.Seq));
            }
        }
    }

    /// <summary>Only what is watched again: in a case it stands before what is then found.</summary>
    public static void NoteAgain(TenantState tenant, IEnumerable<string> subjects, Entry entry, Rulebook rules)
    {
        foreach (var open in OpenOf(tenant, subjects))
        {
            if (Again(tenant, open, entry, rules) is var again && !ReferenceEquals(again, open))
            {
                tenant.Put(again);
            }
        }
    }

    /// <summary>A case as it is once it says that it is watched again; unchanged if it is not, or has said so.</summary>
    public static Escalation Again(TenantState tenant, Escalation escalation, Entry entry, Rulebook rules) =>
        Cases.IsWatched(escalation) || WhyNot(tenant, escalation, rules) is not null ? escalation : Cases.WatchedAgain(escalation, By(entry), entry.KnownOn, entry.Seq);

    // What a person raised is watched by people alone.
    private static Unwatched? WhyNot(TenantState tenant, Escalation escalation, Rulebook rules) =>
        Conditions.WhyNotWatched(escalation, tenant.Subjects.GetValueOrDefault(escalation.Subject), rules);

    private static List<Escalation> OpenOf(TenantState tenant, IEnumerable<string> subjects)
    {
        var of = subjects as HashSet<string> ?? subjects.ToHashSet(StringComparer.Ordinal);
        return [.. tenant.Escalations.Values.Where(e => e.IsOpen && of.Contains(e.Subject))];
    }

    // Whoever changed the plan or the register did it; all else is the clock's doing, or was so already.
    private static string By(Entry entry) => entry.Content is PlanSet or ProviderSet ? entry.Who : Cases.System;
}
