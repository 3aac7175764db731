using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>Reads the sections of a checklist with their items.</summary>
internal static class SectionReader
{
    public static Section ReadSection(Page page, YamlNode node)
    {
        var fields = new Fields(page, node, "a section", "key", "title", "items", "measures");
        return page.Place(
            new Section(
                fields.Key("key"),
                fields.Text("title"),
                fields.List("items", n => ReadItem(page, n), SizeRules.TooMany),
                fields.List("measures", n => MeasureReader.ReadMeasure(page, n), SizeRules.TooMany)),
            fields);
    }

    public static Services ReadServices(Fields fields, string key)
    {
        var applies = fields.GroupOrNull(key, $"`{key}`", "services");
        return applies?.Required("services") switch
        {
            null or YamlText { Text: "all" } => Services.All,
            YamlList list => new Services(list.Values.Select(n => ToServiceType(applies, n)).ToList()),
            { } other => Refused(applies, other),
        };
    }

    /// <summary>The kind of service a value names.</summary>
    public static string ToServiceType(Fields fields, YamlNode node)
    {
        var type = fields.ToKey(node);
        if (type.Length > 0 && !ServiceTypes.All.Contains(type))
        {
            fields.Break(node, $"unknown service type `{type}`; {Nearest.Mend(type, ServiceTypes.All)}");
        }

        return type;
    }

    private static Item ReadItem(Page page, YamlNode node)
    {
        var fields = new Fields(page, node, "an item",
            "key", "owner", "with", "title", "appliesTo", "repeat", "due", "fixed", "evidence", "tell", "source");
        if (fields.Node("evidence") is { } evidence && evidence is not YamlText { Text: "required" })
        {
            fields.Break(evidence, $"{Fields.Show(evidence)} is not a value of `evidence`; use `required` or leave it out");
        }

        return page.Place(
            new Item(
                fields.Key("key"),
                fields.Word<Owner>("owner"),
                fields.Keys("with"),
                fields.Text("title"),
                ReadServices(fields, "appliesTo"),
                fields.GroupOrNull("repeat", "`repeat`", "every")?.Word<Cadence>("every"),
                ReadDue(page, fields),
                fields.Has("evidence"),
                fields.Keys("tell"),
                fields.Text("source")),
            fields);
    }

    private static ItemDue? ReadDue(Page page, Fields fields)
    {
        var due = fields.GroupOrNull("due", "`due`", "weeksAfterStart");
        var law = fields.GroupOrNull("fixed", "`fixed`", "from", "to", "by");
        if (due is not null && law is not null)
        {
            fields.Break(law.Map, "an item has `due` or `fixed`; leave one out");
        }

        if (law is null)
        {
            return due is null ? null : new ItemDue.WeeksAfterStart(due.Whole("weeksAfterStart", 1, 52));
        }

        if (law.Has("by") && (law.Has("from") || law.Has("to")))
        {
            law.Break(law.Map, "`fixed` is a day to be done `by`, or the days `from` and `to` which it holds; leave the other out");
        }

        return law.Has("by") ? new ItemDue.By(law.Date("by")) : ReadLaw(page, law);
    }

    private static ItemDue.Fixed ReadLaw(Page page, Fields law)
    {
        var dates = new ItemDue.Fixed(law.Date("from"), law.Date("to"));
        CheckOrder(page, law, dates.From, dates.To);
        return dates;
    }

    /// <summary>The days between which a measure is asked or a trigger judges; null when it always is.</summary>
    public static InForce? ReadInForce(Page page, Fields fields)
    {
        if (fields.GroupOrNull("fixed", "`fixed`", "from", "to") is not { } days)
        {
            return null;
        }

        var (from, to) = (days.DateOrNull("from"), days.DateOrNull("to"));
        if (!days.Has("from") && !days.Has("to"))
        {
            days.Break(days.Map, "`fixed` names no day; give `from`, `to` or both");
        }

        CheckOrder(page, days, from, to);
        return new InForce(from, to);
    }

    private static void CheckOrder(Page page, Fields days, DateOnly? from, DateOnly? to)
    {
        if (!days.IsBroken && to < from)
        {
            page.Say(days.Node("to")!, "`to` lies before `from`; swap them");
        }
    }

    private static Services Refused(Fields fields, YamlNode node)
    {
        fields.Break(node, "`services` is `all` or a list of service types; write it as `[care-home, home-care]`");
        return Services.All;
    }
}
