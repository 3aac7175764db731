namespace Compliance.Api.Endpoints;

/// <summary>Reads which version of a thing a caller means to change.</summary>
public static class IfMatch
{
    /// <summary>The number in <c>If-Match</c>; null without the header. What is not one of our tags is the request's fault, and no sign that anything changed.</summary>
    public static int? Of(HttpContext http)
    {
        var header = http.Request.Headers.IfMatch.ToString().Trim();
        // A proxy that compresses marks tags as weak; it is the same version all the same.
        var tag = header.StartsWith("W/", StringComparison.Ordinal) ? header[2..] : header;
        return tag.Length == 0 ? null
            : int.TryParse(tag is ['"', .. var quoted, '"'] ? quoted : tag, System.Globalization.NumberStyles.None, null, out var version) ? version
            : throw new BadIfMatchException();
    }
}

/// <summary>The header <c>If-Match</c> holds something that no ETag of ours is.</summary>
public sealed class BadIfMatchException() : BadHttpRequestException(
    "The header If-Match names no version. Read the thing first and send its ETag as it stood, one and in quotation marks: If-Match: \"7\".");

/// <summary>Marks a POST for which no answer is kept: it creates nothing, or what it creates is told apart by itself.</summary>
public sealed class TakesNoKey;

/// <summary>Marks an endpoint other than PUT and PATCH that changes what exists.</summary>
public sealed class NeedsIfMatch;
