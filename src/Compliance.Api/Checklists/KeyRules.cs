using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>Keys are unique, so that a report, a board and a plan can name things by them alone.</summary>
internal static class KeyRules
{
    public static void Check(Page page, Checklist checklist)
    {
        Unique(page, checklist.Sections.Select(s => (s.Key, (object)s)), "a section");
        Unique(page, checklist.Contingency.Select(c => (c.Key, (object)c)), "a contingency measure");
        Unique(page, checklist.Ladders.Select(l => (l.Key, (object)l)), "a ladder");
        Unique(page, (checklist.Baselines ?? []).Select(b => (b.Key, (object)b)), "a baseline");
        CheckNamed(page, checklist);
        NotEmpty(page, checklist, "sections", checklist.Sections.Count);
        NotEmpty(page, checklist, "baselines", checklist.Baselines?.Count ?? 0);
        foreach (var section in checklist.Sections.Where(s => s.Items.Count + s.Measures.Count == 0 && page.IsReadable(s)))
        {
            page.Say(page.At(section), $"section `{section.Key}` is empty; give it `items` or `measures`");
        }

        foreach (var ladder in checklist.Ladders)
        {
            NotEmpty(page, ladder, "steps", ladder.Steps.Count);
            CheckSteps(page, ladder);
        }

        CheckRoles(page, checklist);
    }

    /// <summary>Things of a checklist whose keys share one namespace, in the order of the file, with what each is.</summary>
    public static IEnumerable<(string Key, object Thing, string What)> Named(Checklist checklist) =>
    [
        .. checklist.Sections.SelectMany(s => s.Items.Select(i => (i.Key, (object)i, "an item"))
            .Concat(s.Measures.Select(m => (m.Key, (object)m, "a measure")))),
        .. checklist.Triggers.Select(t => (t.Key, (object)t, "a trigger")),
    ];

    private static void CheckNamed(Page page, Checklist checklist)
    {
        var seen = new Dictionary<string, (object Thing, string What)>(StringComparer.Ordinal);
        foreach (var (key, thing, what) in Named(checklist).Where(n => n.Key.Length > 0))
        {
            if (!seen.TryAdd(key, (thing, what)))
            {
                var first = seen[key];
                var line = page.At(first.Thing, "key").Line;
                page.Say(
                    page.At(thing, "key"),
                    $"`{key}` is already {first.What} on line {line}; items, measures and triggers need keys of their own");
            }
        }
    }

    private static void Unique(Page page, IEnumerable<(string Key, object Thing)> things, string what)
    {
        var seen = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (key, thing) in things.Where(t => t.Key.Length > 0))
        {
            if (!seen.TryAdd(key, thing))
            {
                page.Say(page.At(thing, "key"), $"`{key}` is already {what} on line {page.At(seen[key], "key").Line}; choose another key");
            }
        }
    }

    private static void CheckSteps(Page page, Ladder ladder)
    {
        foreach (var (before, after) in ladder.Steps.Zip(ladder.Steps.Skip(1)))
        {
            if (page.IsReadable(before) && page.IsReadable(after) && after.AfterHours <= before.AfterHours)
            {
                page.Say(page.At(after, "after"), "the steps of a ladder go forward in time; give this one more hours than the one before");
            }
        }
    }

    private static void CheckRoles(Page page, Checklist checklist)
    {
        foreach (var measure in checklist.Contingency)
        {
            NotEmpty(page, measure, "responsible", measure.Responsible.Count);
        }

        foreach (var step in checklist.Ladders.SelectMany(l => l.Steps))
        {
            NotEmpty(page, step, "tell", step.Tell.Count);
        }
    }

    private static void NotEmpty(Page page, object thing, string key, int count)
    {
        if (count == 0 && page.Find(thing, key) is YamlList { Values.Count: 0 } empty)
        {
            page.Say(empty, $"`{key}` is empty; name at least one");
        }
    }
}
