using Compliance.Domain.Checklists;

namespace Compliance.Domain.Authorities;

/// <summary>Finds whom a checklist's ladders would tell at an authority and nobody is recorded to be.</summary>
public static class ContactGaps
{
    private const string Lead = "authority-lead";

    public static IReadOnlyList<string> Of(Checklist checklist, IReadOnlyList<Contact> contacts)
    {
        var missing = checklist.Ladders.SelectMany(l => l.Steps).SelectMany(s => s.Tell).Distinct()
            .Where(r => r.StartsWith("authority-", StringComparison.Ordinal) && contacts.All(c => c.Role != r))
            .Order(StringComparer.Ordinal)
            .Select(r => r == Lead
                ? $"No contact is recorded for `{Lead}`; they find what they are told in the queue of escalations only."
                : $"No contact is recorded for `{r}`; the authority lead is told instead.");
        var nobodyAtNight = checklist.Ladders.Any(l => l.Clock == LadderClock.RoundTheClock) && !contacts.Any(c => c.RoundTheClock);
        return nobodyAtNight
            ? [.. missing, "Ladders run round the clock, but no contact is recorded who answers day and night."]
            : [.. missing];
    }
}
