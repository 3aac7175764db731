using Compliance.Domain.Reporting;

namespace Compliance.Api.Access;

/// <summary>Which side of the table somebody sits on. A side reads its own notes and those meant for it.</summary>
internal static class Side
{
    public static Audience Of(ActingHat hat) => OfRole(hat.Role) ?? Audience.Authority;

    /// <summary>The side of a role; null for one that has none, such as the clock.</summary>
    public static Audience? OfRole(string role) => role switch
    {
        Roles.ProviderManager => Audience.Provider,
        Roles.AuthorityLead => Audience.Authority,
        Roles.Reviewer => Audience.Region,
        _ => null,
    };
}
