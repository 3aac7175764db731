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

        foreach (var level in trigger.Levels)
        {
            if (level.When is { } when)
            {
                ConditionRules.Check(page, checklist, trigger, level, when);
            }
            else if (page.IsReadable(level))
            {
                LimitRules.Check(page, checklist, Compared.Of(trigger.Value, level));
            }

            if (page.IsReadable(level))
            {
                CheckLength(page, trigger, level);
            }
        }

        var neighbours = trigger.Levels.Zip(trigger.Levels.Skip(1)).Where(l => page.IsReadable(l.First) && page.IsReadable(l.Second));
        foreach (var (lower, higher) in neighbours)
        {
            LevelOrder.CheckOrder(page, lower, higher);
        }
    }

    private static void CheckLength(Page page, Trigger trigger, Level level)
    {
        if (level.OfLast <= level.Periods)
        {
            page.Say(page.At(level, "ofLast"), "`ofLast` is not more than `periods`; give it more, or leave it out for periods in a row");
        }

        var values = level.When is { } when ? when.Tests.Select(t => t.Value).ToList() : [trigger.Value];
        if (values.Any(v => !page.IsReadable(v)) || values.Count == 0)
        {
            return;
        }

        if (values.All(IsCountedInDays))
        {
            LeaveOut(
                page, level, values[0] is TriggerValue.SilentFor ? "silence is counted as it lasts" : "days are counted as they pass", " and state the days in the limit itself",
                "periods", "ofLast", "for");
        }
        else if (!values.Any(HasPeriods))
        {
            var what = values[0] is TriggerValue.ShareOfProviders ? "a share" : "this";
            LeaveOut(page, level, $"{what} is judged as it stands and has no periods", " and say by `for` how long it must last", "periods", "ofLast");
        }
    }

    private static bool IsCountedInDays(TriggerValue value) => value is TriggerValue.SilentFor or TriggerValue.DaysAt or TriggerValue.Overdue;

    /// <summary>Whether it is asked again every period.</summary>
    private static bool HasPeriods(TriggerValue value) => value.Reads.Count > 0 && value is not TriggerValue.SilentFor;

    private static void LeaveOut(Page page, Level level, string because, string instead, params string[] keys)
    {
        // One period is what every level has, said or not.
        foreach (var key in keys.Where(k => k != "periods" || level.Periods > 1))
        {
            if (page.Find(level, key) is { } place)
            {
                page.Say(place, $"{because}; leave `{key}` out{instead}");
            }
        }
    }

    public static string Key(Level level) => level.When is null ? Compared.Of(new TriggerValue.Joined(), level).Key : "when";
}
