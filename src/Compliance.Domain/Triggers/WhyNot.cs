using System.Globalization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Calendar = Compliance.Domain.Calendars.Calendar;

namespace Compliance.Domain.Triggers;

public enum WhyNotReason
{
    /// <summary>The value is known and does not reach the limit, or is held back by the count needed to fire.</summary>
    NotMet,

    /// <summary>The limit is reached, but not in enough periods or not for long enough.</summary>
    Sustained,

    /// <summary>Something it reads is missing, unknown or stale.</summary>
    Unknown,

    /// <summary>Nothing was ever reported.</summary>
    Silent,

    /// <summary>Nobody watches it: whether it is reached is not known.</summary>
    NotWatched,
}

/// <summary>Why a level is not reached.</summary>
/// <param name="Have">Periods that reach the limit and count.</param>
/// <param name="Need">Periods needed.</param>
/// <param name="On">When a duration will be over if nothing changes; null when none is running.</param>
public sealed record WhyNot(
    TriggerLevel Level, WhyNotReason Reason, int Have, int Need, Sight Seen, long Limit, string Sentence, DateTime? On = null)
{
    /// <summary>Why each level above the present one is not reached, lowest first.</summary>
    public static IReadOnlyList<WhyNot> Of(Trigger trigger, TriggerState state, Evaluation seen, Calendar calendar) =>
        [.. trigger.Levels.Where(l => l.Name > state.Level).Select(l => Of(trigger, l, state.RunOf(l.Name), seen, calendar))];

    /// <summary>The same of a trigger of which something is not watched; of that nothing else can be said.</summary>
    /// <param name="seen">What it sees; null where nothing looks.</param>
    /// <param name="why">Why none of it is watched; null where it is but for the levels that are switched off.</param>
    /// <param name="off">Levels that are switched off by themselves.</param>
    public static IReadOnlyList<WhyNot> Of(
        Trigger trigger, TriggerState state, Evaluation? seen, Unwatched? why, IReadOnlyList<WatchGap> off, Calendar calendar) =>
    [
        .. (why is null && seen is not null ? Of(trigger, state, seen, calendar) : trigger.Levels.Where(l => l.Name > state.Level).Select(l => NotWatched(trigger.Key, l.Name, l, why!, calendar)))
            .Concat(off.Where(g => g.Level > state.Level).Select(g => NotWatched(trigger.Key, g.Level!.Value, g.Trigger.Levels.First(l => l.Name == g.Level), g.Why, calendar)))
            .OrderBy(w => w.Level),
    ];

    private static WhyNot NotWatched(string trigger, TriggerLevel name, Level level, Unwatched why, Calendar calendar) => new(
        name, WhyNotReason.NotWatched, 0, level.Periods, default, level.Limit, WatchGap.Say(trigger, name, why, calendar));

    private static WhyNot Of(Trigger trigger, Level level, Run run, Evaluation seen, Calendar calendar)
    {
        var reached = seen.Reached(level);
        var met = seen.Met(level);
        var on = level.For is { } span && run.From is { } from && met == Truth.True ? calendar.After(from, span) : (DateTime?)null;
        var reason = reached == Truth.Unknown
                ? (seen.Used.Count == 0 && seen.Unknown.Count > 0 && trigger.Subject == SubjectScope.Provider ? WhyNotReason.Silent : WhyNotReason.Unknown)
            : met == Truth.Unknown ? WhyNotReason.Unknown
            : met == Truth.True && (run.Count < level.Periods || on is not null) ? WhyNotReason.Sustained
            : WhyNotReason.NotMet;
        return new WhyNot(
            level.Name, reason, run.Count, level.Periods, seen.First, level.Limit, Say(trigger, level, run, seen, reason, reached, on, calendar), on);
    }

    private static string Say(
        Trigger trigger, Level level, Run run, Evaluation seen, WhyNotReason reason, Truth reached, DateTime? on, Calendar calendar)
    {
        var name = Sentences.Name(level.Name);
        var limit = Sentences.Limit(level, seen);
        return reason switch
        {
            _ when seen.Nil => $"By a nil report there is nobody cared for and nobody employed, so there is nothing that {name} could be about.",
            WhyNotReason.Silent => $"There is no answer to {Sentences.List(seen.Unknown)} that still counts, so {name} can be neither reached nor ruled out.",
            WhyNotReason.Unknown when level.When is { } when => $"{Name(name)} cannot be told: {Conditions(when, seen)}.",
            WhyNotReason.Unknown when trigger.Value.IsCounted => Counted(trigger, seen, name, limit),
            WhyNotReason.Unknown when trigger.Value is TriggerValue.Change change && seen.Used.Count > 0 && Sentences.Nothing(trigger, seen).Count == 0 => Unchanged(change, seen, name),
            WhyNotReason.Unknown => $"{Sentences.Missing(trigger, seen)}, so {name} can be neither reached nor ruled out.",
            WhyNotReason.Sustained => $"{Reached(trigger, level, seen, name, limit)}; {Needs(level, run, name, on, calendar)}.",
            _ when reached == Truth.True => string.Create(
                CultureInfo.InvariantCulture, $"{Reached(trigger, level, seen, name, limit)}, but fewer than {trigger.AndAtLeast!.Count} are counted in `{trigger.AndAtLeast.Measure}`."),
            _ when level.When is { } when => $"What {name} needs does not hold: {Conditions(when, seen)}.",
            _ when level.Comparison == Comparison.Is => $"The {(trigger.Value is TriggerValue.StatusOf ? "status" : "answer")} is {Sentences.Said(seen.First)}, not {limit}.",
            _ => $"{Sentences.Said(seen.First)} is {Misses(level)} {name}'s {limit}.",
        };
    }

    private static string Counted(Trigger trigger, Evaluation seen, string name, string limit) => seen.Value == Interval.Unknown
        ? seen.Unknown.Count > 0 ? $"Too few providers have reported to tell whether {name}'s {limit} is reached."
            : $"What would divide adds up to 0 so far, and there is no share of nothing, so {name} can be neither reached nor ruled out."
        : trigger.Value is TriggerValue.ShareOfProviders
            ? $"The share is {Sentences.Said(seen.First)}; {name} fires once at least {limit} is certain."
            : $"It is {Sentences.Said(seen.First)}; {name} fires once at least {limit} is certain.";

    private static string Unchanged(TriggerValue.Change change, Evaluation seen, string name) => seen.Past.Count == 0
        ? $"There is no answer to {Sentences.What(change.Of)} for {Earlier(change)}, so {name} can be neither reached nor ruled out."
        : seen.Past.FirstOrDefault(p => p.Measure == Sentences.DivisorOf(change.Of)) is { Measure: { } divisor, Belief.Answer.IsZero: true }
            ? $"`{divisor}` was 0 for {Earlier(change)}, and there is no share of nothing, so {name} can be neither reached nor ruled out."
        : change.In == ChangeUnit.Percent && seen.Past[0].Belief.Answer.IsZero
            ? $"{Sentences.What(change.Of)} was 0 for {Earlier(change)}, and of nothing there is no percentage, so {name} can be neither reached nor ruled out."
        : $"What {Sentences.What(change.Of)} was for {Earlier(change)} is not known, so {name} can be neither reached nor ruled out.";

    private static string Earlier(TriggerValue.Change change) => change.Since switch
    {
        Since.PreviousPeriod => "the period before",
        Since.LastYear => "the same period a year before",
        _ => $"the period of `{change.Baseline}`",
    };

    private static string Reached(Trigger trigger, Level level, Evaluation seen, string name, string limit) => level.When is not null
        ? $"What {name} needs holds: {Sentences.Said(trigger, seen, level)}"
        : $"{Sentences.Said(seen.First)} {(level.Comparison == Comparison.Below ? "is below" : "reaches")} {name}'s {limit}";

    private static string Needs(Level level, Run run, string name, DateTime? on, Calendar calendar)
    {
        var periods = level.OfLast is { } last ? FormattableString.Invariant($"{name} needs {level.Periods} of the last {last} periods and this makes {run.Count}")
            : FormattableString.Invariant($"{name} needs {level.Periods} periods in a row and this is {Nth(run.Count)}");
        // An answer that counts no longer by then says nothing of then.
        var lasts = on is not { } until ? null
            : run.Until < until ? $"{name} needs it for {Sentences.Length(level.For!)}, and another answer must come before, for this one counts only until {Why.Instant(run.Until.Value, calendar)}"
            : $"{name} needs it for {Sentences.Length(level.For!)}, which will be at {Why.Instant(until, calendar)} if nothing changes";
        return run.Count >= level.Periods ? lasts! : lasts is null ? periods : $"{periods}; {lasts}";
    }

    private static string Conditions(Condition when, Evaluation seen) =>
        string.Join("; ", when.Tests.Select(t => Sentences.Condition(t, seen)));

    private static string Misses(Level level) => level.Comparison switch
    {
        Comparison.AtLeast => "below",
        Comparison.Below => "not below",
        _ => "above",
    };

    private static string Name(string level) => char.ToUpperInvariant(level[0]) + level[1..];

    private static string Nth(int count) => count switch
    {
        0 => "not yet one",
        1 => "the first",
        2 => "the second",
        3 => "the third",
        _ => string.Create(CultureInfo.InvariantCulture, $"number {count}"),
    };
}
