using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Intake;

/// <summary>Triggers on reports that time alone moves: what is on its way to a level for a duration, and what is held at one.</summary>
public static class PassingTime
{
    /// <summary>Lets time alone move what is on its way to a level or held at one, up to an instant, in the order in which it happens.</summary>
    public static void Let(Known known, SubjectState subject, Rulebook rules, DateTime until, Action? moved = null)
    {
        if (rules.Lasting.Count == 0)
        {
            return;
        }

        var after = DateTime.MinValue;
        while (NextOn(known, subject, rules, after) is { } on && on <= until)
        {
            Move(known, subject, rules, on);
            moved?.Invoke();
            after = on;
        }
    }

    /// <summary>When time alone next moves a trigger on reports, after an instant; null when it will not.</summary>
    public static DateTime? NextOn(Known known, SubjectState subject, Rulebook rules, DateTime after)
    {
        DateTime? next = null;
        foreach (var rule in rules.Lasting)
        {
            if (Timeline.Judges(rule, subject) && known.Triggers.TryGetValue(rule.Trigger.Key, out var state)
                && Step.NextOn(rule.Trigger, state, after, rules.Calendar) is { } on && !(next <= on))
            {
                next = on;
            }
        }

        return next;
    }

    private static void Move(Known known, SubjectState subject, Rulebook rules, DateTime on)
    {
        var date = rules.Calendar.DateOf(on);
        foreach (var rule in rules.Lasting)
        {
            if (!Timeline.Judges(rule, subject) || !rule.Covers(date) || !known.Triggers.TryGetValue(rule.Trigger.Key, out var before))
            {
                continue;
            }

            // The report that brought it on its way is what lets it be known.
            var seen = Timeline.See(rule, subject, known, rules, on);
            var seq = seen.Used.Select(u => u.Belief.Seq).DefaultIfEmpty(before.SinceSeq).Max();
            var after = known.Triggers[rule.Trigger.Key] = Moves.Note(
                rule, before, Step.Take(rule.Trigger, before, seen, on, seq, rules.Calendar, byTime: true), subject, known, rules, on, seq, byTime: true);
            if (after.Level != before.Level)
            {
                var watching = new Looks(subject, rules, date);
                watching.AddWatchers(rule, seq);
                watching.Step(known, on);
            }
        }
    }

    /// <summary>Whether time alone has already moved a trigger later than a report that comes now is true of; then what it moved must be folded again.</summary>
    public static bool IsAheadOf(SubjectState subject, Point report, Rulebook rules)
    {
        // What a report says of an instant counts before what time does at that instant.
        var isOwnInstant = subject.Window.Last is not { } last || last.AsAt < report.AsAt;
        foreach (var rule in rules.Lasting)
        {
            if (subject.Triggers.TryGetValue(rule.Trigger.Key, out var state)
                && (state.Since > report.AsAt || (isOwnInstant && state.Since == report.AsAt)))
            {
                return true;
            }
        }

        return false;
    }
}
