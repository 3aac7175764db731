using Compliance.Api.Access;
using Compliance.Domain.Escalations;
using Compliance.Domain.Reporting;

namespace Compliance.Api.Escalations;

/// <summary>On which side of a case somebody stands: the provider's, the authority's or the region's.</summary>
internal static class Sides
{
    public static ActingAs Of(string role) => role switch
    {
        Roles.ProviderManager => ActingAs.Provider,
        Roles.AuthorityLead => ActingAs.Authority,
        Roles.Reviewer => ActingAs.Region,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "This role has no part in cases."),
    };

    public static Audience AudienceOf(string role) => Of(role) switch
    {
        ActingAs.Provider => Audience.Provider,
        ActingAs.Authority => Audience.Authority,
        _ => Audience.Region,
    };

    /// <summary>A note is read by its audience and by the side that wrote it.</summary>
    public static bool MayRead(Note note, string writer, string reader) => note.Audience == AudienceOf(reader) || writer == reader;

    /// <summary>What passes between a region and its authority is not for the provider to read; all else on a timeline is for everybody who sees the case.</summary>
    public static bool MayRead(CaseEvent happened, string reader) => happened.Asked != ActingAs.Authority || Of(reader) != ActingAs.Provider;
}
