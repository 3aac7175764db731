using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>Finds what a key refers to, or says that there is no such thing and what was probably meant.</summary>
internal static class References
{
    /// <remarks>An unreadable key is empty here, and has been complained about already.</remarks>
    public static Measure? Measure(Page page, Checklist checklist, string key, YamlNode place) =>
        Find(page, checklist.Measures, m => m.Key, key, place, "measure");

    public static Trigger? Trigger(Page page, Checklist checklist, string key, YamlNode place) =>
        Find(page, checklist.Triggers, t => t.Key, key, place, "trigger");

    public static Item? Item(Page page, Checklist checklist, string key, YamlNode place) =>
        Find(page, checklist.Items, i => i.Key, key, place, "item");

    public static T? Find<T>(
        Page page, IEnumerable<T> things, Func<T, string> keyOf, string key, YamlNode place, string what) where T : class
    {
        var found = things.FirstOrDefault(t => keyOf(t) == key);
        if (found is null && key.Length > 0)
        {
            page.Say(place, () => $"unknown {what} `{key}`; {Nearest.Mend(key, things.Select(keyOf).Where(k => k.Length > 0).ToList())}");
        }

        return found;
    }
}
