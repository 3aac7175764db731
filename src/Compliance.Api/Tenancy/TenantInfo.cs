namespace Compliance.Api.Tenancy;

/// <summary>One tenant, an authority, as the directory of tenants knows it.</summary>
/// <param name="Id">What rows carry in their tenant column.</param>
/// <param name="Identifier">What stands in addresses; the same slug today.</param>
public sealed record TenantInfo(string Id, string Identifier, string Name, string RegionId, string Nation);
