using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>Reads conditions joined by <c>all</c>, <c>any</c> and <c>not</c>.</summary>
internal static class ConditionReader
{
    /// <summary>Conditions that a level may join. A person reads them in an alarm; more belong into triggers of their own.</summary>
    public const int Most = 32;

    private const int Deepest = 6;

    private static readonly string[] _joins = ["all", "any", "not"];
    private static readonly HashSet<string> _keys = [.. ValueReader.Keys, .. LimitReader.Limits, "reaches", .. LimitReader.Clearing];
    private static readonly Condition _unreadable = new Condition.All([]);

    /// <param name="around">The level or condition that holds it.</param>
    public static Condition Read(Page page, Fields around, YamlNode node, int depth = 1)
    {
        if (depth > Deepest)
        {
            return Refuse(around, node, $"conditions are nested more than {Deepest} deep; join them flatter, or make a trigger of a part of them");
        }

        if (node is not YamlMap map)
        {
            return Refuse(around, node, "a condition is written as `{ measure: x, atLeast: 3 }`, or joins others by `all`, `any` or `not`");
        }

        return _joins.Any(j => map.Find(j) is not null) ? ReadJoin(page, around, node, depth) : ReadTest(page, around, node);
    }

    private static Condition ReadJoin(Page page, Fields around, YamlNode node, int depth)
    {
        var fields = around.Keep(new Fields(page, node, "a condition that joins others", _joins));
        if (_joins.Count(fields.Has) > 1)
        {
            fields.Break(fields.Map, "conditions are joined by one of `all`, `any` and `not`; put one inside the other");
        }

        if (fields.Node("not") is YamlList several)
        {
            return Refuse(fields, several, "`not` turns one condition around; write `not: { any: [...] }` for none of several");
        }

        if (fields.Node("not") is { } opposite)
        {
            return page.Place(new Condition.Not(Read(page, fields, opposite, depth + 1)), fields);
        }

        var key = fields.Has("all") ? "all" : "any";
        if (fields.Node(key) is YamlList { Values.Count: > Most } many)
        {
            return Refuse(fields, many, $"`{key}` joins {Most} conditions at most; make triggers of parts of them, and look at those");
        }

        var of = fields.List(key, n => Read(page, fields, n, depth + 1));
        if (of.Count == 0)
        {
            fields.Break(fields.Node(key)!, $"`{key}` joins nothing; give it conditions");
        }

        return page.Place<Condition>(key == "all" ? new Condition.All(of) : new Condition.Any(of), fields);
    }

    private static Condition.Test ReadTest(Page page, Fields around, YamlNode node)
    {
        var fields = around.Keep(new Fields(page, node, "a condition", _keys));
        var value = ValueReader.Read(page, fields, LimitReader.IsWorking(node));
        return page.Place(value is TriggerValue.LevelOf ? ReadReaches(fields, value) : ReadCompared(fields, value), fields);
    }

    private static Condition.Test ReadCompared(Fields fields, TriggerValue value)
    {
        if (fields.Node("reaches") is { } stray)
        {
            fields.Break(stray, "`reaches` goes with `trigger`; leave it out");
        }

        var limit = LimitReader.Read(fields, "a condition");
        return new Condition.Test(value, limit.Comparison, limit.Number, limit.Answer, limit.ClearsAt);
    }

    private static Condition.Test ReadReaches(Fields fields, TriggerValue value)
    {
        foreach (var key in LimitReader.Limits.Concat(LimitReader.Clearing).Where(fields.Has))
        {
            fields.Break(fields.Node(key)!, $"a trigger stands at a level; write `reaches: amber` and leave `{key}` out");
        }

        return new Condition.Test(value, Comparison.AtLeast, (long)fields.WordNot("reaches", TriggerLevel.Clear), null, null);
    }

    private static Condition Refuse(Fields around, YamlNode node, string sentence)
    {
        around.Break(node, sentence);
        return _unreadable;
    }
}
