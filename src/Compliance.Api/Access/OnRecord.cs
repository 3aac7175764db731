using System.Text;
using Compliance.Api.Data;
using Compliance.Api.Tenancy;
using Compliance.Domain.Authorities;
using Compliance.Domain.Journal;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Access;

/// <summary>Finds who holds the roles that ladders tell, reachable or not.</summary>
public sealed class OnRecord(ComplianceDbFactory databases)
{
    /// <summary>Everybody at an authority, and the reviewers of its region; nobody where there is no such authority.</summary>
    public async Task<RoleHolders> OfAsync(string tenant, CancellationToken ct)
    {
        await using var db = databases.Create(Scope.Of(tenant));
        var authority = await db.Authorities.Where(a => a.TenantId == tenant).Select(a => new { a.RegionId, a.Contacts }).SingleOrDefaultAsync(ct);
        if (authority is null)
        {
            return new RoleHolders([], []);
        }

        var hats = await (
            from hat in db.Hats
            where hat.TenantId == tenant || (hat.RegionId == authority.RegionId && hat.Role == Roles.Reviewer)
            join user in db.Users on hat.UserId equals user.Id
            orderby user.Name, user.Id
            select new { hat.Role, user.Name }).ToListAsync(ct);
        return new RoleHolders(
            Canonical.Read<List<Contact>>(Encoding.UTF8.GetBytes(authority.Contacts)), [.. hats.Select(h => new HatHolder(h.Role, h.Name))]);
    }
}
