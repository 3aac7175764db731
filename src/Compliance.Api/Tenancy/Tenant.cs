namespace Compliance.Api.Tenancy;

/// <summary>The one tenant for which a unit of work writes.</summary>
public sealed record Tenant(string Id);
