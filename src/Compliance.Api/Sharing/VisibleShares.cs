using Compliance.Api.Access;
using Compliance.Api.Data.Entities;

namespace Compliance.Api.Sharing;

/// <summary>Which shares a caller may see: an authority all of its own, a region those by which it may read now.</summary>
internal sealed class VisibleShares(CurrentUser user)
{
    public IQueryable<ShareRow> In(IQueryable<ShareRow> shares, DateTime now) =>
        user.Hat is { Role: Roles.Reviewer, Region: var region }
            ? shares.Where(s => s.RegionId == region && s.WithdrawnOn == null && s.ExpiresOn > now)
            : shares;
}
