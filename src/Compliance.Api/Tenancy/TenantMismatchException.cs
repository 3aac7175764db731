namespace Compliance.Api.Tenancy;

/// <summary>A row was about to be written for a tenant other than the one this unit of work writes for.</summary>
public sealed class TenantMismatchException(string message) : InvalidOperationException(message);
