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
    /// <summary>Absorbs one report or correction.</summary>
    public static void Absorb(SubjectState subject, Point report, long? corrects, Rulebook rules)
    {
        if (corrects is { } corrected)
        {
            Correct(subject.Points, corrected, report.Readings);
            Refold(subject, rules);
            return;
        }

        if (IsNewest(subject, report) && !PassingTime.IsAheadOf(subject, report, rules))
        {
            subject.Window.Append(report);
            Take(subject.Known, report, subject, rules);
            return;
        }

        var place = subject.Points.FindIndex(p => report.Place.IsBefore(p.Place));
        subject.Points.Insert(place < 0 ? subject.Points.Count : place, report);
        Refold(subject, rules);
    }

    /// <summary>Whether a report comes after all others of the window.</summary>
    public static bool IsNewest(SubjectState subject, Point report) => subject.Window.Last is not { } last || last.IsBefore(report.Place);

    /// <summary>Folds the window again from its checkpoint, by the rules as they are.</summary>
    /// <param name="taken">Called after each report of the window.</param>
    /// <param name="moved">Called after time alone has moved a trigger.</param>
    public static void Refold(SubjectState subject, Rulebook rules, Action<Point>? taken = null, Action? moved = null)
    {
        var kept = KeptLevels.Standing(subject, rules, s => s.KeptOn is not null);
        subject.Moves.Clear();
        subject.Rewind(trigger => rules.RuleOf(trigger) is { } rule && Judges(rule, subject));
        KeptLevels.Fit(subject, rules);
        Believing.CarryOver(subject.Known, rules);
        foreach (var point in subject.Points)
        {
            Take(subject.Known, point, subject, rules, moved);
            taken?.Invoke(point);
        }

        foreach (var (rule, state) in kept)
        {
            KeptLevels.Keep(subject, rule, state, rules, subject.Window.Last?.AsAt ?? state.KeptOn!.Value, state.KeptOn!.Value);
        }
    }

    /// <summary>Folds the window again by other rules. A level that its limits do not reach any more stands until something that counts is past what clears it.</summary>
    public static void Change(SubjectState subject, Rulebook rules, DateTime at)
    {
        var before = KeptLevels.Standing(subject, rules, s => s.Level > TriggerLevel.Clear);
        Refold(subject, rules);
        foreach (var (rule, state) in before)
        {
            KeptLevels.Keep(subject, rule, state, rules, at, at);
        }
    }

    /// <summary>Triggers above clear that look at something new when a subject gives these answers.</summary>
    public static HashSet<string> Evaluated(SubjectState subject, IReadOnlyList<Reading> readings, Rulebook rules)
    {
        var evaluated = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < readings.Count; i++)
        {
            foreach (var rule in rules.Reading(readings[i].Measure))
            {
                if (Judges(rule, subject) && subject.StateOf(rule.Trigger.Key).Level > TriggerLevel.Clear)
                {
                    evaluated.Add(rule.Trigger.Key);
                }
            }
        }

        return evaluated;
    }

    /// <summary>Whether a rule judges a subject by reports.</summary>
    public static bool Judges(Rule rule, SubjectState subject) => rule.Pace == Pace.Reported && rule.Trigger.Subject == subject.Scope;

    /// <summary>What a rule sees of a subject, as believed at an instant.</summary>
    public static Evaluation See(Rule rule, SubjectState subject, Known known, Rulebook rules, DateTime at) =>
        Look.At(rule.Trigger, rule.Values, rule.Cadence, new SubjectView(subject, known, rule, rules, at), at);

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

    /// <summary>Takes one report of the window: time passes up to it, its answers are believed, and what reads them is stepped.</summary>
    internal static void Take(Known known, Point point, SubjectState subject, Rulebook rules, Action? moved = null)
    {
        PassingTime.Let(known, subject, rules, point.AsAt.AddTicks(-1), moved);
        if (point.Readings.Any(r => r.Answer.Kind != AnswerKind.Nil))
        {
            Believing.EndNil(known.Beliefs, point, rules);
        }

        // Said to be unchanged is no new evidence: it keeps answers known, and steps no trigger.
        foreach (var measure in point.Renewed)
        {
            if (known.Beliefs.TryGetValue(measure, out var last) && last.AsAt <= point.AsAt && last.Answer.Kind is not (AnswerKind.Nil or AnswerKind.Unknown))
            {
                var every = rules.MeasureOf(measure)?.Every ?? Cadence.Week;
                var isNewPeriod = Period.Of(every, rules.Calendar.DateOf(last.AsAt)) != Period.Of(every, rules.Calendar.DateOf(point.AsAt));
                Believing.Believe(known, measure, last.Renew(point.AsAt, point.Seq, isNewPeriod), rules);
            }
        }

        var date = rules.Calendar.DateOf(point.AsAt);
        var looks = new Looks(subject, rules, date);
        foreach (var reading in point.Readings)
        {
            var belief = new Belief(reading.Answer, point.AsAt, reading.Seq);
            Hear(reading.Measure, belief);
            if (rules.ReplacementOf(reading.Measure) is { Replaces: { } replaced } measure && replaced.Map(reading.Answer) is { } carried)
            {
                Hear(measure.Key, belief with { Answer = carried, CarriedFrom = reading.Measure });
            }
        }

        looks.Step(known, point.AsAt);

        void Hear(string measure, in Belief belief)
        {
            // A report older than the checkpoint changes nothing that is believed of a later time.
            if (known.Beliefs.TryGetValue(measure, out var last) && last.AsAt > point.AsAt)
            {
                Believing.Recall(known, measure, belief, rules);
                return;
            }

            Believing.Believe(known, measure, belief, rules);
            foreach (var rule in rules.Reading(measure))
            {
                looks.Add(rule, belief.Seq);
            }
        }
    }
}
