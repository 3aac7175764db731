using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Triggers;

/// <summary>All that a trigger may look at of its subject: live, while the past is folded, or in a receipt.</summary>
public interface ISubject
{
    /// <summary>The latest belief of a measure, stale or not; null when there is none.</summary>
    Belief? BeliefOf(string measure);

    /// <summary>What was last believed for an earlier period of a measure; null when nothing was.</summary>
    Belief? PastOf(string measure, Period period);

    /// <summary>What was last believed of a measure up to an instant; null when nothing was.</summary>
    Belief? PastBefore(string measure, DateTime until);

    Measure MeasureOf(string key);

    /// <summary>Where another trigger stands; null when it never stood anywhere.</summary>
    TriggerState? StateOf(string trigger);

    /// <summary>Between which levels another trigger stands for certain, and until when that counts without another answer.</summary>
    (Interval Level, DateTime Until) StandingOf(string trigger) =>
        (StateOf(trigger) is { Unknown.Count: 0 } state ? Interval.Exactly((long)state.Level, 1) : Interval.Unknown, DateTime.MaxValue);

    /// <summary>Days, statuses and what is counted over providers: what no reading of the subject says.</summary>
    Sight Given(TriggerValue value, DateTime at, out bool isMissing);

    /// <summary>What lies behind such a value.</summary>
    Ground GroundOf(TriggerValue value, DateTime at) => default;

    /// <summary>The day of a baseline of the trigger's checklist; null when it has none of that name.</summary>
    DateOnly? BaselineOf(string key);

    Calendar Calendar { get; }
}
