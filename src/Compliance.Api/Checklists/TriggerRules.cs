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
            CheckValue(page, checklist, trigger);
            CheckFloor(page, checklist, trigger);
            LevelRules.Check(page, checklist, trigger);
        }
    }

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

    private static void CheckValue(Page page, Checklist checklist, Trigger trigger)
    {
        switch (trigger.Value)
        {
            case TriggerValue.Reading reading:
                Own(page, checklist, trigger, reading.Measure, page.At(reading, "measure"));
                break;
            case TriggerValue.SilentFor silent:
                Own(page, checklist, trigger, silent.Measure, page.At(silent, "silentFor"));
                break;
            case TriggerValue.Percent percent:
                CheckPercent(page, checklist, trigger, percent);
                break;
            case TriggerValue.Least least:
                CheckLeast(page, checklist, trigger, least);
                break;
            case TriggerValue.ShareOfProviders share:
                CheckShare(page, checklist, trigger, share);
                break;
        }
    }

    private static void CheckPercent(Page page, Checklist checklist, Trigger trigger, TriggerValue.Percent percent)
    {
        Count(page, Own(page, checklist, trigger, percent.Measure, page.At(percent, "percent")), page.At(percent, "percent"));
        Count(page, Own(page, checklist, trigger, percent.Of, page.At(percent, "of")), page.At(percent, "of"));
        if (percent.Measure == percent.Of && percent.Of.Length > 0)
        {
            page.Say(page.At(percent, "of"), $"`{percent.Of}` is always all of itself; name another measure");
        }

        if (trigger.AndAtLeast is null && page.Find(trigger, "andAtLeast") is null && trigger.Levels.Any(l => l.Comparison is Comparison.AtLeast))
        {
            page.Say(page.At(percent), "a percentage alone makes a crisis of one in four; add `andAtLeast` with a count");
        }
    }

    private static void CheckLeast(Page page, Checklist checklist, Trigger trigger, TriggerValue.Least least)
    {
        var measures = least.Measures.Select((key, i) => Own(page, checklist, trigger, key, page.At(least, "least", i))).ToList();
        if (measures.Count < 2 && page.IsReadable(least))
        {
            page.Say(page.At(least, "least"), "`least` compares two measures or more; add one or use `measure`");
        }

        var first = measures.FirstOrDefault(m => m is not null);
        for (var i = 0; i < measures.Count; i++)
        {
            if (measures[i] is { } other && first is not null && (other.Kind, other.Unit) != (first.Kind, first.Unit))
            {
                page.Say(page.At(least, "least", i), $"`{other.Key}` is not of the same kind and unit as `{first.Key}`; compare like with like");
            }
            else if (least.Measures.Take(i).Contains(least.Measures[i]) && measures[i] is not null)
            {
                page.Say(page.At(least, "least", i), $"`{least.Measures[i]}` stands here twice; keep one");
            }
        }
    }

    private static void CheckShare(Page page, Checklist checklist, Trigger trigger, TriggerValue.ShareOfProviders share)
    {
        var where = page.Along(share, "share", "where", "trigger");
        if (trigger.Subject is not SubjectScope.Authority && page.IsReadable(trigger))
        {
            page.Say(page.At(trigger, "subject"), "a share of providers is judged for the authority; use `subject: authority`");
        }

        if (References.Trigger(page, checklist, share.Trigger, where) is not { } counted)
        {
            return;
        }

        if (counted.Subject is not SubjectScope.Provider)
        {
            page.Say(where, $"`{share.Trigger}` judges the authority; count a trigger with `subject: provider`");
        }
        else if (page.IsReadable(share) && counted.Levels.All(page.IsReadable) && counted.Levels.All(l => l.Name < share.AtLeast))
        {
            page.Say(where, $"`{share.Trigger}` never reaches {Words.Of(share.AtLeast)}; name a level that it has");
        }
    }

    private static void CheckFloor(Page page, Checklist checklist, Trigger trigger)
    {
        if (trigger.AndAtLeast is not { } floor)
        {
            return;
        }

        Count(page, Own(page, checklist, trigger, floor.Measure, page.At(floor, "measure")), page.At(floor, "measure"));
        if (trigger.Value is TriggerValue.SilentFor or TriggerValue.ShareOfProviders)
        {
            page.Say(page.At(floor), "`andAtLeast` goes with readings; leave it out");
        }
    }

    private static void Count(Page page, Measure? measure, YamlNode place)
    {
        if (measure is not null && page.IsReadable(measure) && measure.Kind is not MeasureKind.Count)
        {
            page.Say(place, $"`{measure.Key}` is no count; name a measure of `kind: count`");
        }
    }

    /// <summary>The measure, if there is one, and answered by the trigger's subject.</summary>
    private static Measure? Own(Page page, Checklist checklist, Trigger trigger, string key, YamlNode place)
    {
        var measure = References.Measure(page, checklist, key, place);
        var owner = trigger.Subject is SubjectScope.Authority ? Owner.Authority : Owner.Provider;
        if (measure is not null && page.IsReadable(measure) && page.IsReadable(trigger) && measure.Owner != owner)
        {
            var whom = measure.Owner is Owner.Provider ? "each provider" : "the authority";
            page.Say(place, $"`{key}` is answered by {whom}; change `subject`, or name a measure of `owner: {Words.Of(owner)}`");
        }

        return measure;
    }
}
