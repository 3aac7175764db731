using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Intake;

/// <summary>What time alone changes about a subject: what is overdue, stale or silent, and when that next changes.</summary>
public static class Clock
{
    // Far beyond any season; a limit set higher than this is never reached, and nobody counts days to it.
    private const int LongestSilence = 1000;

    /// <summary>Brings everything about a subject that depends on the time up to an instant.</summary>
    public static void Settle(SubjectState subject, Rulebook rules, DateTime at, long seq)
    {
        var today = rules.Calendar.DateOf(at);
        var present = subject.Membership?.Covers(today) ?? subject.IsAuthority;
        subject.Overdue.Clear();
        subject.Stale.Clear();
        DateTime? next = NextOfRegister(subject, rules, at);
        foreach (var measure in rules.Measures.Where(m => Debt.AppliesTo(m, subject)))
        {
            if (present && measure.IsInForce(today) && Debt.FirstOwed(subject, measure, rules) is { } owed)
            {
                next = Deadlines.Earlier(next, Owe(subject, measure, owed, rules, at));
            }

            if (subject.BeliefOf(measure.Key) is { } belief)
            {
                if (!Evaluation.IsFresh(belief, measure, at))
                {
                    subject.Stale.Add(measure.Key);
                }
                else
                {
                    next = Deadlines.Earlier(next, Evaluation.StaleAfter(belief, measure).AddMilliseconds(1));
                }
            }
        }

        if (subject.IsAuthority)
        {
            next = Deadlines.Earlier(next, rules.NextDuty);
        }

        foreach (var item in rules.Items.Where(i => present && !subject.IsAuthority && Duties.AppliesTo(i, subject)))
        {
            next = Deadlines.Earlier(next, Duties.NextOn(item, subject, rules, at));
        }

        foreach (var rule in rules.Silences.Where(r => r.Trigger.Subject == Timeline.Scope(subject)))
        {
            next = Deadlines.Earlier(next, Listen(subject, rule, rules, present, at, seq));
        }

        MarkUnknown(subject, rules, at);
        subject.DueOn = next;
    }

    /// <summary>How long a subject has been silent on a trigger's measure, in whole working days.</summary>
    public static Evaluation Silence(SubjectState subject, Rule rule, Rulebook rules, bool present, DateTime at)
    {
        var due = DueOn(subject, rule, rules, present);
        var until = rule.Trigger.InForce?.To is { } to && rules.Calendar.StartOf(to.AddDays(1)) is var end && end < at ? end : at;
        var days = due is { } on && on < until ? SilentDays.Between(subject, on, until, rules) : 0;
        var period = Period.Of(Cadence.Day, rules.Calendar.DateOf(at));
        return new Evaluation(Interval.Exactly(days, 1), false, null, Truth.True, period, [], []);
    }

    /// <summary>Notes a measure that is past due and gives the instant at which that next changes.</summary>
    private static DateTime? Owe(SubjectState subject, Measure measure, Period owed, Rulebook rules, DateTime at)
    {
        var due = rules.Outages.DueBy(owed.End);
        if (due.HasPassed(at))
        {
            subject.Overdue.Add(measure.Key);
            return null;
        }

        // A question never answered is owed from its first whole period on, and boards show that.
        return subject.BeliefOf(measure.Key) is null && rules.Calendar.StartOf(owed.Start) is var begins && begins > at
            ? begins
            : due.On.AddSeconds(1);
    }

    /// <summary>Steps a silence trigger and gives the instant at which it next changes.</summary>
    private static DateTime? Listen(SubjectState subject, Rule rule, Rulebook rules, bool present, DateTime at, long seq)
    {
        var before = subject.StateOf(rule.Trigger.Key);
        var seen = Silence(subject, rule, rules, present, at);
        var after = Step.Take(rule.Trigger, before, seen, at, seq);
        if (after.Level != before.Level || before.Level != TriggerLevel.Clear)
        {
            subject.Triggers[rule.Trigger.Key] = after;
        }
        else
        {
            subject.Triggers.Remove(rule.Trigger.Key);
        }

        return DueOn(subject, rule, rules, present) is { } due
            ? rule.Trigger.Levels.Where(l => l.Limit <= LongestSilence).Select(l => (DateTime?)SilentDays.After(subject, due, (int)l.Limit, rules)).Where(on => on > at).Min()
            : null;
    }

    /// <remarks>Silence of days on which its trigger was not in force does not count.</remarks>
    private static DateTime? DueOn(SubjectState subject, Rule rule, Rulebook rules, bool present)
    {
        var due = present && rules.MeasureOf(((TriggerValue.SilentFor)rule.Trigger.Value).Measure) is { } measure
            ? Debt.DueOn(subject, measure, rules)
            : null;
        return due is not null && rule.Trigger.InForce?.From is { } from && rules.Calendar.StartOf(from).AddSeconds(-1) is var eve && eve > due ? eve : due;
    }

    private static void MarkUnknown(SubjectState subject, Rulebook rules, DateTime at)
    {
        foreach (var rule in rules.Rules.Where(r => Timeline.Judges(r, subject)))
        {
            if (subject.Triggers.TryGetValue(rule.Trigger.Key, out var state))
            {
                var seen = Evaluation.Of(rule.Trigger, subject.BeliefOf, m => rules.MeasureOf(m)!, rules.Calendar, at);
                if (!seen.Unknown.SequenceEqual(state.Unknown))
                {
                    subject.Triggers[rule.Trigger.Key] = state with { Unknown = seen.Unknown };
                }
            }
        }
    }

    private static DateTime? NextOfRegister(SubjectState subject, Rulebook rules, DateTime at)
    {
        var next = rules.NextTurn(at);
        if (subject.Membership is { } member)
        {
            next = Deadlines.Earlier(next, After(rules.Calendar.StartOf(member.Joined), at));
            next = member.Left is { } left ? Deadlines.Earlier(next, After(rules.Calendar.StartOf(left.AddDays(1)), at)) : next;
            foreach (var closure in member.Closures ?? [])
            {
                // Boards show who is closed as of the last entry, so there must be one when that changes.
                next = Deadlines.Earlier(next, After(rules.Calendar.StartOf(closure.From), at));
                next = Deadlines.Earlier(next, After(rules.Calendar.StartOf(closure.To.AddDays(1)), at));
            }
        }

        return next;
    }

    private static DateTime? After(DateTime on, DateTime at) => on > at ? on : null;
}
