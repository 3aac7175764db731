using Compliance.Api.Data;
using Compliance.Domain.Authorities;

namespace Compliance.Api.Authorities;

/// <summary>Gives the database the regions and authorities that are shipped; contacts and journals stay as they are.</summary>
internal sealed class ReferenceLoad(ReferenceData reference, Onboarding onboarding, TimeProvider clock)
{
    public Task ApplyAsync(CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return onboarding.ApplyAsync(
            [.. reference.Regions.Select(r => new RegionRecord(r.Key, r.Name, r.Nation, r.Code))],
            [.. reference.AuthoritiesOn(today).Select(a => new AuthorityRecord(
                a.Slug, a.Name, a.Region, reference.NationOf(a).Key, StoredCodes.Write(a.Codes)))],
            ct);
    }
}
