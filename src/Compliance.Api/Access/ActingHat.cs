using Compliance.Api.Data.Entities;

namespace Compliance.Api.Access;

/// <summary>The one role, with its place, in which somebody acts.</summary>
/// <param name="Tenant">The authority of a lead or a provider manager.</param>
/// <param name="Region">The region of a reviewer.</param>
/// <param name="Providers">The services a provider manager speaks for.</param>
public sealed record ActingHat(string Role, string? Tenant, string? Region, IReadOnlyList<string> Providers)
{
    /// <summary>What <c>as</c> names at sign-in: <c>authority-lead:doncaster</c>, <c>operator</c>.</summary>
    public string Key => (Tenant ?? Region) is { } place ? $"{Role}:{place}" : Role;

    public static ActingHat Of(Hat hat) => new(hat.Role, hat.TenantId, hat.RegionId, hat.Providers);

    /// <summary>Reads <c>role</c>, <c>role:place</c> or <c>provider-manager:authority:provider,provider</c>; null if it is none of them.</summary>
    public static ActingHat? Parse(string text) => text.Split(':') switch
    {
        [Roles.Operator] => new(Roles.Operator, null, null, []),
        [Roles.AuthorityLead, { Length: > 0 } tenant] => new(Roles.AuthorityLead, tenant, null, []),
        [Roles.Reviewer, { Length: > 0 } region] => new(Roles.Reviewer, null, region, []),
        [Roles.ProviderManager, { Length: > 0 } tenant, { Length: > 0 } providers] =>
            new(Roles.ProviderManager, tenant, null, providers.Split(',', StringSplitOptions.RemoveEmptyEntries)),
        _ => null,
    };
}
