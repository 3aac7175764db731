using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>What must hold between a trigger and the rest of its checklist.</summary>
internal static class TriggerRules
{
    public static void Check(Page page, Checklist checklist)
    {
        foreach (var trigger in checklist.Triggers)
        {
            CheckReferences(page, checklist, trigger);
            foreach (var value in ValuesOf(trigger))
            {
                ValueRules.Check(page, checklist, trigger, value);
            }

            CheckFloor(page, checklist, trigger);
            CountedRules.CheckSuppressors(page, checklist, trigger);
            LevelRules.Check(page, checklist, trigger);
        }

        TriggerCircles.Check(page, checklist);
        CheckBaselines(page, checklist);
    }

    /// <summary>Everything that is compared, each where it stands in the file.</summary>
    private static IEnumerable<TriggerValue> ValuesOf(Trigger trigger) => trigger.Value is TriggerValue.Joined
        ? trigger.Levels.SelectMany(l => l.When?.Tests ?? []).Select(t => t.Value)
        : [trigger.Value];

    private static void CheckReferences(Page page, Checklist checklist, Trigger trigger)
    {
        References.Find(page, checklist.Sections, s => s.Key, trigger.Section, page.At(trigger, "section"), "section");
        for (var i = 0; i < trigger.Contingency.Count; i++)
        {
            var place = page.At(trigger, "contingency", i);
            References.Find(page, checklist.Contingency, c => c.Key, trigger.Contingency[i], place, "contingency measure");
        }

        foreach (var level in trigger.Levels)
        {
            References.Find(page, checklist.Ladders, l => l.Key, level.Ladder, page.At(level, "ladder"), "ladder");
        }
    }

    private static void CheckFloor(Page page, Checklist checklist, Trigger trigger)
    {
        if (trigger.AndAtLeast is not { } floor)
        {
            return;
        }

        if (trigger.Subject is SubjectScope.Organisation)
        {
            page.Say(page.At(floor), "an organisation reports nothing itself; leave `andAtLeast` out");
            return;
        }

        var place = page.At(floor, "measure");
        ValueRules.Count(page, ValueRules.Own(page, checklist, trigger, floor.Measure, place), place);
        if (ValuesOf(trigger).All(v => v is TriggerValue.SilentFor || v.Reads.Count == 0))
        {
            page.Say(page.At(floor), "`andAtLeast` goes with readings; leave it out");
        }
    }

    private static void CheckBaselines(Page page, Checklist checklist)
    {
        var changes = checklist.Triggers.SelectMany(ValuesOf).OfType<TriggerValue.Change>().ToList();
        var baselines = checklist.Baselines ?? [];
        var isMistyped = changes.Any(c => !page.IsReadable(c) || (c.Baseline is { } key && baselines.All(b => b.Key != key)));
        foreach (var baseline in baselines.Where(b => !isMistyped && b.Key.Length > 0 && changes.All(c => c.Baseline != b.Key)))
        {
            page.Say(page.At(baseline, "key"), $"no trigger compares with `{baseline.Key}`; use it as `since: {{ baseline: {baseline.Key} }}`, or leave it out");
        }
    }
}
