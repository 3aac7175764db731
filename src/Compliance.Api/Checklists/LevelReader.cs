using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>Reads the levels of a trigger.</summary>
internal static class LevelReader
{
    private const int UsualWatchDays = 7;

    /// <summary>The most periods that are looked back on.</summary>
    private const int MostPeriods = 32;

    public static Level ReadLevel(Page page, YamlNode node)
    {
        var fields = new Fields(page, node, "a level",
            "level", "atLeast", "atMost", "below", "is", "when", "periods", "ofLast", "for", "holdFor", "clearsBelow", "clearsAbove",
            "tier", "ladder", "watch");
        var when = ReadWhen(page, fields);
        var limit = when is null ? LimitReader.Read(fields, "a level") : new Limit(Comparison.AtLeast, 0, null, null);
        return page.Place(
            new Level(
                fields.WordNot("level", TriggerLevel.Clear),
                limit.Comparison,
                limit.Number,
                limit.Answer,
                limit.ClearsAt,
                (int)(fields.NumberOrNull("periods", 1, 52) ?? 1),
                fields.Word<Tier>("tier"),
                fields.Key("ladder"),
                fields.GroupOrNull("watch", "`watch`", "days")?.Whole("days", 0, 90) ?? UsualWatchDays,
                ReadOfLast(fields),
                LimitReader.ReadSpan(fields, "for"),
                LimitReader.ReadSpan(fields, "holdFor"),
                when),
            fields);
    }

    private static Condition? ReadWhen(Page page, Fields fields)
    {
        if (fields.Node("when") is not { } when)
        {
            return null;
        }

        foreach (var key in LimitReader.Limits.Concat(LimitReader.Clearing).Where(fields.Has))
        {
            fields.Break(fields.Node(key)!, $"the conditions of `when` have limits of their own; put `{key}` into one of them, or leave it out");
        }

        return ConditionReader.Read(page, fields, when);
    }

    private static int? ReadOfLast(Fields fields)
    {
        if (fields.Node("ofLast") is not { } ofLast)
        {
            return null;
        }

        if (!fields.Has("periods"))
        {
            fields.Break(ofLast, "`ofLast` says out of how many; add `periods` with how many of them");
        }

        return fields.Whole("ofLast", 2, MostPeriods);
    }
}
