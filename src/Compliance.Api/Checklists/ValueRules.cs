using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>What must hold between what a trigger compares and the measures and items of its checklist.</summary>
internal static class ValueRules
{
    public static void Check(Page page, Checklist checklist, Trigger trigger, TriggerValue value)
    {
        if (trigger.Subject is SubjectScope.Organisation && page.IsReadable(trigger) && !value.IsCounted && value is not TriggerValue.LevelOf)
        {
            page.Say(page.At(trigger, "subject"), "an organisation reports nothing itself; count over its providers with `count`, `share` or `sum`, or change `subject`");
            return;
        }

        switch (value)
        {
            case TriggerValue.Reading reading:
                Own(page, checklist, trigger, reading.Measure, page.At(reading, "measure"));
                break;
            case TriggerValue.SilentFor silent:
                Own(page, checklist, trigger, silent.Measure, page.At(silent, "silentFor"));
                break;
            case TriggerValue.Percent percent:
                CheckCounts(page, checklist, trigger, percent, "percent", percent.Measure, percent.Of);
                break;
            case TriggerValue.Ratio ratio:
                CheckCounts(page, checklist, trigger, ratio, "ratio", ratio.Measure, ratio.Of);
                break;
            case TriggerValue.Least least:
                CheckSeveral(page, checklist, trigger, least, "least", least.Measures);
                break;
            case TriggerValue.Most most:
                CheckSeveral(page, checklist, trigger, most, "most", most.Measures);
                break;
            case TriggerValue.Change change:
                CheckChange(page, checklist, trigger, change);
                break;
            case TriggerValue.StatusOf or TriggerValue.DaysAt:
                OwnItem(page, checklist, trigger, value.ItemKey!, page.At(value, "item"));
                break;
            case TriggerValue.Overdue overdue:
                OwnItem(page, checklist, trigger, overdue.Item, page.At(overdue, "overdue"));
                break;
            default:
                CountedRules.Check(page, checklist, trigger, value);
                break;
        }
    }

    public static void Count(Page page, Measure? measure, YamlNode place)
    {
        if (measure is not null && page.IsReadable(measure) && measure.Kind is not MeasureKind.Count)
        {
            page.Say(place, $"`{measure.Key}` is no count; name a measure of `kind: count`");
        }
    }

    /// <summary>The measure, if there is one, and answered by the trigger's subject.</summary>
    public static Measure? Own(Page page, Checklist checklist, Trigger trigger, string key, YamlNode place)
    {
        var measure = References.Measure(page, checklist, key, place);
        if (measure is not null && page.IsReadable(measure) && page.IsReadable(trigger) && measure.Owner != OwnerOf(trigger))
        {
            page.Say(place, $"`{key}` is answered by {Whom(measure.Owner)}; change `subject`, or name a measure of `owner: {Words.Of(OwnerOf(trigger))}`");
        }

        return measure;
    }

    private static void OwnItem(Page page, Checklist checklist, Trigger trigger, string key, YamlNode place)
    {
        if (References.Item(page, checklist, key, place) is { } item
            && page.IsReadable(item) && page.IsReadable(trigger) && item.Owner != OwnerOf(trigger))
        {
            page.Say(place, $"`{key}` is up to {Whom(item.Owner)}; change `subject`, or name an item of `owner: {Words.Of(OwnerOf(trigger))}`");
        }
    }

    private static Owner OwnerOf(Trigger trigger) => trigger.Subject is SubjectScope.Authority ? Owner.Authority : Owner.Provider;

    private static string Whom(Owner owner) => owner is Owner.Provider ? "each provider" : "the authority";

    private static void CheckCounts(Page page, Checklist checklist, Trigger trigger, TriggerValue value, string key, string measure, string of)
    {
        Count(page, Own(page, checklist, trigger, measure, page.At(value, key)), page.At(value, key));
        Count(page, Own(page, checklist, trigger, of, page.At(value, "of")), page.At(value, "of"));
        if (measure == of && of.Length > 0)
        {
            page.Say(page.At(value, "of"), $"`{of}` is always all of itself; name another measure");
        }

        if (ReferenceEquals(value, trigger.Value) && trigger.AndAtLeast is null && page.Find(trigger, "andAtLeast") is null
            && trigger.Levels.Any(l => l.Comparison is Comparison.AtLeast))
        {
            page.Say(page.At(value), $"a {(key == "percent" ? "percentage" : key)} alone makes a crisis of one in four; add `andAtLeast` with a count");
        }
    }

    private static void CheckSeveral(
        Page page, Checklist checklist, Trigger trigger, TriggerValue value, string key, IReadOnlyList<string> keys)
    {
        var measures = keys.Select((k, i) => Own(page, checklist, trigger, k, page.At(value, key, i))).ToList();
        if (measures.Count < 2 && page.IsReadable(value))
        {
            page.Say(page.At(value, key), $"`{key}` compares two measures or more; add one or use `measure`");
        }

        var first = measures.FirstOrDefault(m => m is not null);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < measures.Count; i++)
        {
            var isTwice = !seen.Add(keys[i]);
            if (measures[i] is { } other && first is not null && (other.Kind, other.Unit) != (first.Kind, first.Unit))
            {
                page.Say(page.At(value, key, i), $"`{other.Key}` is not of the same kind and unit as `{first.Key}`; compare like with like");
            }
            else if (isTwice && measures[i] is not null)
            {
                page.Say(page.At(value, key, i), $"`{keys[i]}` stands here twice; keep one");
            }
        }
    }

    private static void CheckChange(Page page, Checklist checklist, Trigger trigger, TriggerValue.Change change)
    {
        Check(page, checklist, trigger, change.Of);
        if (change.Of is TriggerValue.Reading reading && checklist.Measures.FirstOrDefault(m => m.Key == reading.Measure) is { } measure
            && page.IsReadable(measure) && !MeasureRules.IsNumeric(measure.Kind))
        {
            page.Say(page.At(reading, "measure"), $"`{measure.Key}` is of kind {Words.Of(measure.Kind)}, which neither rises nor falls; name a number");
        }

        if (change.Baseline is { Length: > 0 } baseline)
        {
            References.Find(page, checklist.Baselines ?? [], b => b.Key, baseline, page.Along(change, "since", "baseline"), "baseline");
        }
    }
}
