using System.Text;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Authorities;
using Compliance.Domain.Journal;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Authorities;

public sealed record ListAuthoritiesRequest
{
    /// <summary>How many at once: 1 to 500, 50 if left out.</summary>
    public int? Limit { get; init; }

    /// <summary>What the part before gave under next.</summary>
    public string? Cursor { get; init; }
}

/// <summary>An authority.</summary>
/// <param name="Authority">Its name in addresses; stands for ever.</param>
/// <param name="Region">Key of the region whose assurance team oversees it.</param>
/// <param name="Codes">Its ONS codes, in order of time.</param>
public sealed record AuthoritySummary(
    string Authority, string Name, string Region, string RegionName, string Nation, IReadOnlyList<AuthorityCode> Codes);

/// <summary>An ONS code and the days on which it is in force, both included; null where there is no such end.</summary>
public sealed record AuthorityCode(string Code, DateOnly? ValidFrom, DateOnly? ValidTo)
{
    internal static IReadOnlyList<AuthorityCode> Read(string stored) =>
        [.. Canonical.Read<List<DatedCode>>(Encoding.UTF8.GetBytes(stored)).Select(c => new AuthorityCode(c.Code, c.ValidFrom, c.ValidTo))];
}

internal sealed class ListAuthoritiesValidator : AbstractValidator<ListAuthoritiesRequest>
{
    public ListAuthoritiesValidator() => this.CheckPage(r => r.Limit, r => r.Cursor);
}

/// <summary>Lists the authorities that the caller's hat reaches.</summary>
internal sealed class ListAuthorities(ComplianceDb db) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities",
            ([AsParameters] ListAuthoritiesRequest req, ListAuthorities endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadAuthorities)
        .WithName(nameof(ListAuthorities))
        .WithSummary("List authorities")
        .WithDescription("The authorities you may see: your own, those of your region, or all of them, as your hat has it.")
        .WithTags("Authorities")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized);

    public async Task<Ok<Page<AuthoritySummary>>> ExecuteAsync(ListAuthoritiesRequest req, HttpContext http, CancellationToken ct)
    {
        var limit = req.Limit ?? Pages.DefaultLimit;
        var rows = db.Authorities.AsNoTracking();
        if (Cursor.TryRead(req.Cursor, 1, out var cursor))
        {
            var after = cursor.Parts[0];
            rows = rows.Where(a => string.Compare(a.TenantId, after) > 0);
        }

        var read = await rows.OrderBy(a => a.TenantId).Take(limit + 1)
            .Join(db.Regions, a => a.RegionId, r => r.Id, (a, r) => new { a.TenantId, a.Name, Region = r.Id, RegionName = r.Name, a.Nation, a.Codes })
            .OrderBy(a => a.TenantId)
            .ToListAsync(ct);
        var found = read.Select(a => new AuthoritySummary(a.TenantId, a.Name, a.Region, a.RegionName, a.Nation, AuthorityCode.Read(a.Codes))).ToList();
        return TypedResults.Ok(Pages.Cut(http, found, limit, a => Cursor.Of(a.Authority)));
    }
}
