using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Intake;

/// <summary>Puts reports into a subject's timeline and steps the triggers that read them.</summary>
/// <remarks>Trigger levels depend on when answers were true, so a late report or a correction refolds what came after it.</remarks>
public static class Timeline
{
    // Trimming unpacks a window and packs it anew; done for every report of a full one it would be most of the work.
    private const int SlackReports = 25;
    private const int SlackDays = 14;

    /// <summary>Absorbs one report or correction.</summary>
    public static void Absorb(SubjectState subject, Point report, long? corrects, Rulebook rules)
    {
        if (corrects is { } corrected)
        {
            Correct(subject.Points, corrected, report.Readings);
            Refold(subject, rules);
            return;
        }

        if (IsNewest(subject, report))
        {
            subject.Window.Append(report);
            Take(subject.Beliefs, subject.Triggers, report, subject, rules);
            return;
        }

        subject.Points.Insert(subject.Points.FindIndex(p => report.Place.IsBefore(p.Place)), report);
        Refold(subject, rules);
    }

    /// <summary>Whether a report comes after all others of the window.</summary>
    public static bool IsNewest(SubjectState subject, Point report) => subject.Window.Last is not { } last || last.IsBefore(report.Place);

    /// <summary>Folds the window again from its checkpoint, by the rules as they are.</summary>
    /// <param name="taken">Called after each report of the window.</param>
    public static void Refold(SubjectState subject, Rulebook rules, Action<Point>? taken = null)
    {
        subject.Rewind(trigger => rules.RuleOf(trigger) is { } rule && Judges(rule, subject));
        FitLevels(subject, rules);
        foreach (var point in subject.Points)
        {
            Take(subject.Beliefs, subject.Triggers, point, subject, rules);
            taken?.Invoke(point);
        }
    }

    /// <summary>Triggers that look at something new when a subject answers these measures.</summary>
    public static HashSet<string> Evaluated(SubjectState subject, IEnumerable<string> measures, Rulebook rules) =>
        [.. measures.SelectMany(rules.Reading).Where(r => Judges(r, subject)).Select(r => r.Trigger.Key)];

    /// <summary>Whether a rule judges a subject by the subject's own readings.</summary>
    public static bool Judges(Rule rule, SubjectState subject) =>
        rule.Trigger.Value is TriggerValue.Reading or TriggerValue.Percent or TriggerValue.Least
        && rule.Trigger.Subject == Scope(subject);

    public static SubjectScope Scope(SubjectState subject) =>
        subject.IsAuthority ? SubjectScope.Authority : SubjectScope.Provider;

    private static void Correct(List<Point> points, long corrected, IReadOnlyList<PointReading> readings)
    {
        var index = points.FindIndex(p => p.Seq == corrected);
        // A nil report that is wrong in one answer is wrong in all: there is somebody there.
        var isNilNoMore = readings.Any(r => r.Answer.Kind != AnswerKind.Nil);
        var kept = points[index].Readings
            .Where(r => readings.All(c => c.Measure != r.Measure) && !(isNilNoMore && r.Answer.Kind == AnswerKind.Nil));
        var renewed = points[index].Renewed.Where(m => readings.All(c => c.Measure != m));
        var revised = points[index] with { Revision = points[index].Revision + 1, Readings = [.. kept, .. readings], Renewed = [.. renewed] };
        points.RemoveAt(index);
        var place = points.FindIndex(p => revised.Place.IsBefore(p.Place));
        points.Insert(place < 0 ? points.Count : place, revised);
    }

    /// <summary>A level that the authority has since switched off is the next lower one that is left.</summary>
    private static void FitLevels(SubjectState subject, Rulebook rules)
    {
        foreach (var rule in rules.Rules)
        {
            if (subject.Triggers.TryGetValue(rule.Trigger.Key, out var state) && state.Level > TriggerLevel.Clear
                && rule.Trigger.Levels.All(l => l.Name != state.Level))
            {
                var level = rule.Trigger.Levels.LastOrDefault(l => l.Name < state.Level)?.Name ?? TriggerLevel.Clear;
                subject.Triggers[rule.Trigger.Key] = state with { Level = level };
            }
        }
    }

    private static void Take(
        Dictionary<string, Belief> beliefs, Dictionary<string, TriggerState> states, Point point, SubjectState subject, Rulebook rules)
    {
        if (point.Readings.Any(r => r.Answer.Kind != AnswerKind.Nil))
        {
            EndNil(beliefs, point, rules);
        }

        // Said to be unchanged is no new evidence: it keeps answers known, and steps no trigger.
        foreach (var measure in point.Renewed)
        {
            if (beliefs.TryGetValue(measure, out var known) && known.AsAt <= point.AsAt && known.Answer.Kind is not (AnswerKind.Nil or AnswerKind.Unknown))
            {
                var every = rules.MeasureOf(measure)?.Every ?? Cadence.Week;
                var isNewPeriod = Period.Of(every, rules.Calendar.DateOf(known.AsAt)) != Period.Of(every, rules.Calendar.DateOf(point.AsAt));
                beliefs[measure] = known.Renew(point.AsAt, point.Seq, isNewPeriod);
            }
        }

        var date = rules.Calendar.DateOf(point.AsAt);
        var evaluated = new Dictionary<Rule, long>(ReferenceEqualityComparer.Instance);
        foreach (var reading in point.Readings)
        {
            // A report older than the checkpoint changes nothing that is believed of a later time.
            if (beliefs.TryGetValue(reading.Measure, out var known) && known.AsAt > point.AsAt)
            {
                continue;
            }

            beliefs[reading.Measure] = new Belief(reading.Answer, point.AsAt, reading.Seq);
            foreach (var rule in rules.Reading(reading.Measure))
            {
                if (Judges(rule, subject) && rule.Covers(date))
                {
                    evaluated[rule] = Math.Max(reading.Seq, evaluated.GetValueOrDefault(rule));
                }
            }
        }

        foreach (var (rule, seq) in evaluated)
        {
            var seen = Evaluation.Of(
                rule.Trigger, m => beliefs.TryGetValue(m, out var b) ? b : null, m => rules.MeasureOf(m)!, rules.Calendar, point.AsAt);
            states[rule.Trigger.Key] = Step.Take(
                rule.Trigger, states.GetValueOrDefault(rule.Trigger.Key) ?? TriggerState.Start, seen, point.AsAt, seq);
        }
    }

    /// <summary>Where there is somebody to answer for again, what a nil report said of the rest is not known any more, and is owed anew for the present period.</summary>
    private static void EndNil(Dictionary<string, Belief> beliefs, Point point, Rulebook rules)
    {
        foreach (var (measure, belief) in beliefs)
        {
            if (belief.Answer.Kind == AnswerKind.Nil && belief.AsAt <= point.AsAt && belief.Seq != point.Seq)
            {
                var present = Period.Of(rules.MeasureOf(measure)?.Every ?? Cadence.Week, rules.Calendar.DateOf(point.AsAt));
                var before = rules.Calendar.StartOf(present.Start).AddSeconds(-1);
                beliefs[measure] = belief with { Answer = Answer.Unknown, AsAt = belief.AsAt < before ? belief.AsAt : before };
            }
        }
    }

    /// <summary>Whether the window holds so much more than it must that it is time to trim it.</summary>
    public static bool IsFull(Window window, DateTime at) =>
        window.Count >= SubjectState.WindowReports + SlackReports || window.Oldest < at.AddDays(-SubjectState.WindowDays - SlackDays);

    /// <summary>Moves reports out of the window into its checkpoint: those too old, and of the others the oldest beyond so many.</summary>
    public static void Trim(SubjectState subject, Rulebook rules, DateTime at, int keep)
    {
        var oldest = at.AddDays(-SubjectState.WindowDays);
        var leaving = subject.Points.TakeWhile((p, i) => p.AsAt < oldest || subject.Points.Count - i > keep).ToList();
        if (leaving.Count == 0)
        {
            return;
        }

        var (beliefs, states) = (new Dictionary<string, Belief>(subject.Base.Beliefs), new Dictionary<string, TriggerState>(subject.Base.Triggers));
        foreach (var point in leaving)
        {
            Take(beliefs, states, point, subject, rules);
        }

        subject.Base = new Checkpoint(beliefs, states);
        subject.Points.RemoveRange(0, leaving.Count);
    }
}
