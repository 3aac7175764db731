using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Intake;

/// <summary>What a rule may look at of a subject.</summary>
/// <param name="known">What is believed of it, now or while its past is folded.</param>
public sealed class SubjectView(SubjectState subject, Known known, Rule rule, Rulebook rules) : ISubject
{
    public Calendar Calendar => rules.Calendar;

    public Belief? BeliefOf(string measure) => known.Beliefs.TryGetValue(measure, out var belief) ? belief : null;

    public Belief? PastOf(string measure, Period period) => known.History.Of(measure, period);

    public Belief? PastBefore(string measure, DateTime until) => known.History.Before(measure, until);

    public Measure MeasureOf(string key) => rules.MeasureOf(key)!;

    public TriggerState? StateOf(string trigger) => known.Triggers.TryGetValue(trigger, out var state) ? state
        // What time alone moves is kept only while it stands at a level.
        : rules.RuleOf(trigger) is { Pace: Pace.Timed, Trigger.Value: TriggerValue.SilentFor } ? TriggerState.Start
        : null;

    public DateOnly? BaselineOf(string key) => rule.Plan.Checklist.Baselines?.FirstOrDefault(b => b.Key == key)?.On;

    public Sight Given(TriggerValue value, DateTime at, out bool isMissing)
    {
        if (value.IsCounted)
        {
            return Shares.See(subject, value, rule, out isMissing);
        }

        var sight = Durations.See(value, subject, rule, rules, at);
        isMissing = value is TriggerValue.StatusOf && sight.Said is null;
        return sight;
    }

    public Ground GroundOf(TriggerValue value, DateTime at) =>
        value.IsCounted ? new Ground(Tally: Shares.TallyOf(subject, value, rule)) : Durations.GroundOf(value, subject, rule, rules, at);
}
