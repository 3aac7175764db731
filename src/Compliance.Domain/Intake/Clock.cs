using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Intake;

/// <summary>What time alone changes about a subject: what is overdue, stale or silent, and when that next changes.</summary>
public static class Clock
{
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

        PassingTime.Let(subject.Known, subject, rules, at);
        next = Deadlines.Earlier(next, PassingTime.NextOn(subject.Known, subject, rules, at));
        MarkUnknown(subject, rules, at);
        foreach (var rule in rules.Timed)
        {
            if (rule.Trigger.Subject == subject.Scope)
            {
                next = Deadlines.Earlier(next, Listen(subject, rule, rules, at, seq));
            }
        }

        subject.DueOn = next;
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

    /// <summary>Steps a trigger that time alone moves, and gives the instant at which it next does.</summary>
    private static DateTime? Listen(SubjectState subject, Rule rule, Rulebook rules, DateTime at, long seq)
    {
        if (rule.Trigger.Value is not TriggerValue.SilentFor && !rule.Covers(rules.Calendar.DateOf(at)))
        {
            // Outside its days it stays as it is: nothing that is not asked any more is good news.
            return null;
        }

        var before = subject.StateOf(rule.Trigger.Key);
        var after = Step.Take(rule.Trigger, before, Timeline.See(rule, subject, subject.Known, rules, at), at, seq, rules.Calendar);
        Moves.Note(rule, before, after, subject, subject.Known, rules, at, seq);
        if (rule.Trigger.Value is TriggerValue.SilentFor && after.Level == TriggerLevel.Clear && before.Level == TriggerLevel.Clear)
        {
            // Nearly nobody is silent, and nothing needs to be kept of those who are not.
            subject.Triggers.Remove(rule.Trigger.Key);
        }
        else
        {
            subject.Triggers[rule.Trigger.Key] = after;
        }

        var next = Step.NextOn(rule.Trigger, after, at, rules.Calendar);
        foreach (var value in rule.Values)
        {
            next = Deadlines.Earlier(next, Durations.NextOn(value, subject, rule, rules, at));
        }

        return next;
    }

    private static void MarkUnknown(SubjectState subject, Rulebook rules, DateTime at)
    {
        foreach (var rule in rules.Ordered)
        {
            if (Timeline.Judges(rule, subject) && subject.Triggers.TryGetValue(rule.Trigger.Key, out var state) && !IsStillKnown(rule, state, subject))
            {
                var seen = Timeline.See(rule, subject, subject.Known, rules, at);
                if (!seen.Unknown.SequenceEqual(state.Unknown))
                {
                    subject.Triggers[rule.Trigger.Key] = state with { Unknown = seen.Unknown };
                }
            }
        }
    }

    /// <summary>Whether all that was known when a trigger was last stepped still counts. It nearly always does, and then there is no need to look again.</summary>
    private static bool IsStillKnown(Rule rule, TriggerState state, SubjectState subject)
    {
        if (state.Unknown.Count > 0 || rule.IsChained)
        {
            return false;
        }

        for (var i = 0; i < rule.Reads.Count; i++)
        {
            if (subject.Stale.Contains(rule.Reads[i]) || subject.BeliefOf(rule.Reads[i]) is not { Answer.Kind: not AnswerKind.Unknown })
            {
                return false;
            }
        }

        return true;
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
