using System.Collections.Concurrent;
using Compliance.Api.Data;
using Compliance.Api.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Access;

/// <summary>What an address reaches for a caller.</summary>
/// <param name="Tenant">For whom the request writes; none where the address and the hat name no single authority.</param>
internal sealed record Reach(Scope Scope, Tenant? Tenant)
{
    /// <summary>The case that the address names, if it names one.</summary>
    public ReachedCase? Case { get; init; }
}

/// <summary>A case that the caller may see.</summary>
/// <param name="Provider">The service it is about; null when it is about the authority itself.</param>
internal sealed record ReachedCase(string Tenant, string Id, string? Provider);

/// <summary>Looks at the names in an address: <c>{authority}</c>, <c>{provider}</c>, <c>{region}</c>, <c>{escalation}</c>.</summary>
internal sealed class Addresses(TenantStore tenants, ComplianceDbFactory databases)
{
    private const int KeptAtMost = 500_000;

    // A provider never leaves its register for good, so what was there once need not be asked again.
    private readonly ConcurrentDictionary<(string Tenant, string Provider), bool> _providers = new();

    // Hats name tenants that exist, so there are no more of these than tenants.
    private readonly ConcurrentDictionary<string, Reach> _single = new(StringComparer.Ordinal);

    /// <summary>What the caller reaches at this address; null if something in it is missing or foreign.</summary>
    public async Task<Reach?> ResolveAsync(RouteValueDictionary route, ActingHat hat, CancellationToken ct)
    {
        var scope = await ScopeOfAsync(hat, ct);
        if (route["region"] is string region && !await MayReachRegionAsync(region, hat, ct))
        {
            return null;
        }

        if (route["escalation"] is string escalation)
        {
            return await FindCaseAsync(escalation, scope, hat, ct) is { } found ? One(found.Tenant) with { Case = found } : null;
        }

        if (route["authority"] is not string authority)
        {
            return new Reach(scope, hat.Tenant is null ? null : new Tenant(hat.Tenant));
        }

        return scope.Contains(authority) && await MayReachProviderAsync(route["provider"] as string, authority, hat, ct)
            ? One(authority)
            : null;
    }

    private Reach One(string tenant) => _single.GetOrAdd(tenant, static t => new Reach(Scope.Of(t), new Tenant(t)));

    private async Task<Scope> ScopeOfAsync(ActingHat hat, CancellationToken ct) => hat switch
    {
        { Role: Roles.Operator } => await tenants.EverythingAsync(ct),
        { Tenant: { } tenant } => One(tenant).Scope,
        { Region: { } region } => await tenants.OfRegionAsync(region, ct),
        _ => Scope.Nothing,
    };

    private async Task<bool> MayReachRegionAsync(string region, ActingHat hat, CancellationToken ct) => hat switch
    {
        { Role: Roles.Operator } => (await tenants.AllAsync(ct)).Any(t => t.RegionId == region),
        { Tenant: { } tenant } => (await tenants.FindAsync(tenant, ct))?.RegionId == region,
        _ => hat.Region == region,
    };

    private async Task<bool> MayReachProviderAsync(string? provider, string authority, ActingHat hat, CancellationToken ct)
    {
        if (provider is null)
        {
            return true;
        }

        if (hat.Role == Roles.ProviderManager && !hat.Providers.Contains(provider))
        {
            return false;
        }

        return _providers.ContainsKey((authority, provider)) || await IsOnRegisterAsync(authority, provider, ct);
    }

    private async Task<bool> IsOnRegisterAsync(string authority, string provider, CancellationToken ct)
    {
        await using var db = databases.Create(Scope.Of(authority));
        if (!await db.Providers.AnyAsync(p => p.TenantId == authority && p.Key == provider, ct))
        {
            return false;
        }

        if (_providers.Count >= KeptAtMost)
        {
            _providers.Clear();
        }

        return _providers[(authority, provider)] = true;
    }

    // A region sees the cases that reached it; a provider's manager sees those about its services.
    private async Task<ReachedCase?> FindCaseAsync(string id, Scope scope, ActingHat hat, CancellationToken ct)
    {
        await using var db = databases.Create(scope);
        return await db.Escalations.Where(CaseFilter.For(hat)).Where(e => e.Id == id)
            .Select(e => new ReachedCase(e.TenantId, e.Id, e.SubjectKind == "provider" ? e.Subject : null)).FirstOrDefaultAsync(ct);
    }
}
