using System.Globalization;
using System.Text.Json.Nodes;

namespace Compliance.Domain.Tests.Triggers;

/// <summary>Every way to change one thing in a JSON document: a number, a word, an instant, an entry left out or put in twice, a member left out.</summary>
internal static class Mutations
{
    private static readonly string[] _words =
    [
        "clear", "notice", "amber", "red", "day", "week", "month", "count", "percentage", "value", "unknown", "nil", "at-least", "at-most", "below", "false", "true", "out",
        "reached", "silent", "stale", "weekend", "bank-holiday", "met", "at-risk", "not-met", "not-on-the-register",
    ];

    /// <returns>Each with the place that was changed, indices as <c>*</c>.</returns>
    public static IEnumerable<(string Place, string What, JsonNode Changed)> Of(JsonNode whole)
    {
        foreach (var path in Paths(whole, []).ToList())
        {
            foreach (var (what, change) in ChangesOf(At(whole, path)))
            {
                var copy = whole.DeepClone();
                if (change(At(copy, path)!))
                {
                    yield return (Place(path), what, copy);
                }
            }
        }
    }

    private static IEnumerable<object[]> Paths(JsonNode? node, object[] path)
    {
        if (path.Length > 0 && node is not null)
        {
            yield return path;
        }

        var inner = node switch
        {
            JsonObject o => o.SelectMany(m => Paths(m.Value, [.. path, m.Key])),
            JsonArray a => a.SelectMany((e, i) => Paths(e, [.. path, i])),
            _ => [],
        };
        foreach (var one in inner)
        {
            yield return one;
        }
    }

    private static IEnumerable<(string What, Func<JsonNode, bool> Change)> ChangesOf(JsonNode? node)
    {
        yield return ("left out", n => n.Parent is JsonObject o ? o.Remove(n.GetPropertyName()) : n.Parent!.AsArray().Remove(n));
        if (node?.Parent is JsonArray)
        {
            yield return ("twice", n =>
            {
                n.Parent!.AsArray().Insert(n.GetElementIndex(), n.DeepClone());
                return true;
            }
            );
        }

        if (node is not JsonValue value)
        {
            yield break;
        }

        if (value.TryGetValue<bool>(out var truth))
        {
            yield return ("the opposite", Put(!truth));
        }
        else if (value.TryGetValue<decimal>(out var number))
        {
            foreach (var by in new[] { 1, -1, 100, 9_007_199_254_740_993, -9_007_199_254_740_993 })
            {
                yield return ($"{by} more", Put(number + by));
            }
        }
        else if (value.TryGetValue<string>(out var text))
        {
            foreach (var other in Others(text))
            {
                yield return ($"“{other}” for “{(text.Length > 40 ? text[..40] : text)}”", Put(other));
            }
        }
    }

    private static IEnumerable<string> Others(string text)
    {
        if (DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var on))
        {
            return new[] { on.AddSeconds(1), on.AddSeconds(-1), on.AddDays(1), on.AddDays(-1), on.AddDays(-30), on.AddDays(400) }.Select(o => o.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
                .Append("0001-01-01T00:00:00Z").Append("9999-12-31T23:59:59Z");
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new[] { date.AddDays(1), date.AddDays(-1), date.AddDays(7) }.Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Append("0001-01-01").Append("9999-12-31")
            : _words.Contains(text) ? _words.Where(w => w != text)
            : [text + "x", text.Replace('1', '2')];
    }

    private static Func<JsonNode, bool> Put<T>(T value) => n =>
    {
        n.ReplaceWith(JsonValue.Create(value));
        return true;
    };

    private static JsonNode? At(JsonNode whole, object[] path) =>
        path.Aggregate((JsonNode?)whole, (node, step) => step is int i ? node!.AsArray()[i] : node!.AsObject()[(string)step]);

    private static string Place(object[] path) => "/" + string.Join('/', path.Select(p => p is int ? "*" : p));
}
