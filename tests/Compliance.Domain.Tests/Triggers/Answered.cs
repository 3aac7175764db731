using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Tests.Triggers;

/// <summary>A subject of which only answers are known.</summary>
internal sealed class Answered(Func<string, Belief?> beliefOf, Func<string, Measure> measureOf) : ISubject
{
    public Calendar Calendar => London.England;

    public Belief? BeliefOf(string measure) => beliefOf(measure);

    public Belief? PastOf(string measure, Period period) => null;

    public Belief? PastBefore(string measure, DateTime until) => null;

    public Measure MeasureOf(string key) => measureOf(key);

    public TriggerState? StateOf(string trigger) => null;

    public DateOnly? BaselineOf(string key) => null;

    /// <summary>Days, statuses and counts are no answers: nothing is known of them.</summary>
    public Sight Given(TriggerValue value, DateTime at, out bool isMissing)
    {
        isMissing = true;
        return new Sight(value, Interval.Unknown, 1);
    }
}
