using Compliance.Domain.Authorities;
using Compliance.Domain.Intake;

namespace Compliance.Api.Authorities;

/// <summary>A file of authorities as it was read. What it does not name stays as it is.</summary>
internal sealed record AuthorityFile(IReadOnlyList<GivenAuthority> Authorities, IReadOnlyList<GivenRegion> Regions);

/// <param name="Identity">What an authority that the reference data does not know is given with; null where it is only named.</param>
/// <param name="Register">A file of register entries beside this one.</param>
/// <param name="Providers">Register entries that stand here instead.</param>
internal sealed record GivenAuthority(
    string Slug,
    GivenIdentity? Identity,
    IReadOnlyList<Contact> Contacts,
    IReadOnlyList<GivenPlan> Plans,
    string? Register,
    IReadOnlyList<GivenEntry> Providers,
    IReadOnlyList<GivenPerson> People);

internal sealed record GivenIdentity(string Name, string Region, string Nation, IReadOnlyList<DatedCode> Codes);

internal sealed record GivenPlan(string Checklist, int Version, int Season, DateOnly From, DateOnly To);

internal sealed record GivenPerson(string Name, string Email, IReadOnlyList<GivenHat> Hats);

/// <param name="Providers">For a provider manager, the services it speaks for.</param>
internal sealed record GivenHat(string Role, IReadOnlyList<string> Providers);

/// <summary>People of a region's assurance team.</summary>
internal sealed record GivenRegion(string Key, IReadOnlyList<GivenPerson> People);
