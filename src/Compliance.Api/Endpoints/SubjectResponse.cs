using Compliance.Domain.Subjects;

namespace Compliance.Api.Endpoints;

public enum SubjectKind { Provider, Authority, Organisation }

/// <summary>What a trigger judges.</summary>
/// <param name="Key">The provider's or the organisation's key; null for the authority itself.</param>
public sealed record SubjectResponse(SubjectKind Kind, string? Key)
{
    internal static SubjectResponse Of(string key) =>
        key == SubjectState.Authority ? new(SubjectKind.Authority, null)
        : SubjectState.OrganisationOf(key) is { } organisation ? new(SubjectKind.Organisation, organisation)
        : new(SubjectKind.Provider, key);

    /// <summary>The key by which a journal names it.</summary>
    internal string Subject => Kind switch
    {
        SubjectKind.Organisation => SubjectState.OfOrganisation(Key ?? ""),
        SubjectKind.Authority => SubjectState.Authority,
        _ => Key ?? "",
    };
}
