using System.Globalization;
using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;
using ItemStatus = Compliance.Domain.Reporting.ItemStatus;

namespace Compliance.Api.Checklists;

/// <summary>A value and the limit with which a level or a condition compares it.</summary>
/// <param name="Thing">The level or condition, where it stands in the file.</param>
internal sealed record Compared(object Thing, TriggerValue Value, Comparison Comparison, long Limit, string? Answer, long? ClearsAt)
{
    public string Key => Value is TriggerValue.LevelOf ? "reaches" : Comparison switch
    {
        Comparison.AtLeast => "atLeast",
        Comparison.AtMost => "atMost",
        Comparison.Below => "below",
        _ => "is",
    };

    public static Compared Of(TriggerValue value, Level level) =>
        new(level, value, level.Comparison, level.Limit, level.Answer, level.ClearsAt);

    public static Compared Of(Condition.Test test) =>
        new(test, test.Value, test.Comparison, test.Limit, test.Answer, test.ClearsAt);
}

/// <summary>What must hold between a limit and what it is compared with.</summary>
internal static class LimitRules
{
    private const string Reached = "the level would clear while it is reached";

    public static void Check(Page page, Checklist checklist, Compared compared)
    {
        CheckClearing(page, compared);
        if (!page.IsReadable(compared.Value))
        {
            return;
        }

        switch (compared.Value)
        {
            case TriggerValue.SilentFor or TriggerValue.DaysAt or TriggerValue.Overdue:
                CheckDays(page, compared);
                break;
            case not null when page.Find(compared.Thing, "atLeast") is YamlMap days:
                page.Say(days, "`days` and `workingDays` go with `silentFor`, `at` and `overdue`; write a plain number");
                break;
            case TriggerValue.StatusOf status:
                CheckStatus(page, compared, status);
                break;
            case TriggerValue.ShareOfProviders or TriggerValue.CountOfProviders:
                CheckCounted(page, checklist, compared);
                break;
            case TriggerValue.Reading or TriggerValue.Least or TriggerValue.Most:
                CheckKinds(page, checklist, compared);
                break;
            case TriggerValue.Percent or TriggerValue.Ratio or TriggerValue.Change or TriggerValue.SumOfProviders:
                CheckNumber(page, checklist, compared);
                break;
        }
    }

    private static void CheckClearing(Page page, Compared compared)
    {
        if (compared.Comparison is Comparison.AtLeast && compared.ClearsAt > compared.Limit)
        {
            page.Say(
                page.At(compared.Thing, "clearsBelow"),
                Text($"`clearsBelow` is above the limit, so that {Reached}; use at most {compared.Limit}"));
        }
        else if (compared.Comparison is Comparison.AtMost or Comparison.Below && compared.ClearsAt < compared.Limit)
        {
            page.Say(
                page.At(compared.Thing, "clearsAbove"),
                Text($"`clearsAbove` is below the limit, so that {Reached}; use at least {compared.Limit}"));
        }
    }

    private static void CheckDays(Page page, Compared compared)
    {
        var isSilence = compared.Value is TriggerValue.SilentFor;
        var limit = page.At(compared.Thing, compared.Key);
        if (limit is not YamlMap days)
        {
            page.Say(limit, isSilence
                ? "silence is counted in working days; write `atLeast: { workingDays: 3 }`"
                : "days are counted; write `atLeast: { days: 7 }` or `atLeast: { workingDays: 5 }`");
        }
        else if (isSilence && days.Find("days") is { } calendarDays)
        {
            page.Say(calendarDays.Key, "silence is counted in working days; write `atLeast: { workingDays: 3 }`");
        }
        else if (!isSilence && (days.Find("workingDays") is not null) != IsWorking(compared.Value))
        {
            page.Say(days, "all levels of a trigger count the same days; use `days` or `workingDays` for each");
        }

        if (page.Find(compared.Thing, "clearsBelow") is { } clears)
        {
            page.Say(clears, $"{(isSilence ? "silence ends with a report" : "this ends with the next status")}; leave `clearsBelow` out");
        }
    }

    private static bool IsWorking(TriggerValue value) => value is TriggerValue.DaysAt { Working: true } or TriggerValue.Overdue { Working: true };

    private static void CheckStatus(Page page, Compared compared, TriggerValue.StatusOf status)
    {
        var place = page.At(compared.Thing, compared.Key);
        if (compared.Comparison is not Comparison.Is)
        {
            page.Say(place, $"`{status.Item}` is an item and has a status; compare it by `is`");
        }
        else if (compared.Answer is { } answer && Words.Find<ItemStatus>(answer) is null)
        {
            page.Say(place, $"`{answer}` is no status of an item; {Nearest.Mend(answer, Words.All<ItemStatus>())}");
        }
    }

    private static void CheckCounted(Page page, Checklist checklist, Compared compared)
    {
        var isShare = compared.Value is TriggerValue.ShareOfProviders;
        if (compared.Comparison is not Comparison.AtLeast)
        {
            page.Say(page.At(compared.Thing, compared.Key), isShare
                ? "a percentage is compared by `atLeast`; use a number from 1 to 100"
                : "a number of providers is compared by `atLeast`; use that");
        }
        else
        {
            CheckNumber(page, checklist, compared);
        }
    }

    private static void CheckKinds(Page page, Checklist checklist, Compared compared)
    {
        var measure = checklist.Measures.FirstOrDefault(m => compared.Value.Reads.Contains(m.Key));
        if (measure is null || !page.IsReadable(measure))
        {
            return;
        }

        var numeric = MeasureRules.IsNumeric(measure.Kind);
        if (measure.Kind is MeasureKind.Date)
        {
            page.Say(page.At(compared.Value), $"`{measure.Key}` is a date, which no level can be compared with; name another measure");
        }
        else if (numeric == (compared.Comparison is Comparison.Is))
        {
            var use = numeric ? "`atLeast`, `atMost` or `below`" : "`is`";
            page.Say(page.At(compared.Thing, compared.Key), $"`{measure.Key}` is of kind {Words.Of(measure.Kind)}; compare it by {use}");
        }
        else if (numeric)
        {
            CheckNumber(page, checklist, compared);
        }
        else
        {
            CheckAnswer(page, measure, compared);
        }
    }

    private static void CheckAnswer(Page page, Measure measure, Compared compared)
    {
        List<string> answers = measure.Kind is MeasureKind.YesNo ? ["yes", "no"] : measure.Choices.Select(c => c.Key).ToList();
        if (compared.Answer is { } answer && !answers.Contains(answer))
        {
            page.Say(page.At(compared.Thing, "is"), $"`{answer}` is no answer to `{measure.Key}`; {Nearest.Mend(answer, answers)}");
        }
    }

    private static void CheckNumber(Page page, Checklist checklist, Compared compared)
    {
        var place = page.At(compared.Thing, compared.Key);
        var isPercent = Reach.IsInPercent(compared.Value, checklist);
        if (compared.Comparison is Comparison.Is)
        {
            page.Say(place, isPercent
                ? "a percentage is compared by `atLeast`, `atMost` or `below`; use a number from 1 to 100"
                : "this is a number; compare it by `atLeast`, `atMost` or `below`");
            return;
        }

        if (Reach.Of(compared.Value, checklist) is not { } reach || !checklist.Measures.Where(m => compared.Value.Reads.Contains(m.Key)).All(page.IsReadable))
        {
            return;
        }

        if (isPercent && compared.Limit is < 1 or > 100)
        {
            page.Say(place, "the limit is a percentage; use a number from 1 to 100");
        }
        else if (!isPercent && Unreachable(compared, reach) is { } why)
        {
            page.Say(place, why);
        }
        else
        {
            CheckClears(page, compared, reach);
        }
    }

    private static string? Unreachable(Compared compared, Reach reach) => compared.Comparison switch
    {
        Comparison.AtLeast when compared.Limit > reach.Most => Text($"this is never reached, as it is never more than {reach.Most}; use a smaller limit"),
        Comparison.AtLeast when compared.Limit <= reach.Least => Text($"this is always reached, as it is never less than {reach.Least}; use a larger limit"),
        Comparison.AtMost when compared.Limit < reach.Least => Text($"this is never reached, as it is never less than {reach.Least}; use a larger limit"),
        Comparison.AtMost when compared.Limit >= reach.Most => Text($"this is always reached, as it is never more than {reach.Most}; use a smaller limit"),
        Comparison.Below when compared.Limit <= reach.Least => Text($"this is never reached, as it is never less than {reach.Least}; use a larger limit"),
        Comparison.Below when compared.Limit > reach.Most => Text($"this is always reached, as it is never more than {reach.Most}; use a smaller limit"),
        _ => null,
    };

    private static void CheckClears(Page page, Compared compared, Reach reach)
    {
        if (compared.Comparison is Comparison.AtLeast && compared.ClearsAt <= reach.Least)
        {
            page.Say(page.At(compared.Thing, "clearsBelow"), Text($"it is never less than {reach.Least}, so that the level would never clear; use a larger number"));
        }
        else if (compared.Comparison is not Comparison.AtLeast && compared.ClearsAt >= reach.Most)
        {
            page.Say(page.At(compared.Thing, "clearsAbove"), Text($"it is never more than {reach.Most}, so that the level would never clear; use a smaller number"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
