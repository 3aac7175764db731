using System.Globalization;
using Compliance.Domain.Checklists;

namespace Compliance.Domain.Triggers;

/// <summary>Why a trigger stands at its level.</summary>
public static class Why
{
    /// <summary>One sentence: the limit that is reached, or what still holds the level though its limit is not reached now.</summary>
    /// <param name="state">Of a level above clear.</param>
    public static string Say(Trigger trigger, TriggerState state, Evaluation seen)
    {
        var level = trigger.Levels.FirstOrDefault(l => l.Name == state.Level) ?? trigger.Levels[^1];
        var name = Sentences.Name(state.Level);
        return seen.Reached(level) switch
        {
            Truth.True => Sentences.Summary(trigger, seen, state.Level),
            Truth.Unknown when seen.Unknown.Count > 0 && trigger.Subject == SubjectScope.Provider =>
                $"{trigger.Title}: {string.Join(", ", seen.Unknown.Select(m => $"`{m}`"))} is not known at present; {name} since {Day(state)}, and silence does not clear it",
            Truth.Unknown => $"{trigger.Title}: not known at present; {name} since {Day(state)}, and silence does not clear it",
            _ => $"{trigger.Title}: {Sentences.Said(seen)}; {name} since {Day(state)}, and clears only {Clearing(level, seen.Percent)}",
        };
    }

    private static string Clearing(Level level, bool percent)
    {
        var limit = (level.ClearsAt ?? level.Limit).ToString(CultureInfo.InvariantCulture) + (percent ? " %" : "");
        return level switch
        {
            { Comparison: Comparison.Below, ClearsAt: null } => $"at {limit} or more",
            { Comparison: Comparison.Below or Comparison.AtMost } => $"above {limit}",
            _ => $"below {limit}",
        };
    }

    private static string Day(TriggerState state) => state.Since?.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) ?? "the start";
}
