using Compliance.Api.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Data;

/// <summary>Whether another authority's register asks a service, so that no register can send it where nobody does.</summary>
/// <remarks>It looks into another tenant, and tells nothing but yes or no of a service id that the caller already has.</remarks>
public sealed class HostReader(ComplianceDbFactory databases, TimeProvider clock)
{
    /// <summary>Whether a host has the service on its own register today, hosted by nobody else.</summary>
    public async Task<bool> AsksAsync(string host, string serviceId, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        await using var db = databases.Create(Scope.Of(host));
        return await db.Providers.AnyAsync(
            p => p.TenantId == host && p.ServiceId == serviceId && p.Host == null && p.JoinedOn <= today && (p.LeftOn == null || p.LeftOn >= today), ct);
    }

    /// <summary>Why an entry may not name its host; null when it may, or names none.</summary>
    public async Task<string?> RefuseAsync(string? host, string? serviceId, CancellationToken ct) =>
        host is null || serviceId is null || await AsksAsync(host, serviceId, ct)
            ? null
            : $"The register of `{host}` has no service of its own with the service id `{serviceId}` today. Have it registered there first, or leave the host out: a service that nobody asks could report nowhere.";
}
