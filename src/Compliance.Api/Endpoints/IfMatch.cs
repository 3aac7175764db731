namespace Compliance.Api.Endpoints;

/// <summary>Reads which version of a thing a caller means to change.</summary>
public static class IfMatch
{
    /// <summary>The number in <c>If-Match</c>; null without the header; -1, which nothing ever has, for what is not one of our tags.</summary>
    public static int? Of(HttpContext http)
    {
        var header = http.Request.Headers.IfMatch.ToString();
        return string.IsNullOrWhiteSpace(header) ? null
            : int.TryParse(header.Trim().Trim('"'), System.Globalization.NumberStyles.None, null, out var version) ? version
            : -1;
    }
}

/// <summary>Marks a POST for which no answer is kept: it creates nothing, or what it creates is told apart by itself.</summary>
public sealed class TakesNoKey;

/// <summary>Marks an endpoint other than PUT and PATCH that changes what exists.</summary>
public sealed class NeedsIfMatch;
