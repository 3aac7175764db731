using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>Reads the measures of a section.</summary>
internal static class MeasureReader
{
    public static Measure ReadMeasure(Page page, YamlNode node)
    {
        var fields = new Fields(page, node, "a measure",
            "key", "question", "why", "kind", "unit", "choices", "owner", "appliesTo", "every", "freshFor", "reuse", "heldBy",
            "source", "refuse", "confirm", "fixed", "replaces");
        return page.Place(
            new Measure(
                fields.Key("key"),
                fields.Text("question"),
                fields.Text("why"),
                fields.Word<MeasureKind>("kind"),
                fields.WordOr("owner", Owner.Provider),
                SectionReader.ReadServices(fields, "appliesTo"),
                fields.Word<Cadence>("every"),
                fields.Group("freshFor", "`freshFor`", "days").Whole("days", 1, 400),
                fields.Word<Reuse>("reuse"),
                fields.Word<HeldBy>("heldBy"),
                fields.Text("source"),
                fields.TextOrNull("unit"),
                ReadChoices(page, fields),
                ReadLimits(page, fields, "refuse"),
                ReadLimits(page, fields, "confirm"),
                SectionReader.ReadInForce(page, fields),
                ReadReplaced(fields)),
            fields);
    }

    private static Replaced? ReadReplaced(Fields fields)
    {
        if (fields.GroupOrNull("replaces", "`replaces`", "measure", "choices") is not { } replaced)
        {
            return null;
        }

        var keys = replaced.Node("choices") is YamlMap map ? map.Entries.Select(e => e.Key.Text).ToList() : ["old"];
        var choices = replaced.GroupOrNull("choices", "`choices`", keys)?.Map.Entries;
        return new Replaced(
            replaced.Key("measure"),
            choices?.DistinctBy(e => replaced.ToKey(e.Key)).ToDictionary(e => e.Key.Text, e => replaced.ToKey(e.Value), StringComparer.Ordinal));
    }

    private static List<Choice> ReadChoices(Page page, Fields fields)
    {
        if (fields.Node("choices") is not { } node)
        {
            return [];
        }

        // Any key may stand here, so the group is opened with the keys that it has.
        var keys = node is YamlMap map ? map.Entries.Select(e => e.Key.Text).ToList() : ["key"];
        var choices = fields.Group("choices", "`choices`", keys);
        return choices.Map.Entries.Select(e => new Choice(choices.ToKey(e.Key), choices.Text(e.Key.Text))).ToList();
    }

    private static List<ReadingLimit> ReadLimits(Page page, Fields fields, string key)
    {
        if (fields.GroupOrNull(key, $"`{key}`", "above", "below") is not { } limits)
        {
            return [];
        }

        var read = new List<ReadingLimit>();
        if (limits.NumberOrNull("below") is { } below)
        {
            read.Add(page.Place(new ReadingLimit.BelowNumber(below), limits));
        }

        if (limits.Has("above"))
        {
            read.Add(ReadAbove(page, limits));
        }

        return read;
    }

    private static ReadingLimit ReadAbove(Page page, Fields limits)
    {
        if (limits.Node("above") is not YamlMap)
        {
            return page.Place(new ReadingLimit.AboveNumber(limits.Number("above")), limits);
        }

        var above = limits.Group("above", "`above`", "measure", "percent", "of");
        if (above.Has("measure") && (above.Has("percent") || above.Has("of")))
        {
            above.Break(above.Map, "`above` names a measure, or a percentage of one; leave the other out");
        }

        return above.Has("percent") || above.Has("of")
            ? page.Place(new ReadingLimit.AbovePercent(above.Whole("percent", 1, 1000), above.Key("of")), above)
            : page.Place(new ReadingLimit.AboveMeasure(above.Key("measure")), above);
    }
}
