using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Intake;

/// <summary>The steps behind receipts: those that moved a trigger while an entry was applied.</summary>
public static class Moves
{
    /// <summary>Notes a step if it moved the trigger. What it looked at changes with the next report, so it is looked at again now; that is seldom.</summary>
    /// <returns>The state after the step.</returns>
    public static TriggerState Note(
        Rule rule, TriggerState before, TriggerState after, SubjectState subject, Known known, Rulebook rules, DateTime at, long seq, bool byTime = false)
    {
        if (after.Level != before.Level)
        {
            subject.Moves.Add(new Taken(rule, before, after, See(rule, subject, known, rules, at), at, seq, byTime));
        }

        return after;
    }

    /// <summary>The step that brought a trigger where it stands or, where no step of this entry did, the look that finds it standing there.</summary>
    public static Taken Behind(Rule rule, SubjectState subject, Rulebook rules, DateTime at, long seq)
    {
        var state = subject.StateOf(rule.Trigger.Key);
        return subject.Moves.FindLast(m => m.Rule.Trigger.Key == rule.Trigger.Key && (m.After.Level, m.After.Since, m.After.SinceSeq) == (state.Level, state.Since, state.SinceSeq))
            ?? Standing(rule, state, subject, rules, at, seq);
    }

    /// <summary>The steps by which the reports of the window, as they are believed now, and the time after them moved a trigger.</summary>
    /// <param name="until">Up to when time has passed.</param>
    public static List<Taken> InWindow(string trigger, SubjectState subject, Rulebook rules, DateTime until)
    {
        var copy = new SubjectState(subject.Key) { Membership = subject.Membership, Base = subject.Base };
        copy.Points.AddRange(subject.Points);
        Timeline.Refold(copy, rules);
        PassingTime.Let(copy.Known, copy, rules, until);
        return [.. copy.Moves.Where(m => m.Rule.Trigger.Key == trigger)];
    }

    private static Taken Standing(Rule rule, TriggerState state, SubjectState subject, Rulebook rules, DateTime at, long seq)
    {
        var witness = See(rule, subject, subject.Known, rules, at);
        return new Taken(rule, state, Step.Take(rule.Trigger, state, witness.Seen, at, seq, rules.Calendar, byTime: true), witness, at, seq, ByTime: true);
    }

    private static Witness See(Rule rule, SubjectState subject, Known known, Rulebook rules, DateTime at) =>
        Witness.Of(rule.Trigger, rule.Cadence, new SubjectView(subject, known, rule, rules, at), at);
}
