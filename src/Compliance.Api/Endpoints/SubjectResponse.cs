using Compliance.Domain.Subjects;

namespace Compliance.Api.Endpoints;

public enum SubjectKind { Provider, Authority }

/// <summary>What a trigger judges.</summary>
/// <param name="Key">The provider's key; null for the authority itself.</param>
public sealed record SubjectResponse(SubjectKind Kind, string? Key)
{
    internal static SubjectResponse Of(string key) =>
        key == SubjectState.Authority ? new(SubjectKind.Authority, null) : new(SubjectKind.Provider, key);
}
