using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;

namespace Compliance.Api.Checklists;

/// <summary>Reads what a trigger, or one of its conditions, compares.</summary>
internal static class ValueReader
{
    /// <summary>The key that names each form, and the keys that belong to it.</summary>
    private static readonly Dictionary<string, string[]> _forms = new(StringComparer.Ordinal)
    {
        ["measure"] = [],
        ["percent"] = ["of"],
        ["ratio"] = ["of", "per"],
        ["least"] = [],
        ["most"] = [],
        ["rise"] = ["since", "in"],
        ["fall"] = ["since", "in"],
        ["silentFor"] = [],
        ["item"] = ["at"],
        ["overdue"] = [],
        ["share"] = ["fireOn", "warnOn", "reporting"],
        ["count"] = ["fireOn", "warnOn", "reporting"],
        ["sum"] = ["reporting"],
        ["trigger"] = [],
    };

    private static readonly List<string> _parts = [.. _forms.Values.SelectMany(p => p).Distinct()];

    public static readonly IReadOnlySet<string> Keys = new HashSet<string>([.. _forms.Keys, .. _parts], StringComparer.Ordinal);

    private static readonly string _words = string.Join(", ", _forms.Keys.SkipLast(1).Select(k => $"`{k}`"));

    /// <param name="fields">The group that holds it, where other keys may stand beside it.</param>
    /// <param name="isWorking">Whether its limits are in working days.</param>
    public static TriggerValue Read(Page page, Fields fields, bool isWorking)
    {
        var named = _forms.Keys.Where(fields.Has).ToList();
        if (named.Count != 1 && !fields.IsBroken)
        {
            fields.Break(fields.Map, named.Count == 0
                ? $"{fields.What} names nothing to compare; use one of {_words}"
                : $"{fields.What} is one of `{string.Join("`, `", named)}`; leave the others out");
        }

        RefuseStrays(fields, named);
        return page.Place(ReadForm(page, fields, named.FirstOrDefault(), isWorking), fields);
    }

    private static TriggerValue ReadForm(Page page, Fields fields, string? form, bool isWorking) => form switch
    {
        "percent" => new TriggerValue.Percent(fields.Key("percent"), fields.Key("of")),
        "ratio" => new TriggerValue.Ratio(fields.Key("ratio"), fields.Key("of"), ReadPer(fields)),
        "least" => new TriggerValue.Least(fields.Keys("least")),
        "most" => new TriggerValue.Most(fields.Keys("most")),
        "rise" or "fall" => ReadChange(page, fields, form),
        "silentFor" => new TriggerValue.SilentFor(fields.Key("silentFor")),
        "item" when fields.Has("at") => new TriggerValue.DaysAt(fields.Key("item"), fields.Word<ItemStatus>("at"), isWorking),
        "item" => new TriggerValue.StatusOf(fields.Key("item")),
        "overdue" => new TriggerValue.Overdue(fields.Key("overdue"), isWorking),
        "share" or "count" or "sum" => CountedReader.Read(fields, form),
        "trigger" => new TriggerValue.LevelOf(fields.Key("trigger")),
        _ => new TriggerValue.Reading(fields.KeyOrNull("measure") ?? ""),
    };

    private static TriggerValue.Change ReadChange(Page page, Fields fields, string form)
    {
        string[] kinds = ["measure", "percent", "ratio"];
        var of = fields.Group(form, $"`{form}`", [.. kinds, "of", "per"]);
        if (!of.IsBroken && kinds.Count(of.Has) != 1)
        {
            of.Break(of.Map, $"`{form}` is that of one `measure`, `percent` or `ratio`; write it as `{form}: {{ measure: x }}`");
        }

        RefuseStrays(of, [.. kinds.Where(of.Has)]);
        var inner = page.Place(ReadForm(page, of, kinds.FirstOrDefault(of.Has), isWorking: false), of);
        var (since, baseline) = ReadSince(fields);
        return new TriggerValue.Change(inner, form == "fall", since, baseline, fields.WordOr("in", ChangeUnit.Units));
    }

    private static (Since Since, string? Baseline) ReadSince(Fields fields)
    {
        switch (fields.Node("since"))
        {
            case YamlMap:
                return (Since.Baseline, fields.Group("since", "`since`", "baseline").Key("baseline"));
            case YamlText { Text: "baseline" } text:
                fields.Break(text, "a baseline is named; write `since: { baseline: x }` with its key");
                return (Since.Baseline, "");
            default:
                return (fields.WordNot("since", Since.Baseline), null);
        }
    }

    private static int ReadPer(Fields fields)
    {
        var per = fields.Number("per", 1);
        if (per is 1 or 10 or 100 or 1000 or 10_000 or 100_000)
        {
            return (int)per;
        }

        fields.Break(fields.Node("per")!, "`per` is one of 1, 10, 100, 1000, 10000 and 100000; choose one");
        return 1;
    }

    private static void RefuseStrays(Fields fields, List<string> named)
    {
        if (named is not [var form])
        {
            return;
        }

        foreach (var part in _parts)
        {
            if (fields.Node(part) is { } stray && !_forms[form].Contains(part))
            {
                var forms = _forms.Where(f => f.Value.Contains(part)).Select(f => $"`{f.Key}`");
                fields.Break(stray, $"`{part}` goes with {string.Join(" or ", forms)}; leave it out");
            }
        }
    }
}
