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
            if (present && Debt.FirstOwed(subject, measure, rules) is { } owed)
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

        // Boards show providers' items only; the authority's own need no entry of their own when they fall due.
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
        var days = due is { } on && on < at ? rules.Calendar.WorkingDaysBetween(on, at) : 0;
        var period = Period.Of(Cadence.Day, rules.Calendar.DateOf(at));
        return new Evaluation(Interval.Exactly(days, 1), false, null, Truth.True, period, [], []);
    }

    /// <summary>Notes a measure that is past due and gives the instant at which that next changes.</summary>
    private static DateTime? Owe(SubjectState subject, Measure measure, Period owed, Rulebook rules, DateTime at)
    {
        var due = rules.Calendar.EndOf(owed.End);
        if (due.AddSeconds(1) <= at)
        {
            subject.Overdue.Add(measure.Key);
            return null;
        }

        // A question never answered is owed from its first whole period on, and boards show that.
        return subject.BeliefOf(measure.Key) is null && rules.Calendar.StartOf(owed.Start) is var begins && begins > at
            ? begins
            : due.AddSeconds(1);
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
            ? rule.Trigger.Levels.Where(l => l.Limit <= LongestSilence).Select(l => (DateTime?)rules.Calendar.AfterWorkingDays(due, (int)l.Limit)).Where(on => on > at).Min()
            : null;
    }

    private static DateTime? DueOn(SubjectState subject, Rule rule, Rulebook rules, bool present) =>
        present && rules.MeasureOf(((TriggerValue.SilentFor)rule.Trigger.Value).Measure) is { } measure ? Debt.DueOn(subject, measure, rules) : null;

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
        var dates = rules.Plans.SelectMany(p => new[] { p.From, p.To.AddDays(1) });
        if (subject.Membership is { } member)
        {
            dates = dates.Append(member.Joined);
            dates = member.Left is { } left ? dates.Append(left.AddDays(1)) : dates;
        }

        return dates.Select(d => (DateTime?)rules.Calendar.StartOf(d)).Where(on => on > at).Min();
    }
}
