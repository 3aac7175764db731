using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>What must hold between the levels of a trigger and what it compares.</summary>
internal static class LevelRules
{
    public static void Check(Page page, Checklist checklist, Trigger trigger)
    {
        if (page.Find(trigger, "levels") is YamlList { Values.Count: 0 or > 4 } count)
        {
            page.Say(count, "a trigger has one to four levels; name `notice`, `amber`, `red` or `critical`");
        }

        foreach (var level in trigger.Levels.Where(page.IsReadable))
        {
            CheckComparison(page, checklist, trigger, level);
            LevelOrder.CheckClearing(page, level);
        }

        var neighbours = trigger.Levels.Zip(trigger.Levels.Skip(1)).Where(l => page.IsReadable(l.First) && page.IsReadable(l.Second));
        foreach (var (lower, higher) in neighbours)
        {
            LevelOrder.CheckOrder(page, lower, higher);
        }
    }

    private static void CheckComparison(Page page, Checklist checklist, Trigger trigger, Level level)
    {
        var isDays = page.Find(level, "atLeast") is YamlMap;
        switch (trigger.Value)
        {
            case TriggerValue.SilentFor:
                CheckSilence(page, level, isDays);
                break;
            case not null when isDays:
                page.Say(page.At(level, "atLeast"), "`workingDays` goes with `silentFor`; write a plain number");
                break;
            case TriggerValue.ShareOfProviders:
                OnlyOnce(page, level, "a share is judged as it stands");
                CheckPercent(page, level, Comparison.AtLeast);
                break;
            case TriggerValue.Percent:
                CheckPercent(page, level, level.Comparison is Comparison.Is ? Comparison.AtLeast : level.Comparison);
                break;
            case TriggerValue.Reading or TriggerValue.Least:
                CheckKinds(page, checklist, trigger.Value, level);
                break;
        }
    }

    private static void CheckSilence(Page page, Level level, bool isDays)
    {
        if (!isDays)
        {
            page.Say(page.At(level, Key(level)), "silence is counted in working days; write `atLeast: { workingDays: 3 }`");
        }

        OnlyOnce(page, level, "silence is counted as it lasts");
        if (page.Find(level, "clearsBelow") is { } clears)
        {
            page.Say(clears, "silence ends with a report; leave `clearsBelow` out");
        }
    }

    private static void OnlyOnce(Page page, Level level, string because)
    {
        if (level.Periods > 1)
        {
            page.Say(page.At(level, "periods"), $"{because}; leave `periods` out");
        }
    }

    private static void CheckPercent(Page page, Level level, Comparison fits)
    {
        if (level.Comparison != fits)
        {
            var use = fits is Comparison.AtLeast ? "atLeast" : "atMost";
            page.Say(page.At(level, Key(level)), $"a percentage is compared by `{use}`; use a number from 1 to 100");
        }
        else if (level.Limit is < 1 or > 100)
        {
            page.Say(page.At(level, Key(level)), "the limit is a percentage; use a number from 1 to 100");
        }
    }

    private static void CheckKinds(Page page, Checklist checklist, TriggerValue value, Level level)
    {
        var measure = checklist.Measures.FirstOrDefault(m => value.Reads.Contains(m.Key));
        if (measure is null || !page.IsReadable(measure) || !page.IsReadable(value))
        {
            return;
        }

        var numeric = MeasureRules.IsNumeric(measure.Kind);
        if (measure.Kind is MeasureKind.Date)
        {
            page.Say(page.At(value), $"`{measure.Key}` is a date, which no level can be compared with; name another measure");
        }
        else if (numeric == (level.Comparison is Comparison.Is))
        {
            var use = numeric ? "`atLeast`, `atMost` or `below`" : "`is`";
            page.Say(page.At(level, Key(level)), $"`{measure.Key}` is of kind {Words.Of(measure.Kind)}; compare it by {use}");
        }
        else if (!numeric)
        {
            CheckAnswer(page, measure, level);
        }
        else if (measure.Kind is MeasureKind.Percentage)
        {
            CheckPercent(page, level, level.Comparison);
        }
    }

    private static void CheckAnswer(Page page, Measure measure, Level level)
    {
        List<string> answers = measure.Kind is MeasureKind.YesNo ? ["yes", "no"] : measure.Choices.Select(c => c.Key).ToList();
        if (level.Answer is { } answer && !answers.Contains(answer))
        {
            page.Say(page.At(level, "is"), $"`{answer}` is no answer to `{measure.Key}`; {Nearest.Mend(answer, answers)}");
        }
    }

    public static string Key(Level level) => level.Comparison switch
    {
        Comparison.AtLeast => "atLeast",
        Comparison.AtMost => "atMost",
        Comparison.Below => "below",
        _ => "is",
    };
}
