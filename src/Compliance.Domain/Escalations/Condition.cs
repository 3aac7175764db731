using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Escalations;

/// <summary>Whether what raised a case still holds.</summary>
public enum Condition
{
    /// <summary>It does not, on answers that count.</summary>
    Clear,

    /// <summary>It does.</summary>
    True,

    /// <summary>What it is judged by is missing or too old.</summary>
    Unknown,

    /// <summary>Nothing judges it any more: its trigger is switched off or retired, its days or its plan have ended, or the service has left.</summary>
    NotWatched,
}

public static class Conditions
{
    /// <summary>The condition of a trigger for a subject, as far as is known now; null without a trigger, for what a person raised only people judge.</summary>
    public static Condition? Of(SubjectState? subject, string? trigger, Rulebook rules, DateTime at) =>
        trigger is null ? null
        : Unwatched.Of(trigger, subject, rules) is not null ? Condition.NotWatched
        : subject is null ? Condition.Unknown
        : subject.StateOf(trigger).Level == TriggerLevel.Clear ? (IsClear(subject, trigger, rules, at) ? Condition.Clear : Condition.Unknown)
        : subject.StateOf(trigger).Unknown.Count > 0 ? Condition.Unknown
        : Condition.True;

    /// <summary>Whether a trigger that stands at clear is so on answers that still count: what is not known might reach none of its levels.</summary>
    public static bool IsClear(SubjectState subject, string trigger, Rulebook rules, DateTime at)
    {
        if (subject.StateOf(trigger) is var state && (state.Level > TriggerLevel.Clear || state.Unknown.Count == 0))
        {
            return state.Level == TriggerLevel.Clear;
        }

        return rules.RuleOf(trigger) is { } rule && Firings.Seen(subject, rule, rules, at) is var seen
            && rule.Trigger.Levels.All(l => seen.Reached(l) == Truth.False);
    }
}
