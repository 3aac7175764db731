using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Intake;

/// <summary>Puts reports into a subject's timeline and steps the triggers that read them.</summary>
/// <remarks>Trigger levels depend on when answers were true, so a late report or a correction refolds what came after it.</remarks>
public static class Timeline
{
    /// <summary>Absorbs one report or correction.</summary>
    public static void Absorb(SubjectState subject, Point report, long? corrects, Rulebook rules, DateTime at)
    {
        var points = subject.Points;
        if (corrects is { } corrected)
        {
            Correct(points, corrected, report.Readings);
            Refold(subject, rules);
            return;
        }

        if (points.Count == 0 || points[^1].AsAt <= report.AsAt)
        {
            points.Add(report);
            Take(subject.Beliefs, subject.Triggers, report, subject, rules);
            Trim(subject, rules, at);
            return;
        }

        points.Insert(points.FindIndex(p => p.AsAt > report.AsAt), report);
        Trim(subject, rules, at);
        Refold(subject, rules);
    }

    /// <summary>Folds the window again from its checkpoint, by the rules as they are.</summary>
    /// <param name="taken">Called after each report of the window.</param>
    public static void Refold(SubjectState subject, Rulebook rules, Action<Point>? taken = null)
    {
        subject.Rewind(trigger => rules.RuleOf(trigger) is { } rule && Judges(rule, subject));
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
        rule.Trigger.Value is Checklists.TriggerValue.Reading or Checklists.TriggerValue.Percent or Checklists.TriggerValue.Least
        && rule.Trigger.Subject == Scope(subject);

    public static Checklists.SubjectScope Scope(SubjectState subject) =>
        subject.IsAuthority ? Checklists.SubjectScope.Authority : Checklists.SubjectScope.Provider;

    private static void Correct(List<Point> points, long corrected, IReadOnlyList<PointReading> readings)
    {
        var index = points.FindIndex(p => p.Seq == corrected);
        var kept = points[index].Readings.Where(r => readings.All(c => c.Measure != r.Measure));
        points[index] = points[index] with { Revision = points[index].Revision + 1, Readings = [.. kept, .. readings] };
    }

    private static void Take(
        Dictionary<string, Belief> beliefs, Dictionary<string, TriggerState> states, Point point, SubjectState subject, Rulebook rules)
    {
        foreach (var reading in point.Readings)
        {
            beliefs[reading.Measure] = new Belief(reading.Answer, point.AsAt, reading.Seq);
        }

        var evaluated = new HashSet<string>(StringComparer.Ordinal);
        var date = rules.Calendar.DateOf(point.AsAt);
        foreach (var reading in point.Readings)
        {
            foreach (var rule in rules.Reading(reading.Measure))
            {
                if (Judges(rule, subject) && rule.Plan.Covers(date) && evaluated.Add(rule.Trigger.Key))
                {
                    var seen = Evaluation.Of(
                        rule.Trigger, m => beliefs.TryGetValue(m, out var b) ? b : null, m => rules.MeasureOf(m)!, rules.Calendar, point.AsAt);
                    states[rule.Trigger.Key] = Step.Take(
                        rule.Trigger, states.GetValueOrDefault(rule.Trigger.Key) ?? TriggerState.Start, seen, point.AsAt, reading.Seq);
                }
            }
        }
    }

    private static void Trim(SubjectState subject, Rulebook rules, DateTime at)
    {
        var oldest = at.AddDays(-SubjectState.WindowDays);
        var leaving = subject.Points.TakeWhile((p, i) => p.AsAt < oldest || subject.Points.Count - i > SubjectState.WindowReports).ToList();
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
