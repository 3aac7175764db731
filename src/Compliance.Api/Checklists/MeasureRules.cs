using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>What must hold between the parts of a measure, and between measures.</summary>
internal static class MeasureRules
{
    public static void Check(Page page, Checklist checklist)
    {
        foreach (var measure in checklist.Measures.Where(page.IsReadable))
        {
            CheckKind(page, measure);
            CheckFreshness(page, measure);
            CheckLimits(page, checklist, measure, measure.Refuse, "refuse");
            CheckLimits(page, checklist, measure, measure.Confirm, "confirm");
        }
    }

    /// <summary>Whether answers of this kind are numbers that can be compared with a limit.</summary>
    public static bool IsNumeric(MeasureKind kind) =>
        kind is MeasureKind.Count or MeasureKind.Percentage or MeasureKind.Number or MeasureKind.Money;

    private static void CheckKind(Page page, Measure measure)
    {
        if (measure.Kind is MeasureKind.Choice && measure.Choices.Count < 2)
        {
            page.Say(page.At(measure, "choices"), "a choice needs at least two `choices`; write them as `key: label`");
        }
        else if (measure.Kind is not MeasureKind.Choice && page.Find(measure, "choices") is { } choices)
        {
            page.Say(choices, "`choices` goes with `kind: choice`; leave it out");
        }

        if (measure.Kind is MeasureKind.Number && measure.Unit is null)
        {
            page.Say(page.At(measure, "kind"), "a number needs a `unit`; add it, as in `unit: days`");
        }
        else if (measure.Kind is not MeasureKind.Number && page.Find(measure, "unit") is { } unit)
        {
            page.Say(unit, "`unit` goes with `kind: number`; leave it out");
        }
    }

    private static void CheckFreshness(Page page, Measure measure)
    {
        var longest = measure.Every switch { Cadence.Day => 1, Cadence.Week => 7, _ => 31 };
        if (measure.FreshForDays < longest)
        {
            var every = Words.Of(measure.Every);
            page.Say(page.At(measure, "freshFor"), $"asked every {every}, a reading would go stale before the next one; use at least {longest} days");
        }
    }

    private static void CheckLimits(
        Page page, Checklist checklist, Measure measure, IReadOnlyList<ReadingLimit> limits, string key)
    {
        if (limits.Count > 0 && !IsNumeric(measure.Kind))
        {
            page.Say(page.At(measure, key), $"`{key}` compares numbers and `{measure.Key}` is {Article(measure.Kind)}; leave it out");
            return;
        }

        foreach (var limit in limits)
        {
            switch (limit)
            {
                case ReadingLimit.AboveMeasure above:
                    CheckOther(page, checklist, measure, above.Measure, page.At(above, "measure"));
                    break;
                case ReadingLimit.AbovePercent above:
                    CheckOther(page, checklist, measure, above.Of, page.At(above, "of"));
                    break;
            }
        }

        if (limits is [ReadingLimit.BelowNumber low, ReadingLimit.AboveNumber high] && low.Limit > high.Limit)
        {
            page.Say(page.At(low, "below"), "`below` is more than `above`, so that every answer breaks one of them; swap them");
        }
    }

    private static void CheckOther(Page page, Checklist checklist, Measure measure, string key, YamlNode place)
    {
        if (key == measure.Key)
        {
            page.Say(place, $"`{key}` is compared with itself; name another measure");
        }
        else if (References.Measure(page, checklist, key, place) is { } other && page.IsReadable(other)
            && (measure.Kind is not MeasureKind.Count || other.Kind is not MeasureKind.Count))
        {
            page.Say(place, "only counts are compared with one another; name two measures of `kind: count`");
        }
        else if (checklist.Measures.FirstOrDefault(m => m.Key == key) is { } kin && kin.Owner != measure.Owner)
        {
            page.Say(place, $"`{key}` is answered by another; compare measures of one `owner`");
        }
    }

    private static string Article(MeasureKind kind) => kind switch
    {
        MeasureKind.YesNo => "a yes-no question",
        MeasureKind.Choice => "a choice",
        _ => $"a {Words.Of(kind)}",
    };
}
