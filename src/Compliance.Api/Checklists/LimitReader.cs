using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>How a value is compared.</summary>
internal sealed record Limit(Comparison Comparison, long Number, string? Answer, long? ClearsAt);

/// <summary>Reads the limit of a level or of a condition, and lengths of time.</summary>
internal static class LimitReader
{
    /// <summary>Keys of a limit, of which one is given.</summary>
    public static readonly IReadOnlyList<string> Limits = ["atLeast", "atMost", "below", "is"];

    public static readonly IReadOnlyList<string> Clearing = ["clearsBelow", "clearsAbove"];

    private const int MostDays = 92;

    // Thirteen weeks.
    private const int MostWorkingDays = 65;

    /// <param name="what">What has the limit, for sentences: "a level".</param>
    public static Limit Read(Fields fields, string what)
    {
        var comparison = ReadComparison(fields, what);
        return new Limit(
            comparison,
            comparison switch
            {
                Comparison.AtLeast when fields.Node("atLeast") is YamlMap => ReadDays(fields),
                Comparison.AtLeast => fields.NumberOrNull("atLeast"),
                Comparison.AtMost => fields.NumberOrNull("atMost"),
                Comparison.Below => fields.NumberOrNull("below"),
                _ => null,
            } ?? 0,
            fields.KeyOrNull("is"),
            fields.NumberOrNull("clearsBelow") ?? fields.NumberOrNull("clearsAbove"));
    }

    /// <summary>Whether a level or condition counts working days.</summary>
    public static bool IsWorking(YamlNode? node) =>
        (node as YamlMap)?.Find("atLeast")?.Value is YamlMap limit && limit.Find("workingDays") is not null;

    public static Span? ReadSpan(Fields fields, string key)
    {
        if (fields.GroupOrNull(key, $"`{key}`", "hours", "days", "workingDays") is not { } span)
        {
            return null;
        }

        OneOf(span, "hours", "days", "workingDays");
        return span.Has("hours") ? new Span(span.Whole("hours", 1, MostDays * 24), SpanUnit.Hours)
            : span.Has("workingDays") ? new Span(span.Whole("workingDays", 1, MostWorkingDays), SpanUnit.WorkingDays)
            : new Span(span.Has("days") ? span.Whole("days", 1, MostDays) : 1, SpanUnit.Days);
    }

    private static long ReadDays(Fields fields)
    {
        var days = fields.Group("atLeast", "`atLeast`", "days", "workingDays");
        OneOf(days, "days", "workingDays");
        return days.Has("workingDays") ? days.Number("workingDays", 1, Reach.MostWorkingDays)
            : days.Has("days") ? days.Number("days", 1, Reach.MostDays)
            : 1;
    }

    private static void OneOf(Fields fields, params string[] keys)
    {
        if (keys.Count(fields.Has) != 1)
        {
            fields.Break(fields.Map, $"{fields.What} is one length of time; give one of `{string.Join("`, `", keys)}`");
        }
    }

    private static Comparison ReadComparison(Fields fields, string what)
    {
        var named = Limits.Where(fields.Has).ToList();
        if (named.Count != 1)
        {
            fields.Break(fields.Map, $"{what} has one limit; give it `atLeast`, `atMost`, `below` or `is`");
        }

        var comparison = named.FirstOrDefault() switch
        {
            "atMost" => Comparison.AtMost,
            "below" => Comparison.Below,
            "is" => Comparison.Is,
            _ => Comparison.AtLeast,
        };
        RefuseClearing(fields, "clearsBelow", comparison is Comparison.AtLeast, "atLeast");
        RefuseClearing(fields, "clearsAbove", comparison is Comparison.AtMost or Comparison.Below, "atMost` or `below");
        return comparison;
    }

    private static void RefuseClearing(Fields fields, string key, bool fits, string goesWith)
    {
        if (fields.Node(key) is { } node && !fits)
        {
            fields.Break(node, $"`{key}` goes with `{goesWith}`; leave it out or use the other");
        }
    }
}
