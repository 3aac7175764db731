using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>Reads the levels of a trigger.</summary>
internal static class LevelReader
{
    private const int UsualWatchDays = 7;

    public static Level ReadLevel(Page page, YamlNode node)
    {
        var fields = new Fields(page, node, "a level",
            "level", "atLeast", "atMost", "below", "is", "periods", "clearsBelow", "clearsAbove", "tier", "ladder", "watch");
        var comparison = ReadComparison(fields);
        var limit = comparison switch
        {
            Comparison.AtLeast when fields.Node("atLeast") is YamlMap =>
                fields.Group("atLeast", "`atLeast`", "workingDays").Number("workingDays", 1, 100),
            Comparison.AtLeast => fields.NumberOrNull("atLeast"),
            Comparison.AtMost => fields.NumberOrNull("atMost"),
            Comparison.Below => fields.NumberOrNull("below"),
            _ => null,
        };
        return page.Place(
            new Level(
                fields.WordNot("level", not: TriggerLevel.Clear),
                comparison,
                limit ?? 0,
                fields.KeyOrNull("is"),
                fields.NumberOrNull("clearsBelow") ?? fields.NumberOrNull("clearsAbove"),
                (int)(fields.NumberOrNull("periods", 1, 52) ?? 1),
                fields.Word<Tier>("tier"),
                fields.Key("ladder"),
                fields.GroupOrNull("watch", "`watch`", "days")?.Whole("days", 0, 90) ?? UsualWatchDays),
            fields);
    }

    private static Comparison ReadComparison(Fields fields)
    {
        string[] kinds = ["atLeast", "atMost", "below", "is"];
        var named = kinds.Where(fields.Has).ToList();
        if (named.Count != 1)
        {
            fields.Break(fields.Map, "a level has one limit; give it `atLeast`, `atMost`, `below` or `is`");
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
