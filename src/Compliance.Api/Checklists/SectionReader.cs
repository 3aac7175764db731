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
                fields.List("items", n => ReadItem(page, n)),
                fields.List("measures", n => MeasureReader.ReadMeasure(page, n))),
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
        var law = fields.GroupOrNull("fixed", "`fixed`", "from", "to");
        if (due is not null && law is not null)
        {
            fields.Break(law.Map, "an item has `due` or `fixed`; leave one out");
        }

        if (law is null)
        {
            return due is null ? null : new ItemDue.WeeksAfterStart(due.Whole("weeksAfterStart", 1, 52));
        }

        var dates = new ItemDue.Fixed(law.Date("from"), law.Date("to"));
        if (!law.IsBroken && dates.To < dates.From)
        {
            page.Say(law.Node("to")!, "`to` lies before `from`; swap them");
        }

        return dates;
    }

    private static Services Refused(Fields fields, YamlNode node)
    {
        fields.Break(node, "`services` is `all` or a list of service types; write it as `[care-home, home-care]`");
        return Services.All;
    }
}
