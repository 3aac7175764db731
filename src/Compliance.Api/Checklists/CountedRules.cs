using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>What must hold between a trigger and what it counts over providers, or the other triggers it looks at.</summary>
internal static class CountedRules
{
    public static void Check(Page page, Checklist checklist, Trigger trigger, TriggerValue value)
    {
        if (value.IsCounted && trigger.Subject is SubjectScope.Provider && page.IsReadable(trigger))
        {
            page.Say(page.At(trigger, "subject"), value is TriggerValue.ShareOfProviders
                ? "a share of providers is judged for the authority, or for each organisation; use `subject: authority` or `subject: organisation`"
                : "what is counted over providers is judged for the authority, or for each organisation; use `subject: authority` or `subject: organisation`");
        }

        switch (value)
        {
            case TriggerValue.ShareOfProviders share:
                LookAtEach(page, checklist, trigger, share, "share");
                CheckWeight(page, checklist, share);
                break;
            case TriggerValue.CountOfProviders:
                LookAtEach(page, checklist, trigger, value, "count");
                break;
            case TriggerValue.SumOfProviders sum:
                CheckSum(page, checklist, sum);
                break;
            case TriggerValue.LevelOf other:
                Look(page, checklist, trigger, other.Trigger, LevelOf(trigger, other), page.At(other, "trigger"), isCounted: false);
                break;
        }
    }

    public static void CheckSuppressors(Page page, Checklist checklist, Trigger trigger)
    {
        if (page.Find(trigger, "suppressedBy") is YamlList { Values.Count: 0 } empty)
        {
            page.Say(empty, "`suppressedBy` is empty; name a trigger, or leave it out");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var by in trigger.SuppressedBy ?? [])
        {
            var place = page.At(by, "trigger");
            Look(page, checklist, trigger, by.Trigger, page.IsReadable(by) ? by.AtLeast : null, place, isCounted: false);
            if (!seen.Add(by.Trigger) && by.Trigger.Length > 0)
            {
                page.Say(place, $"`{by.Trigger}` stands here twice; keep one");
            }
        }
    }

    /// <summary>The level at which a condition looks at another trigger; null when that cannot be read.</summary>
    private static TriggerLevel? LevelOf(Trigger trigger, TriggerValue.LevelOf value)
    {
        var test = trigger.Levels.SelectMany(l => l.When?.Tests ?? []).FirstOrDefault(t => ReferenceEquals(t.Value, value));
        return test is { Limit: > 0 } ? (TriggerLevel)test.Limit : null;
    }

    private static void LookAtEach(Page page, Checklist checklist, Trigger trigger, TriggerValue value, string form)
    {
        if (value.Watches is [var only])
        {
            Look(page, checklist, trigger, only, value.CountsFrom, page.Along(value, form, "where", "trigger"), isCounted: true);
            return;
        }

        for (var i = 0; i < value.Watches.Count; i++)
        {
            var place = page.Along(value, form, "where", "anyOf") is YamlList list && i < list.Values.Count ? list.Values[i] : page.At(value);
            Look(page, checklist, trigger, value.Watches[i], value.CountsFrom, place, isCounted: true);
            if (value.Watches.Take(i).Contains(value.Watches[i]))
            {
                page.Say(place, $"`{value.Watches[i]}` stands here twice; keep one");
            }
        }
    }

    private static void Look(
        Page page, Checklist checklist, Trigger trigger, string key, TriggerLevel? level, YamlNode place, bool isCounted)
    {
        if (key == trigger.Key && key.Length > 0)
        {
            page.Say(place, $"`{key}` looks at itself; name another trigger");
            return;
        }

        var scope = isCounted ? SubjectScope.Provider : trigger.Subject;
        if (References.Trigger(page, checklist, key, place) is not { } other || !page.IsReadable(other))
        {
            return;
        }

        if (other.Subject != scope && (isCounted || page.IsReadable(trigger)))
        {
            var judges = Whom(other.Subject);
            page.Say(place, isCounted
                ? $"`{key}` judges {judges}; count a trigger with `subject: provider`"
                : $"`{key}` judges {judges} and `{trigger.Key}` does not; name a trigger with `subject: {Words.Of(scope)}`");
        }
        else if (level is { } wanted && other.Levels.Count > 0 && other.Levels.All(page.IsReadable) && other.Levels.All(l => l.Name < wanted))
        {
            page.Say(place, $"`{key}` never reaches {Words.Of(wanted)}; name a level that it has");
        }
    }

    /// <summary>Whom a trigger judges, in words.</summary>
    public static string Whom(SubjectScope scope) => scope switch
    {
        SubjectScope.Authority => "the authority",
        SubjectScope.Organisation => "each organisation",
        _ => "each provider",
    };

    private static void CheckWeight(Page page, Checklist checklist, TriggerValue.ShareOfProviders share)
    {
        if (share.WeightedBy is { } weight)
        {
            var place = page.Along(share, "share", "weightedBy", "measure");
            var measure = References.Measure(page, checklist, weight.Measure, place);
            OfProviders(page, measure, place);
            ValueRules.Count(page, measure, place);
        }
    }

    private static void CheckSum(Page page, Checklist checklist, TriggerValue.SumOfProviders sum)
    {
        var place = page.Along(sum, "sum", "measure");
        var measure = References.Measure(page, checklist, sum.Measure, place);
        OfProviders(page, measure, place);
        if (sum.Over is null)
        {
            if (measure is not null && page.IsReadable(measure) && measure.Kind is not (MeasureKind.Count or MeasureKind.Money or MeasureKind.Number))
            {
                page.Say(place, $"`{measure.Key}` is of kind {Words.Of(measure.Kind)}, which cannot be added up; name a count, a number or money");
            }

            return;
        }

        var below = page.Along(sum, "sum", "over");
        var over = References.Measure(page, checklist, sum.Over, below);
        OfProviders(page, over, below);
        ValueRules.Count(page, measure, place);
        ValueRules.Count(page, over, below);
        if (sum.Over == sum.Measure && sum.Over.Length > 0)
        {
            page.Say(below, $"`{sum.Over}` is always all of itself; name another measure");
        }
    }

    private static void OfProviders(Page page, Measure? measure, YamlNode place)
    {
        if (measure is { Owner: not Owner.Provider } && page.IsReadable(measure))
        {
            page.Say(place, $"`{measure.Key}` is answered by the authority; name a measure of `owner: provider`");
        }
    }
}
