using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Authorities;
using Compliance.Domain.Checklists;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Authorities;

public sealed record GetAuthorityRequest
{
    public string Authority { get; init; } = "";
}

/// <summary>An authority and whom to call there.</summary>
/// <param name="Authority">Its name in addresses; stands for ever.</param>
/// <param name="Region">Key of the region whose assurance team oversees it.</param>
/// <param name="Codes">Its ONS codes, in order of time.</param>
/// <param name="Contacts">Whom to call; null for all but its lead and its providers.</param>
public sealed record GetAuthorityResponse(
    string Authority,
    string Name,
    string Region,
    string RegionName,
    string Nation,
    IReadOnlyList<AuthorityCode> Codes,
    IReadOnlyList<AuthorityContact>? Contacts);

/// <summary>Somebody to call at an authority.</summary>
/// <param name="Role">As ladders name it, such as <c>authority-out-of-hours</c>.</param>
/// <param name="Hours">When somebody answers.</param>
public sealed record AuthorityContact(string Role, string Name, string? Phone, LadderClock Hours)
{
    internal static AuthorityContact From(Contact contact) => new(
        contact.Role, contact.Name, contact.Phone, contact.RoundTheClock ? LadderClock.RoundTheClock : LadderClock.WorkingHours);
}

/// <summary>Gives one authority that the caller's hat reaches.</summary>
internal sealed class GetAuthority(ComplianceDb db, CurrentUser user) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}",
            ([AsParameters] GetAuthorityRequest req, GetAuthority endpoint, CancellationToken ct) => endpoint.ExecuteAsync(req, ct))
        .RequireAuthorization(Permissions.ReadAuthorities)
        .WithName(nameof(GetAuthority))
        .WithSummary("Read an authority")
        .WithDescription("Its name, region and dated ONS codes. Its lead and its providers also see whom to call there, and when.")
        .WithTags("Authorities")
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status404NotFound);

    public async Task<Ok<GetAuthorityResponse>> ExecuteAsync(GetAuthorityRequest req, CancellationToken ct)
    {
        var found = await db.Authorities.AsNoTracking().Where(a => a.TenantId == req.Authority)
            .Join(db.Regions, a => a.RegionId, r => r.Id, (a, r) => new { Row = a, RegionName = r.Name })
            .SingleAsync(ct);
        var row = found.Row;
        return TypedResults.Ok(new GetAuthorityResponse(
            row.TenantId, row.Name, row.RegionId, found.RegionName, row.Nation, AuthorityCode.Read(row.Codes),
            user.Hat.Tenant == row.TenantId ? [.. StoredContacts.Read(row.Contacts).Select(AuthorityContact.From)] : null));
    }
}
