using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>Reads the triggers of a checklist.</summary>
internal static class TriggerReader
{
    private static readonly string[] _valueKeys =
        ["measure", "percent", "of", "least", "silentFor", "share", "fireOn", "warnOn", "reporting"];

    public static Trigger ReadTrigger(Page page, YamlNode node)
    {
        var fields = new Fields(page, node, "a trigger",
            "key", "section", "title", "subject", "value", "andAtLeast", "missing", "gaps", "levels", "basis", "contingency", "fixed");
        var basis = fields.Group("basis", "`basis`", "kind", "note");
        fields.Required("levels");
        return page.Place(
            new Trigger(
                fields.Key("key"),
                fields.Key("section"),
                fields.Text("title"),
                fields.Word<SubjectScope>("subject"),
                ReadValue(page, fields.Group("value", "`value`", _valueKeys)),
                ReadFloor(page, fields),
                fields.WordOr("missing", MissingStrategy.SkipIfAny),
                fields.WordOr("gaps", Gaps.Hold),
                fields.List("levels", n => LevelReader.ReadLevel(page, n)),
                new Basis(basis.Word<BasisKind>("kind"), basis.Text("note")),
                fields.Keys("contingency"),
                SectionReader.ReadInForce(page, fields)),
            fields);
    }

    private static TriggerValue ReadValue(Page page, Fields value)
    {
        string[] kinds = ["measure", "percent", "least", "silentFor", "share"];
        var named = kinds.Where(value.Has).ToList();
        if (named.Count != 1 && !value.IsBroken)
        {
            value.Break(value.Map, named.Count == 0
                ? "`value` names nothing; use `measure`, `percent`, `least`, `silentFor` or `share`"
                : $"`value` is one of `{string.Join("`, `", named)}`; leave the others out");
        }

        RefuseStrays(value, named);
        TriggerValue read = named.FirstOrDefault() switch
        {
            "percent" => new TriggerValue.Percent(value.Key("percent"), value.Key("of")),
            "least" => new TriggerValue.Least(value.Keys("least")),
            "silentFor" => new TriggerValue.SilentFor(value.Key("silentFor")),
            "share" => ReadShare(value),
            _ => new TriggerValue.Reading(value.KeyOrNull("measure") ?? ""),
        };
        return page.Place(read, value);
    }

    private static void RefuseStrays(Fields value, List<string> named)
    {
        foreach (var (key, goesWith) in new[] { ("of", "percent"), ("fireOn", "share"), ("warnOn", "share"), ("reporting", "share") })
        {
            if (value.Node(key) is { } stray && named is [var only] && only != goesWith)
            {
                value.Break(stray, $"`{key}` goes with `{goesWith}`; leave it out");
            }
        }
    }

    private static TriggerValue.ShareOfProviders ReadShare(Fields value)
    {
        var share = value.Group("share", "`share`", "of", "where");
        var where = share.Group("where", "`where`", "trigger", "atLeast");
        var reporting = value.Group("reporting", "`reporting`", "atLeastPercent", "atLeastProviders");
        return new TriggerValue.ShareOfProviders(
            SectionReader.ReadServices(share, "of"),
            where.Key("trigger"),
            where.WordNot("atLeast", not: TriggerLevel.Clear),
            value.Word<Bound>("fireOn"),
            value.Word<Bound>("warnOn"),
            reporting.Whole("atLeastPercent", 0, 100),
            reporting.Whole("atLeastProviders", 1, 10_000));
    }

    private static CountFloor? ReadFloor(Page page, Fields fields) =>
        fields.GroupOrNull("andAtLeast", "`andAtLeast`", "measure", "count") is { } floor
            ? page.Place(new CountFloor(floor.Key("measure"), floor.Number("count", 1)), floor)
            : null;
}
