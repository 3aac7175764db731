using Compliance.Api.Data;
using Compliance.Api.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Access;

/// <summary>What an authority may share with its region.</summary>
public enum Shared
{
    /// <summary>The latest of everything known of a provider.</summary>
    Position,

    /// <summary>A provider's reports as they were received.</summary>
    Reports,

    /// <summary>Where each trigger stands for a provider, why and why not.</summary>
    Triggers,

    /// <summary>A provider's row of the board, explained; of the authority, the whole board.</summary>
    Board,
}

/// <summary>Marks an endpoint that is open to a region's reviewers while the authority shares what it shows.</summary>
public sealed record SharedAs(Shared What);

/// <summary>A share that is in force.</summary>
internal sealed record LiveShare(string Tenant, string Id, string? Provider);

/// <summary>Looks for a share that lets a reviewer read what an address names.</summary>
/// <remarks>Asked of the database each time, so that a share ends for every process in the moment it is withdrawn or expires.</remarks>
internal sealed class SharedReadings(ComplianceDbFactory databases, TimeProvider clock)
{
    public async Task<LiveShare?> FindAsync(HttpContext http, ActingHat hat, CancellationToken ct)
    {
        if (hat is not { Role: Roles.Reviewer, Region: { } region }
            || http.GetEndpoint()?.Metadata.GetMetadata<SharedAs>() is not { } shared
            || http.Request.RouteValues["authority"] is not string authority)
        {
            return null;
        }

        var provider = http.Request.RouteValues["provider"] as string;
        var now = clock.UtcNow;
        await using var db = databases.Create(Scope.Of(authority));
        var live = await db.Shares.AsNoTracking()
            .Where(s => s.TenantId == authority && s.ExpiresOn > now && s.WithdrawnOn == null && s.RegionId == region && s.Provider == provider)
            .OrderBy(s => s.SharedOn).ThenBy(s => s.Id)
            .Select(s => new { s.Id, s.What }).ToListAsync(ct);
        return live.FirstOrDefault(s => s.What.Contains(NameOf(shared.What))) is { } found ? new LiveShare(authority, found.Id, provider) : null;
    }

    /// <summary>As it is written in addresses and rows.</summary>
    public static string NameOf(Shared what) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(what.ToString());
}

internal static class SharedEndpoints
{
    extension(RouteHandlerBuilder route)
    {
        /// <summary>Opens an address to the region's reviewers while the authority shares what it shows.</summary>
        public RouteHandlerBuilder IsShared(Shared what) => route.WithMetadata(new SharedAs(what));
    }
}
