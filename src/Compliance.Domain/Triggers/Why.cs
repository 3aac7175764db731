using System.Globalization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Calendar = Compliance.Domain.Calendars.Calendar;

namespace Compliance.Domain.Triggers;

/// <summary>Why a trigger stands at its level.</summary>
public static class Why
{
    /// <summary>One sentence: the limit that is reached, or what still holds the level though its limit is not reached now.</summary>
    /// <param name="state">Of a level above clear.</param>
    public static string Say(Trigger trigger, TriggerState state, Evaluation seen, Calendar calendar)
    {
        var level = trigger.Levels.FirstOrDefault(l => l.Name == state.Level) ?? trigger.Levels[^1];
        var name = Sentences.Name(state.Level);
        return seen.Reached(level) switch
        {
            Truth.True => Sentences.Summary(trigger, seen, state.Level),
            Truth.Unknown when seen.Unknown.Count > 0 && trigger.Subject == SubjectScope.Provider =>
                $"{trigger.Title}: {Sentences.Missing(trigger, seen)}; {name} since {Day(state.Since, calendar)}, and {(Sentences.Nothing(trigger, seen).Count < seen.Unknown.Count ? "silence" : "that")} does not clear it",
            Truth.Unknown => $"{trigger.Title}: not known at present; {name} since {Day(state.Since, calendar)}, and silence does not clear it",
            _ when state.HeldUntil is { } until =>
                $"{trigger.Title}: {Sentences.Said(trigger, seen, level)}; {name} since {Day(state.Since, calendar)}, and held until {Instant(until, calendar)}",
            _ when level.When is not null => $"{trigger.Title}: {Sentences.Said(trigger, seen, level)}; {name} since {Day(state.Since, calendar)}, and not yet past what clears it",
            _ => $"{trigger.Title}: {Sentences.Said(trigger, seen, level)}; {name} since {Day(state.Since, calendar)}, and clears only {Clearing(level, seen)}",
        };
    }

    /// <summary>The same of a trigger that has been switched off since.</summary>
    public static string Say(SwitchedOff off, TriggerState state, Calendar calendar) =>
        $"{off.Trigger.Title}: {Sentences.Name(state.Level)} since {Day(state.Since, calendar)}; switched off{(off.Since is { } on ? $" since {Day(on, calendar)}" : "")}, as the authority says: {off.Reason.TrimEnd('.')}";

    /// <summary>The same of a trigger that nobody watches any more.</summary>
    public static string Say(string title, TriggerState state, Unwatched why, Calendar calendar) =>
        $"{title}: {Sentences.Name(state.Level)} since {Day(state.Since, calendar)}, and nobody watches it any more ({char.ToLowerInvariant(why.Reason[0])}{why.Reason[1..].TrimEnd('.')})";

    private static string Clearing(Level level, Evaluation seen)
    {
        var limit = Sentences.Limit(seen.First, Comparison.AtLeast, level.ClearsAt ?? level.Limit, null);
        return level switch
        {
            { Comparison: Comparison.Below, ClearsAt: null } => $"at {limit} or more",
            { Comparison: Comparison.Below or Comparison.AtMost } => $"above {limit}",
            _ => $"below {limit}",
        };
    }

    internal static string Instant(DateTime on, Calendar calendar) => calendar.ToLocal(on).ToString("HH:mm 'on' d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Day(DateTime? since, Calendar calendar) =>
        since is { } on ? calendar.DateOf(on).ToString("d MMMM yyyy", CultureInfo.InvariantCulture) : "the start";
}
