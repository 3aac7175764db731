using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>A checklist with one small change, which its tests are to notice.</summary>
/// <param name="Touched">Keys of what may behave otherwise now: the trigger or item itself, and every trigger that reads, uses or counts it.</param>
internal sealed record Mutant(Site Site, Nudge Nudge, YamlNode Root, IReadOnlySet<string> Touched)
{
    /// <summary>All there are of a checklist. What changes nothing that a test could see is left out.</summary>
    public static IReadOnlyList<Mutant> All(YamlMap root)
    {
        var reach = new Reach(root);
        return
        [
            .. from site in Site.All(root)
               let touched = reach.Of(site)
               where touched.Count > 0
               from nudge in Nudges.Of(site, root)
               select new Mutant(site, nudge, root, touched),
        ];
    }

    /// <summary>The changed checklist; null when its reader refuses it, so that nobody could put it into force unnoticed.</summary>
    public Checklist? Read(string file) => ChecklistReader.Read(new Page(file), Site.Put(Root, Nudge.At, Nudge.Instead)).Checklist;

    /// <summary>What a mutant of one place may change. Whatever names a measure, an item, a ladder or a trigger depends on it.</summary>
    private sealed class Reach(YamlMap root)
    {
        private readonly List<(string Key, HashSet<string> Names)> _triggers =
            [.. Site.Maps(root, "triggers").Select(t => (Site.TextOf(t, "key"), Site.Texts(t).ToHashSet(StringComparer.Ordinal)))];

        private readonly Dictionary<string, IReadOnlySet<string>> _known = new(StringComparer.Ordinal);

        public IReadOnlySet<string> Of(Site site) => _known.TryGetValue(site.Of, out var known) ? known : _known[site.Of] = Find(site);

        private HashSet<string> Find(Site site)
        {
            var touched = new HashSet<string>(StringComparer.Ordinal);
            if (site.Part == "items")
            {
                touched.Add(site.Of);
            }

            var names = new HashSet<string>(StringComparer.Ordinal) { site.Of };
            while (_triggers.Where(t => t.Names.Overlaps(names)).Select(t => t.Key).Where(touched.Add).ToList() is { Count: > 0 } more)
            {
                names.UnionWith(more);
            }

            return touched;
        }
    }
}
