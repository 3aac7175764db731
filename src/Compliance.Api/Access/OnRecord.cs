using Compliance.Api.Data;
using Compliance.Domain.Authorities;

namespace Compliance.Api.Access;

/// <summary>Finds who holds the roles that ladders tell, reachable or not.</summary>
public sealed class OnRecord(ComplianceDbFactory databases)
{
    /// <summary>Everybody at an authority, and the reviewers of its region; nobody where there is no such authority.</summary>
    public async Task<RoleHolders> OfAsync(string tenant, CancellationToken ct)
    {
        var known = await AuthorityPeople.ReadAsync(databases, tenant, ct);
        return known is null
            ? new RoleHolders([], [])
            : new RoleHolders(
                known.Contacts,
                [.. known.Hats.OrderBy(h => h.Name, StringComparer.Ordinal).ThenBy(h => h.User, StringComparer.Ordinal).Select(h => new HatHolder(h.Role, h.Name))]);
    }
}
