using System.Text;
using Compliance.Api.Data;
using Compliance.Api.Tenancy;
using Compliance.Domain.Authorities;
using Compliance.Domain.Journal;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Access;

/// <summary>Everybody on record for one authority: its contacts, those who sign in for it or its services, and the reviewers of its region.</summary>
internal sealed record AuthorityPeople(IReadOnlyList<Contact> Contacts, IReadOnlyList<Hatted> Hats)
{
    /// <summary>Reads them; null where there is no such authority.</summary>
    public static async Task<AuthorityPeople?> ReadAsync(ComplianceDbFactory databases, string tenant, CancellationToken ct)
    {
        await using var db = databases.Create(Scope.Of(tenant));
        var authority = await db.Authorities.Where(a => a.TenantId == tenant).Select(a => new { a.RegionId, a.Contacts }).SingleOrDefaultAsync(ct);
        if (authority is null)
        {
            return null;
        }

        var hats = await (
            from hat in db.Hats
            where hat.TenantId == tenant || (hat.RegionId == authority.RegionId && hat.Role == Roles.Reviewer)
            join user in db.Users on hat.UserId equals user.Id
            orderby user.Id
            select new Hatted(user.Id, user.Name, user.Email, user.NoticeEmail, hat.Role, hat.Providers)).ToListAsync(ct);
        return new AuthorityPeople(Canonical.Read<List<Contact>>(Encoding.UTF8.GetBytes(authority.Contacts)), hats);
    }
}

/// <summary>Somebody in a hat.</summary>
internal sealed record Hatted(string User, string Name, string Email, string Wish, string Role, IReadOnlyList<string> Providers);
