using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>How much one checklist may hold. What goes beyond is a slip or an attack, and is not looked at more closely.</summary>
internal static class SizeRules
{
    /// <summary>So many of one thing are certainly too many; no more are read.</summary>
    public const int TooMany = Most + 1;

    private const int Most = 500;

    /// <summary>Whether the checklist is small enough for its parts to be compared with one another.</summary>
    public static bool Check(Page page, Checklist checklist)
    {
        (string Key, int Count)[] counts =
        [
            ("sections", checklist.Sections.Count),
            ("items", checklist.Items.Count()),
            ("measures", checklist.Measures.Count()),
            ("triggers", checklist.Triggers.Count),
            ("contingency", checklist.Contingency.Count),
            ("ladders", checklist.Ladders.Count),
            ("baselines", checklist.Baselines?.Count ?? 0),
        ];
        foreach (var (key, _) in counts.Where(c => c.Count > Most))
        {
            page.Say(page.At(checklist, key), FormattableString.Invariant($"a checklist has {Most} {key} at most and this one has more; make several checklists of it"));
        }

        var crowded = checklist.Triggers.SelectMany(t => t.Levels).Where(l => l.When?.Tests.Take(ConditionReader.Most + 1).Count() > ConditionReader.Most).ToList();
        foreach (var level in crowded)
        {
            page.Say(page.At(level, "when"), $"a level joins {ConditionReader.Most} conditions at most; make triggers of parts of them, and look at those");
        }

        return crowded.Count == 0 && counts.All(c => c.Count <= Most);
    }
}
