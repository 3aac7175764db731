using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>What must hold between a measure and the one of an earlier version whose answers carry over to it.</summary>
internal static class ReplacedRules
{
    public static void Check(Page page, Checklist checklist)
    {
        var replaced = new Dictionary<string, Measure>(StringComparer.Ordinal);
        foreach (var measure in checklist.Measures.Where(m => m.Replaces is { Measure.Length: > 0 }))
        {
            var (key, place) = (measure.Replaces!.Measure, PlaceOf(page, measure));
            if (checklist.Measures.Any(m => m.Key == key))
            {
                page.Say(place, $"`{key}` is still asked in this version; a measure replaces one that is no longer asked");
            }
            else if (!replaced.TryAdd(key, measure))
            {
                page.Say(place, $"`{replaced[key].Key}` already replaces `{key}`; the answers carry over to one measure only");
            }

            CheckChoices(page, measure);
        }
    }

    /// <summary>Mistakes against the earlier versions of the same checklist.</summary>
    public static IEnumerable<Mistake> CheckPast(Page page, Checklist checklist, IEnumerable<Checklist> past)
    {
        var earlier = past.Where(p => p.Key == checklist.Key && p.Version < checklist.Version).OrderByDescending(p => p.Version).ToList();
        foreach (var measure in checklist.Measures.Where(m => m.Replaces is { Measure.Length: > 0 } && page.IsReadable(m)))
        {
            var old = earlier.SelectMany(c => c.Measures).FirstOrDefault(m => m.Key == measure.Replaces!.Measure);
            var known = earlier.SelectMany(c => c.Measures).Select(m => m.Key).Distinct().ToList();
            foreach (var (place, sentence) in Compare(page, measure, old, known))
            {
                yield return new Mistake(page.File, place.Line, place.Column, sentence);
            }
        }
    }

    private static IEnumerable<(YamlNode Place, string Sentence)> Compare(Page page, Measure measure, Measure? old, List<string> known)
    {
        var key = measure.Replaces!.Measure;
        if (old is null)
        {
            yield return (PlaceOf(page, measure), known.Count == 0
                ? $"there is no earlier version of this checklist in `{PastVersions.Folder}/` that had `{key}`; leave `replaces` out"
                : $"no earlier version had a measure `{key}`; {Nearest.Mend(key, known, "name one of a version in `past/`")}");
            yield break;
        }

        if ((old.Kind, old.Unit, old.Owner) != (measure.Kind, measure.Unit, measure.Owner))
        {
            yield return (PlaceOf(page, measure), $"`{key}` was of another kind, unit or owner, so its answers mean nothing here; leave `replaces` out");
            yield break;
        }

        var choices = old.Choices.Select(c => c.Key).ToList();
        foreach (var choice in (measure.Replaces.Choices?.Keys ?? []).Where(c => !choices.Contains(c)))
        {
            yield return (page.Along(measure, "replaces", "choices", choice), $"`{choice}` was no answer to `{key}`; {Nearest.Mend(choice, choices)}");
        }
    }

    private static void CheckChoices(Page page, Measure measure)
    {
        var choices = measure.Replaces!.Choices;
        if (measure.Kind is MeasureKind.Choice && choices is null or { Count: 0 } && page.IsReadable(measure))
        {
            page.Say(page.Along(measure, "replaces"), "say which earlier choice means which; add `choices: { old: new }`");
        }
        else if (measure.Kind is not MeasureKind.Choice && choices is not null && page.IsReadable(measure))
        {
            page.Say(page.Along(measure, "replaces", "choices"), "`choices` goes with `kind: choice`; leave it out");
        }
        else
        {
            var known = measure.Choices.Select(c => c.Key).ToList();
            foreach (var (old, now) in (choices ?? new Dictionary<string, string>()).Where(c => c.Value.Length > 0 && !known.Contains(c.Value)))
            {
                page.Say(page.Along(measure, "replaces", "choices", old), $"`{now}` is no answer to `{measure.Key}`; {Nearest.Mend(now, known)}");
            }
        }
    }

    private static YamlNode PlaceOf(Page page, Measure measure) => page.Along(measure, "replaces", "measure");
}
