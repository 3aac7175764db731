using Compliance.Domain.Checklists;

namespace Compliance.Domain.Authorities;

/// <summary>Finds whom ladders would tell at an authority and nobody is on record to be.</summary>
public static class ContactGaps
{
    public const string Lead = "authority-lead";

    /// <summary>A sentence for each role that nobody holds, and one when nobody can be reached at night.</summary>
    /// <param name="roles">Every role that ladders can tell.</param>
    public static IReadOnlyList<string> Of(IEnumerable<Ladder> ladders, IReadOnlyList<Role> roles, RoleHolders holders)
    {
        var all = ladders.ToList();
        var told = all.SelectMany(l => l.Steps).SelectMany(s => s.Tell).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. roles.Where(r => told.Contains(r.Key) && !holders.HasAny(r)).Select(Sentence),
            .. NobodyAtNight(all, holders.Contacts)
                ? ["Ladders run round the clock, but no contact is recorded who answers day and night. Record one with `roundTheClock`; without one no plan can be adopted."]
                : Array.Empty<string>(),
        ];
    }

    /// <summary>Whether a ladder runs round the clock and nobody on record answers day and night.</summary>
    public static bool NobodyAtNight(IEnumerable<Ladder> ladders, IReadOnlyList<Contact> contacts) =>
        ladders.Any(l => l.Clock == LadderClock.RoundTheClock) && !contacts.Any(c => c.RoundTheClock);

    private static string Sentence(Role role) => role switch
    {
        { Key: Lead } => $"{role.Label} (`{role.Key}`): nobody, though all that reaches nobody else falls to the lead. Record a contact for the role, or give somebody the hat.",
        { Contact: true } => $"{role.Label} (`{role.Key}`): nobody; it falls to the authority lead. Record a contact for the role.",
        _ => $"{role.Label} (`{role.Key}`): nobody signs in under this hat; it falls to the authority lead.",
    };
}
