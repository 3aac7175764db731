namespace Compliance.Api.Tenancy;

/// <summary>What one request may read and for whom it writes; set once, by the access check, before anything is read.</summary>
public sealed class TenantContext
{
    public Scope Scope { get; private set; } = Scope.Nothing;

    public Tenant? Tenant { get; private set; }

    public void Set(Scope scope, Tenant? tenant)
    {
        Scope = scope;
        Tenant = tenant;
    }
}
