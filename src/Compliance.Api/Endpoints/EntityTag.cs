using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Api.Endpoints;

/// <summary>The version of one thing as it stands in <c>ETag</c>, <c>If-Match</c> and <c>If-None-Match</c>. Always strong.</summary>
public readonly record struct EntityTag(string Value)
{
    public static EntityTag Of(long version) => new(version.ToString(CultureInfo.InvariantCulture));

    /// <summary>What stands for a change of this thing: nothing when the caller read this version, else 428 or 412.</summary>
    public ProblemHttpResult? Refuse(string? ifMatch) =>
        string.IsNullOrWhiteSpace(ifMatch) ? Problems.PreconditionRequired()
        : IsNamedBy(ifMatch) ? null
        : Problems.PreconditionFailed();

    /// <summary>Whether the caller already holds this version; answer 304 then.</summary>
    public bool IsHeldBy(string? ifNoneMatch) => !string.IsNullOrWhiteSpace(ifNoneMatch) && IsNamedBy(ifNoneMatch);

    public void WriteTo(HttpResponse response) => response.Headers.ETag = ToString();

    /// <summary>Writes the tag, and tells whether the caller already holds this version; answer 304 then.</summary>
    public bool IsHeld(HttpContext http)
    {
        WriteTo(http.Response);
        return IsHeldBy(http.Request.Headers.IfNoneMatch);
    }

    public override string ToString() => $"\"{Value}\"";

    private bool IsNamedBy(string header)
    {
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // A proxy that compresses marks tags as weak; it is the same version all the same.
            var tag = part.StartsWith("W/", StringComparison.Ordinal) ? part[2..] : part;
            if (tag == "*" || tag == ToString())
            {
                return true;
            }
        }

        return false;
    }
}
