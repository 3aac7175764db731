using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Intake;

/// <summary>Values that time alone moves: how long a subject has been silent, and how long an item has stood as it does.</summary>
public static class Durations
{
    // Far beyond any season; a limit set higher than this is never reached, and nobody counts days to it.
    private const int Longest = 1000;

    public static Sight See(TriggerValue value, SubjectState subject, Rule rule, Rulebook rules, DateTime at) =>
        SightOf(value, GroundOf(value, subject, rule, rules, at), rule.Trigger, rules.Calendar, at);

    /// <summary>What is seen of a value, by what lies behind it.</summary>
    public static Sight SightOf(TriggerValue value, Ground ground, Trigger trigger, Calendar calendar, DateTime at) => value is TriggerValue.StatusOf
        ? new Sight(value, Interval.Unknown, 1, ground.Status is { } status
            ? (new Answer(AnswerKind.Value, 0, 1, WordOf(status.Status)), MeasureKind.Choice)
            : null)
        : new Sight(value, Interval.Exactly(DaysSince(ground, IsWorking(value), trigger, calendar, at), 1), 1);

    /// <summary>Since when something has been so, and the status behind it.</summary>
    public static Ground GroundOf(TriggerValue value, SubjectState subject, Rule rule, Rulebook rules, DateTime at) => new(
        SinceOf(value, subject, rule, rules, at), value.ItemKey is { } item ? StatusOf(item, subject, rules, at) : null, LeftOut: LeftOut(value, subject, rules));

    /// <summary>Whether only working days count.</summary>
    public static bool IsWorking(TriggerValue value) => value is TriggerValue.SilentFor or TriggerValue.DaysAt { Working: true } or TriggerValue.Overdue { Working: true };

    /// <summary>The next instant at which a value passes one of a trigger's limits; null when it will not without another report.</summary>
    public static DateTime? NextOn(TriggerValue value, SubjectState subject, Rule rule, Rulebook rules, DateTime at)
    {
        return SinceOf(value, subject, rule, rules, at) is not { } from ? null : LimitsOf(rule.Trigger, value).Where(l => l is > 0 and <= Longest)
            .Select(l => (DateTime?)(value is TriggerValue.SilentFor
                ? SilentDays.After(subject, from, (int)l, rules)
                : rules.Calendar.After(from, new Span((int)l, IsWorking(value) ? SpanUnit.WorkingDays : SpanUnit.Days))))
            .Where(on => on > at).Min();
    }

    /// <summary>The word under which a status is compared: kebab-case, as it is reported.</summary>
    public static string WordOf(ItemStatus status) => status switch
    {
        ItemStatus.NotStarted => "not-started",
        ItemStatus.InProgress => "in-progress",
        ItemStatus.Met => "met",
        ItemStatus.AtRisk => "at-risk",
        ItemStatus.NotMet => "not-met",
        _ => "not-applicable",
    };

    /// <summary>The status of a word; null when there is none.</summary>
    public static ItemStatus? StatusOf(string word) => Enum.GetValues<ItemStatus>().Where(s => WordOf(s) == word).Select(s => (ItemStatus?)s).FirstOrDefault();

    /// <summary>Days at which something may change: a limit from below, and the day after one not to be passed.</summary>
    private static IEnumerable<long> LimitsOf(Trigger trigger, TriggerValue value) => (trigger.Value is TriggerValue.Joined
            ? trigger.Levels.SelectMany(l => l.When?.Tests ?? []).Where(t => t.Value.Equals(value)).Select(t => (t.Comparison, t.Limit, t.ClearsAt))
            : trigger.Levels.Select(l => (l.Comparison, l.Limit, l.ClearsAt)))
        .SelectMany(l => l.Comparison == Comparison.AtLeast ? [l.Limit] : new[] { l.Limit, l.Limit + 1, (l.ClearsAt ?? l.Limit) + 1 });

    private static int DaysSince(Ground ground, bool working, Trigger trigger, Calendar calendar, DateTime at)
    {
        // Days on which the trigger is not in force any more do not count.
        var until = trigger.InForce?.To is { } to && calendar.StartOf(to.AddDays(1)) is var end && end < at ? end : at;
        return ground.Since is not { } from || from >= until ? 0
            : working ? calendar.WorkingDaysBetween(from, until, ground.LeftOut is { } leftOut ? day => leftOut(day) is not null : null)
            : (int)(until - from).TotalDays;
    }

    /// <summary>Days on which the service was out of order, or the provider closed, are no silence.</summary>
    private static Func<DateOnly, string?>? LeftOut(TriggerValue value, SubjectState subject, Rulebook rules) =>
        value is TriggerValue.SilentFor ? day => SilentDays.WhyLeftOut(day, subject, rules) : null;

    private static DateTime? SinceOf(TriggerValue value, SubjectState subject, Rule rule, Rulebook rules, DateTime at)
    {
        var since = value switch
        {
            TriggerValue.SilentFor s => SilentSince(s, subject, rules, at),
            TriggerValue.DaysAt d => AtSince(d, subject, rules, at),
            TriggerValue.Overdue o => OverdueSince(o, subject, rules, at),
            _ => null,
        };
        return since is not null && rule.Trigger.InForce?.From is { } from && rules.Calendar.StartOf(from).AddSeconds(-1) is var eve && eve > since ? eve : since;
    }

    private static DateTime? SilentSince(TriggerValue.SilentFor value, SubjectState subject, Rulebook rules, DateTime at) =>
        IsPresent(subject, rules, at) && rules.MeasureOf(value.Measure) is { } measure ? Debt.DueOn(subject, measure, rules) : null;

    private static DateTime? AtSince(TriggerValue.DaysAt value, SubjectState subject, Rulebook rules, DateTime at) =>
        StatusOf(value.Item, subject, rules, at) is { } status && status.Status == value.Status ? status.Since : null;

    private static DateTime? OverdueSince(TriggerValue.Overdue value, SubjectState subject, Rulebook rules, DateTime at) =>
        Asked(value.Item, subject, rules, at) is { } item ? Duties.FirstMissed(item, subject, rules, at)?.On : null;

    private static StatusBelief? StatusOf(string key, SubjectState subject, Rulebook rules, DateTime at) =>
        Asked(key, subject, rules, at) is { } item ? Duties.StatusOf(item, subject, rules, rules.Calendar.DateOf(at)) : null;

    /// <summary>The item, if it is asked of the subject now.</summary>
    private static Item? Asked(string key, SubjectState subject, Rulebook rules, DateTime at) =>
        rules.ItemOf(key) is { } item && IsPresent(subject, rules, at) && Duties.AppliesTo(item, subject)
        && Duties.IsInForce(item, rules, rules.Calendar.DateOf(at)) ? item : null;

    private static bool IsPresent(SubjectState subject, Rulebook rules, DateTime at) =>
        subject.Membership?.Covers(rules.Calendar.DateOf(at)) ?? subject.IsAuthority;
}
