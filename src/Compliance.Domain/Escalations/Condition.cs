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
    /// <summary>The condition of a case's trigger; null without one.</summary>
    public static Condition? Of(Escalation escalation, SubjectState? subject, Rulebook rules, DateTime at) =>
        WhyNotWatched(escalation, subject, rules) is not null ? Condition.NotWatched : Of(subject, escalation.Trigger, rules, at);

    /// <summary>Why nobody watches what a case stands at: its trigger, or its level alone while the trigger stands below that; null when it is watched.</summary>
    public static Unwatched? WhyNotWatched(Escalation escalation, SubjectState? subject, Rulebook rules) => escalation.Trigger is not { } trigger ? null
        : Unwatched.Of(trigger, subject, rules, escalation.Receipt?.Checklist)
            ?? (subject is null || subject.StateOf(trigger).Level < escalation.Level ? Unwatched.OfLevel(trigger, escalation.Level, rules) : null);

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
        var rule = rules.RuleOf(trigger);
        if (subject.StateOf(trigger) is var state && (state.Level > TriggerLevel.Clear || (state.Unknown.Count == 0 && rule?.Pace != Pace.Counted)))
        {
            return state.Level == TriggerLevel.Clear;
        }

        // What is counted may be known well enough to be judged, and silent providers still reach a limit.
        return rule is not null && Firings.Seen(subject, rule, rules, at) is var seen
            && rule.Trigger.Levels.All(l => seen.Reached(l) == Truth.False);
    }
}
