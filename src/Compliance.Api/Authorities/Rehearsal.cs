using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Data.Writing;
using Compliance.Api.Tenancy;
using Compliance.Api.Yaml;
using Compliance.Domain.Authorities;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Authorities;

/// <summary>Works out what applying a file would do, and finds every mistake in it, against what is stored. Writes nothing.</summary>
internal sealed class Rehearsal(
    ReferenceData reference,
    ComplianceDbFactory databases,
    Connections connections,
    HeadReader heads,
    PlanCache plans,
    Calendars calendars,
    RehearsedPlans rehearsedPlans,
    RehearsedPeople rehearsedPeople,
    OnRecord people,
    TimeProvider clock)
{
    private readonly List<Mistake> _elsewhere = [];

    /// <summary>Mistakes in files of registers beside the file.</summary>
    public IReadOnlyList<Mistake> Elsewhere => _elsewhere;

    /// <param name="folder">Where files that this one names stand.</param>
    public async Task<IReadOnlyList<AuthorityChange>> OfAsync(Page page, AuthorityFile file, string folder, CancellationToken ct)
    {
        SayTwice(page, file.Authorities, a => a.Slug, "authority", "the authority");
        SayTwice(page, file.Regions, r => r.Key, "region", "the region");
        var changes = new List<AuthorityChange>();
        foreach (var given in file.Authorities.Where(a => a.Slug.Length > 0))
        {
            changes.Add(await OfAsync(page, given, file, folder, ct));
        }

        foreach (var region in file.Regions.Where(r => r.Key.Length > 0))
        {
            var change = new AuthorityChange(region.Key);
            if (reference.FindRegion(region.Key) is null)
            {
                page.Say(page.At(region, "region"), $"unknown region `{region.Key}`; {Nearest.Mend(region.Key, [.. reference.Regions.Select(r => r.Key)])}");
            }

            await rehearsedPeople.AddAsync(page, change, region.People, hat => RehearsedPeople.OfRegion(hat, region.Key), ct);
            changes.Add(change);
        }

        return changes;
    }

    public static void SayTwice<T>(Page page, IEnumerable<T> things, Func<T, string> keyOf, string member, string what)
        where T : notnull
    {
        foreach (var again in things.Where(t => keyOf(t).Length > 0).GroupBy(keyOf).SelectMany(g => g.Skip(1)))
        {
            page.Say(page.At(again, member), $"{what} `{Page.Shorten(keyOf(again))}` stands in this file twice; put both together");
        }
    }

    private async Task<AuthorityChange> OfAsync(Page page, GivenAuthority given, AuthorityFile file, string folder, CancellationToken ct)
    {
        var change = new AuthorityChange(given.Slug);
        await using var db = databases.For(given.Slug);
        var row = await db.Authorities.AsNoTracking().SingleOrDefaultAsync(a => a.TenantId == given.Slug, ct);
        new RehearsedIdentity(reference, page).Add(change, given, row, DateOnly.FromDateTime(clock.UtcNow));
        RehearsedContacts.Add(page, change, given, row?.Contacts ?? "[]");
        if ((row?.Nation ?? given.Identity?.Nation) is { } nation && reference.FindNation(nation) is not null)
        {
            var stored = row is null ? [] : (await ReaderOf(db).RulesAsync(given.Slug, clock.UtcNow, ct)).Plans;
            rehearsedPlans.Add(page, change, given, nation, stored, await UsersAfterAsync(given, row?.RegionId, file, ct));
        }

        var register = await RegisterOfAsync(db, given.Slug, ct);
        var keys = new RehearsedRegister(reference, page, _elsewhere).Add(change, given, register, folder, DateOnly.FromDateTime(clock.UtcNow));
        await rehearsedPeople.AddAsync(page, change, given.People, hat => RehearsedPeople.OfAuthority(hat, given.Slug, keys), ct);
        return change;
    }

    /// <summary>Everybody who will be able to sign in for the authority or its region.</summary>
    private async Task<IReadOnlyList<HatHolder>> UsersAfterAsync(GivenAuthority given, string? storedRegion, AuthorityFile file, CancellationToken ct)
    {
        var region = storedRegion ?? given.Identity?.Region;
        var named = given.People.Concat(file.Regions.Where(r => r.Key == region).SelectMany(r => r.People));
        return [.. (await people.OfAsync(given.Slug, ct)).Users, .. named.SelectMany(p => p.Hats.Select(h => new HatHolder(h.Role, p.Name)))];
    }

    private TenantReader ReaderOf(ComplianceDb db)
    {
        var tenancy = new TenantContext();
        tenancy.Set(db.Scope, null);
        return new TenantReader(tenancy, connections, heads, plans, calendars);
    }

    private static async Task<Dictionary<string, Domain.Journal.ProviderSet>> RegisterOfAsync(ComplianceDb db, string authority, CancellationToken ct)
    {
        var rows = await db.Providers.AsNoTracking().Where(p => p.TenantId == authority).ToListAsync(ct);
        return rows.ToDictionary(p => p.Key, p => p.ToEntry(), StringComparer.Ordinal);
    }
}

/// <summary>An authority's own row: known, or new with all that a row needs.</summary>
internal sealed class RehearsedIdentity(ReferenceData reference, Page page)
{
    public void Add(AuthorityChange change, GivenAuthority given, AuthorityRow? row, DateOnly today)
    {
        var known = reference.FindAuthority(given.Slug);
        if (known is not null && given.Identity is not null)
        {
            page.Say(page.At(given, "name"), $"name, region, nation and codes of `{given.Slug}` come from the reference data; leave them out here");
        }
        else if (known?.ExistsOn(today) == false)
        {
            page.Say(page.At(given, "authority"), $"`{given.Slug}` has ended; name {string.Join(" or ", known.Successors.Select(s => $"`{s}`"))} instead");
        }
        else if (row is null && given.Identity is null)
        {
            var near = Domain.Reporting.Nearest.To(given.Slug, reference.AuthoritiesOn(today).Select(a => a.Slug));
            page.Say(page.At(given, "authority"), $"unknown authority `{given.Slug}`; {(near is null ? "" : $"did you mean `{near}`? ")}a new one is given with name, region, nation and codes");
        }
        else if (given.Identity is { } identity && page.IsReadable(given))
        {
            AddNew(change, given, identity, row);
        }
    }

    private void AddNew(AuthorityChange change, GivenAuthority given, GivenIdentity identity, AuthorityRow? row)
    {
        if (reference.FindRegion(identity.Region) is not { } region)
        {
            page.Say(page.At(given, "region"), $"unknown region `{identity.Region}`; {Nearest.Mend(identity.Region, [.. reference.Regions.Select(r => r.Key)])}");
        }
        else if (reference.FindNation(identity.Nation) is not null && region.Nation != identity.Nation)
        {
            page.Say(page.At(given, "nation"), $"`{region.Key}` lies in `{region.Nation}`; correct one of the two");
        }

        if (reference.FindNation(identity.Nation) is null)
        {
            page.Say(page.At(given, "nation"), $"unknown nation `{identity.Nation}`; {Nearest.Mend(identity.Nation, [.. reference.Nations.Select(n => n.Key)])}");
        }

        if (identity.Codes.Count == 0)
        {
            page.Say(page.At(given, "codes"), "an authority has at least one ONS code; write it as `{ code: E08000017 }`");
        }

        foreach (var (before, after) in identity.Codes.Zip(identity.Codes.Skip(1)).Where(p => p.First.ValidTo?.AddDays(1) != p.Second.ValidFrom || p.First.ValidTo is null))
        {
            page.Say(page.At(after, "from"), $"codes stand in order of time, each from the day after the one before ends; `{before.Code}` does not end there");
        }

        var record = new AuthorityRecord(given.Slug, identity.Name, identity.Region, identity.Nation, StoredCodes.Write(identity.Codes));
        var isSame = row is not null
            && (row.Name, row.RegionId, row.Nation, row.Codes) == (record.Name, record.RegionId, record.Nation, record.Codes);
        change.Record = isSame ? null : record;
        change.Add(isSame ? ChangeKind.Left : row is null ? ChangeKind.Created : ChangeKind.Changed, "the authority itself");
    }
}
