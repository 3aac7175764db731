namespace Compliance.Api.Tenancy;

/// <summary>What marks a row as one tenant's: the annotation, the column and the name of its query filter.</summary>
public static class MultiTenant
{
    public const string Annotation = "MultiTenant";

    // The name Finbuckle gives its filter, so call sites that lift it will need no change.
    public const string Filter = "__tenant__";

    public const string Property = "TenantId";
}
