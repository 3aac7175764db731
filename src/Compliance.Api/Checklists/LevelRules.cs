using Compliance.Api.Checklists.Yaml;
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
            CheckClearing(page, level);
        }

        foreach (var (lower, higher) in trigger.Levels.Zip(trigger.Levels.Skip(1)).Where(l => page.IsReadable(l.First) && page.IsReadable(l.Second)))
        {
            CheckOrder(page, lower, higher);
        }
    }

    private static void CheckOrder(Page page, Level lower, Level higher)
    {
        if (higher.Name <= lower.Name)
        {
            page.Say(page.At(higher, "level"), $"levels stand in rising order; put {Words.Of(higher.Name)} before {Words.Of(lower.Name)}, once each");
            return;
        }

        if (higher.Comparison != lower.Comparison)
        {
            page.Say(page.At(higher), "all levels of a trigger compare in one way; use the same of `atLeast`, `atMost` and `is`");
            return;
        }

        // The same limit held for longer is a higher level too.
        var lasts = higher.Limit == lower.Limit && higher.Periods > lower.Periods;
        if (higher.Comparison is Comparison.AtLeast && higher.Limit <= lower.Limit && !lasts)
        {
            page.Say(page.At(higher, "atLeast"), $"the limit of {Words.Of(higher.Name)} is not above that of {Words.Of(lower.Name)}; limits rise with the levels");
        }
        else if (higher.Comparison is Comparison.AtMost && higher.Limit >= lower.Limit && !lasts)
        {
            page.Say(page.At(higher, "atMost"), $"the limit of {Words.Of(higher.Name)} is not below that of {Words.Of(lower.Name)}; limits fall with the levels");
        }
        else if (higher.Comparison is Comparison.Is && higher.Answer == lower.Answer && higher.Periods <= lower.Periods)
        {
            page.Say(page.At(higher, "is"), $"{Words.Of(lower.Name)} already stands for `{higher.Answer}`; name another answer");
        }
    }

    private static void CheckClearing(Page page, Level level)
    {
        if (level.Comparison is Comparison.AtLeast && level.ClearsAt > level.Limit)
        {
            page.Say(page.At(level, "clearsBelow"), FormattableString.Invariant($"`clearsBelow` is above the limit, so that the level would clear while it is reached; use at most {level.Limit}"));
        }
        else if (level.Comparison is Comparison.AtMost && level.ClearsAt < level.Limit)
        {
            page.Say(page.At(level, "clearsAbove"), FormattableString.Invariant($"`clearsAbove` is below the limit, so that the level would clear while it is reached; use at least {level.Limit}"));
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
                CheckPercent(page, level, level.Comparison is Comparison.AtMost ? Comparison.AtMost : Comparison.AtLeast);
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
            page.Say(page.At(level, Key(level)), $"a percentage is compared by `{(fits is Comparison.AtLeast ? "atLeast" : "atMost")}`; use a number from 1 to 100");
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
            var use = numeric ? "`atLeast` or `atMost`" : "`is`";
            page.Say(page.At(level, Key(level)), $"`{measure.Key}` is of kind {Words.Of(measure.Kind)}; compare it by {use}");
        }
        else if (!numeric)
        {
            CheckAnswer(page, measure, level);
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

    private static string Key(Level level) => level.Comparison switch
    {
        Comparison.AtLeast => "atLeast",
        Comparison.AtMost => "atMost",
        _ => "is",
    };
}
