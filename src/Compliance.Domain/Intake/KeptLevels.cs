using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Intake;

/// <summary>Levels that stand although the limits behind them have moved: nobody is cleared by a change of the rules.</summary>
internal static class KeptLevels
{
    /// <summary>Where triggers on reports stand, each after those that it looks at.</summary>
    public static List<(Rule Rule, TriggerState State)> Standing(SubjectState subject, Rulebook rules, Func<TriggerState, bool> which)
    {
        var standing = new List<(Rule, TriggerState)>();
        foreach (var rule in rules.Ordered)
        {
            if (Timeline.Judges(rule, subject) && subject.Triggers.TryGetValue(rule.Trigger.Key, out var state) && which(state))
            {
                standing.Add((rule, state));
            }
        }

        return standing;
    }

    /// <summary>Keeps a trigger at the highest level at which it stood and which nothing has cleared.</summary>
    /// <param name="keptOn">Since when a level stands that its limits do not reach any more.</param>
    public static void Keep(SubjectState subject, Rule rule, TriggerState before, Rulebook rules, DateTime at, DateTime keptOn)
    {
        var state = subject.StateOf(rule.Trigger.Key);
        if (state.Level >= before.Level || !rule.Covers(rules.Calendar.DateOf(at)))
        {
            return;
        }

        var seen = Timeline.See(rule, subject, subject.Known, rules, at);
        var held = rule.Trigger.Levels.LastOrDefault(l => l.Name <= before.Level && l.Name > state.Level && seen.Cleared(l) != Truth.True);
        if (held is not null)
        {
            subject.Triggers[rule.Trigger.Key] = state with { Level = held.Name, Since = before.Since, SinceSeq = before.SinceSeq, KeptOn = keptOn, Unknown = seen.Unknown };
        }
    }

    /// <summary>A level that the authority has since switched off is the next lower one that is left.</summary>
    public static void Fit(SubjectState subject, Rulebook rules)
    {
        foreach (var rule in rules.Rules)
        {
            if (subject.Triggers.TryGetValue(rule.Trigger.Key, out var state) && state.Level > TriggerLevel.Clear
                && rule.Trigger.Levels.All(l => l.Name != state.Level))
            {
                var level = rule.Trigger.Levels.LastOrDefault(l => l.Name < state.Level)?.Name ?? TriggerLevel.Clear;
                subject.Triggers[rule.Trigger.Key] = state with { Level = level };
            }
        }
    }
}
