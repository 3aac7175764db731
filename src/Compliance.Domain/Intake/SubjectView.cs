using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Intake;

/// <summary>What a rule may look at of a subject.</summary>
/// <param name="known">What is believed of it, now or while its past is folded.</param>
/// <param name="now">When it looks.</param>
public sealed class SubjectView(SubjectState subject, Known known, Rule rule, Rulebook rules, DateTime now) : ISubject
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

    public (Interval Level, DateTime Until) StandingOf(string trigger)
    {
        if (StateOf(trigger) is not { } state)
        {
            return (Interval.Unknown, DateTime.MaxValue);
        }

        if (rules.RuleOf(trigger) is not { Pace: Pace.Reported } watched)
        {
            return (state.Unknown.Count > 0 ? Interval.Unknown : Interval.Exactly((long)state.Level, 1), DateTime.MaxValue);
        }

        // What it reads may have gone stale since its last step. One answer that is fresh may be certain by itself.
        var seen = Look.At(watched.Trigger, watched.Values, watched.Cadence, new SubjectView(subject, known, watched, rules, now), now);
        if (seen.Unknown.Count == 0)
        {
            return (Interval.Exactly((long)state.Level, 1), seen.Until);
        }

        var certain = watched.Trigger.Levels.LastOrDefault(l => l.Name <= state.Level && seen.Reached(l) == Truth.True)?.Name;
        var possible = watched.Trigger.Levels.LastOrDefault(l => l.Name > state.Level && seen.Reached(l) != Truth.False)?.Name;
        var isHeld = state.Level > TriggerLevel.Clear && certain != state.Level;
        return (new Interval(
            certain is { } lower ? new Fraction((long)lower, 1) : null,
            isHeld || possible is not null ? null : new Fraction((long)state.Level, 1)), seen.Until);
    }

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
