using Compliance.Api.Yaml;

namespace Compliance.Api.Checklists;

/// <summary>A place in a checklist file at which something decides what happens and when.</summary>
/// <param name="Part">The list it is under: <c>triggers</c>, <c>ladders</c>, <c>measures</c> or <c>items</c>.</param>
/// <param name="Thing">The trigger, ladder, measure or item it belongs to.</param>
/// <param name="Holder">The group in which it stands.</param>
/// <param name="Level">The level of a trigger it belongs to; null for what is of no level.</param>
/// <param name="Path">Keys from the thing down to it, lists left out.</param>
internal sealed record Site(string Part, YamlMap Thing, YamlMap Holder, YamlMap? Level, IReadOnlyList<string> Path, YamlNode Node)
{
    /// <summary>The key it stands under; empty for the thing itself.</summary>
    public string Key => Path.Count > 0 ? Path[^1] : "";

    public string Of => TextOf(Thing, "key");

    public string LevelName => Level is null ? "" : TextOf(Level, "level");

    /// <summary>Every place of a checklist, in the order of the file.</summary>
    public static IEnumerable<Site> All(YamlMap root) => Things(root).SelectMany(t => Within(t.Part, t.Thing, t.Thing, null, [], t.Thing)).OrderBy(s => s.Node.Line).ThenBy(s => s.Node.Column);

    public static IEnumerable<(string Part, YamlMap Thing)> Things(YamlMap root)
    {
        var sections = Maps(root, "sections").ToList();
        return
        [
            .. from part in new[] { "items", "measures" } from section in sections from thing in Maps(section, part) select (part, thing),
            .. from part in new[] { "triggers", "ladders", "baselines" } from thing in Maps(root, part) select (part, thing),
        ];
    }

    public static IEnumerable<YamlMap> Maps(YamlMap around, string key) => (around.Find(key)?.Value as YamlList)?.Values.OfType<YamlMap>() ?? [];

    public static string TextOf(YamlMap map, string key) => (map.Find(key)?.Value as YamlText)?.Text ?? "";

    /// <summary>All plain values at and below a place.</summary>
    public static IEnumerable<string> Texts(YamlNode node) => node switch
    {
        YamlText text => [text.Text],
        YamlList list => list.Values.SelectMany(Texts),
        YamlMap map => map.Entries.SelectMany(e => Texts(e.Value)),
        _ => [],
    };

    /// <summary>The tree with one place taken by something else.</summary>
    public static YamlNode Put(YamlNode node, YamlNode place, YamlNode instead)
    {
        if (ReferenceEquals(node, place))
        {
            return instead;
        }

        switch (node)
        {
            case YamlMap map:
                var entries = map.Entries.Select(e => Put(e.Value, place, instead) is var value && ReferenceEquals(value, e.Value) ? e : e with { Value = value }).ToList();
                return entries.Zip(map.Entries).All(e => ReferenceEquals(e.First, e.Second)) ? map : new YamlMap(map.Line, map.Column, entries);
            case YamlList list:
                var values = list.Values.Select(v => Put(v, place, instead)).ToList();
                return values.Zip(list.Values).All(v => ReferenceEquals(v.First, v.Second)) ? list : new YamlList(list.Line, list.Column, values);
            default:
                return node;
        }
    }

    private static IEnumerable<Site> Within(string part, YamlMap thing, YamlMap holder, YamlMap? level, IReadOnlyList<string> path, YamlNode node)
    {
        yield return new Site(part, thing, holder, level, path, node);
        var inner = node switch
        {
            YamlMap map => map.Entries.SelectMany(e => Within(part, thing, map, level, [.. path, e.Key.Text], e.Value)),
            YamlList list => list.Values.Where(v => v is not YamlText).SelectMany(v => Within(part, thing, holder, part == "triggers" && path is ["levels"] ? v as YamlMap : level, path, v)),
            _ => [],
        };
        foreach (var site in inner)
        {
            yield return site;
        }
    }
}
