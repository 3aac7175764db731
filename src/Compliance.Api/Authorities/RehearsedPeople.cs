using Compliance.Api.Access;
using Compliance.Api.Data.Entities;
using Compliance.Api.Yaml;

namespace Compliance.Api.Authorities;

/// <summary>People whom a file gives hats, among those who can sign in already. Nobody loses a hat by a file.</summary>
internal sealed class RehearsedPeople(UserDirectory users)
{
    private const int LongestName = 100;

    // By address: somebody may stand in the file at several places.
    private readonly Dictionary<string, (bool NeedsNoLink, List<ActingHat> Hats)> _known = new(StringComparer.Ordinal);

    /// <param name="hatOf">The hat that a word gives here, or what is wrong with it.</param>
    public async Task AddAsync(
        Page page, AuthorityChange change, IReadOnlyList<GivenPerson> people, Func<GivenHat, (ActingHat? Hat, string Mistake)> hatOf, CancellationToken ct)
    {
        Rehearsal.SayTwice(page, people, p => User.Normalize(p.Email), "email", "the person");
        foreach (var person in people.Where(p => page.IsReadable(p)))
        {
            Check(page, person);
            var hats = new List<ActingHat>();
            for (var i = 0; i < person.Hats.Count; i++)
            {
                var (hat, mistake) = hatOf(person.Hats[i]);
                if (hat is null)
                {
                    page.Say(page.At(person, "hats", i), mistake);
                }
                else
                {
                    hats.Add(hat);
                }
            }

            await AddAsync(change, person, hats, ct);
        }
    }

    /// <summary>Hats that an authority's people may wear.</summary>
    /// <param name="providers">The services on the register once the file is applied.</param>
    public static (ActingHat? Hat, string Mistake) OfAuthority(GivenHat hat, string authority, IReadOnlySet<string> providers) => hat switch
    {
        { Role: Roles.AuthorityLead } => (new ActingHat(Roles.AuthorityLead, authority, null, []), ""),
        { Role: Roles.ProviderManager, Providers.Count: 0 } => (null, $"a manager speaks for services; write `{{ {Roles.ProviderManager}: [beechwood] }}`"),
        { Role: Roles.ProviderManager } when hat.Providers.FirstOrDefault(p => p.Length > 0 && !providers.Contains(p)) is { } missing =>
            (null, $"`{missing}` is neither on the register nor in this file; {Nearest.Mend(missing, [.. providers])}"),
        { Role: Roles.ProviderManager } => (new ActingHat(Roles.ProviderManager, authority, null, hat.Providers), ""),
        { Role: Roles.Reviewer } => (null, "a reviewer belongs to a region; list the person under `regions`"),
        _ => (null, $"`{Page.Shorten(hat.Role)}` is no hat of an authority; {Nearest.Mend(hat.Role, [Roles.AuthorityLead, Roles.ProviderManager])}"),
    };

    /// <summary>Hats that a region's people may wear.</summary>
    public static (ActingHat? Hat, string Mistake) OfRegion(GivenHat hat, string region) => hat.Role == Roles.Reviewer
        ? (new ActingHat(Roles.Reviewer, null, region, []), "")
        : (null, $"`{Page.Shorten(hat.Role)}` is no hat of a region's team; use `{Roles.Reviewer}`");

    private static void Check(Page page, GivenPerson person)
    {
        if (!SetContactsValidator.IsEmail(person.Email))
        {
            page.Say(page.At(person, "email"), $"`{Page.Shorten(person.Email)}` is no e-mail address; write it such as jo.bell@example.org");
        }

        if (person.Name.Length > LongestName)
        {
            page.Say(page.At(person, "name"), $"a name has at most {LongestName} characters; shorten it");
        }

        if (person.Hats.Count == 0)
        {
            page.Say(page.At(person, "hats"), "a person has at least one hat; add it");
        }
    }

    private async Task AddAsync(AuthorityChange change, GivenPerson person, List<ActingHat> hats, CancellationToken ct)
    {
        var address = User.Normalize(person.Email);
        var isNew = false;
        if (!_known.TryGetValue(address, out var known))
        {
            var user = await users.FindAsync(person.Email, ct);
            isNew = user is null;
            _known[address] = known = (user is null or { HasPassword: true }, user?.Hats.Select(ActingHat.Of).ToList() ?? []);
        }

        var isWorn = hats.All(h => known.Hats.Any(k => k.Key == h.Key && !h.Providers.Except(k.Providers).Any()));
        known.Hats.AddRange(hats);
        var kind = isNew ? ChangeKind.Created : isWorn ? ChangeKind.Left : ChangeKind.Changed;
        var line = new ChangeLine(kind, change.Place, $"person {person.Email} ({string.Join(", ", hats.Select(h => h.Role))})");
        change.People.Add(new PersonChange(line, person, hats, known.NeedsNoLink));
    }
}
