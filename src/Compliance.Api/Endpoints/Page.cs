using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Compliance.Api.Endpoints;

/// <summary>A part of a list.</summary>
/// <param name="Next">The cursor of the part that follows; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

public static class Pages
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 500;

    /// <summary>Cuts a list that was read one longer than asked for, and links to what follows.</summary>
    public static Page<T> Cut<T>(HttpContext http, IReadOnlyList<T> oneMore, int limit, Func<T, Cursor> cursor)
    {
        if (oneMore.Count <= limit)
        {
            return new Page<T>(oneMore, null);
        }

        var items = oneMore.Take(limit).ToList();
        var next = cursor(items[^1]).ToString();
        var query = http.Request.Query.Where(q => q.Key != "cursor").Append(new("cursor", next));
        http.Response.Headers.Link = $"<{QueryHelpers.AddQueryString(http.Request.Path, query)}>; rel=\"next\"";
        return new Page<T>(items, next);
    }
}

/// <summary>A place in a list: the sort key of the last item seen. Opaque to callers.</summary>
public readonly record struct Cursor(IReadOnlyList<string> Parts)
{
    public static Cursor Of(params IReadOnlyList<string> parts) => new(parts);

    /// <summary>Reads a cursor of so many parts; one that is not ours, or not of this list, is false.</summary>
    public static bool TryRead(string? text, int parts, out Cursor cursor)
    {
        cursor = default;
        try
        {
            if (text is { Length: > 0 and < 2000 }
                && JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(text)) is { } read
                && read.Length == parts && !read.Contains(null))
            {
                cursor = new Cursor(read);
                return true;
            }
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return false;
        }

        return false;
    }

    public override string ToString() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(Parts));
}
