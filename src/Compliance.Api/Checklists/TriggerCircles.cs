using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>Triggers that look at one another in a circle, by conditions, by what they count or by suppression: none could be judged first.</summary>
internal static class TriggerCircles
{
    public static void Check(Page page, Checklist checklist)
    {
        var triggers = checklist.Triggers.Where(t => t.Key.Length > 0).DistinctBy(t => t.Key).ToDictionary(t => t.Key, StringComparer.Ordinal);
        var looks = triggers.Values.ToDictionary(
            t => t.Key,
            t => t.LooksAt.Concat((t.SuppressedBy ?? []).Select(s => s.Trigger)).Where(k => k != t.Key && triggers.ContainsKey(k)).Distinct().ToList(),
            StringComparer.Ordinal);
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in looks.Keys.Where(k => !named.Contains(k)))
        {
            // A circle is said once, by the first of its triggers.
            if (ShortestFrom(key, looks) is { } circle && !circle.Any(named.Contains))
            {
                named.UnionWith(circle);
                var around = string.Join(" → ", circle.Append(key).Select(k => $"`{k}`"));
                page.Say(page.At(triggers[key], "key"), $"triggers look at one another in a circle, {around}; leave one of these looks out");
            }
        }
    }

    /// <summary>The shortest way from a trigger back to itself, in order; null when there is none.</summary>
    private static List<string>? ShortestFrom(string start, Dictionary<string, List<string>> looks)
    {
        var from = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var at))
        {
            foreach (var next in looks[at])
            {
                if (next == start)
                {
                    return Way(at, start, from);
                }

                if (from.TryAdd(next, at))
                {
                    open.Enqueue(next);
                }
            }
        }

        return null;
    }

    private static List<string> Way(string end, string start, Dictionary<string, string> from)
    {
        var way = new List<string> { end };
        while (way[^1] != start)
        {
            way.Add(from[way[^1]]);
        }

        way.Reverse();
        return way;
    }
}
