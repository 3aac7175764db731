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

        if (IsNewest(subject, report) && !IsAheadOf(subject, report, rules))
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
        var kept = Standing(subject, rules, s => s.KeptOn is not null);
        subject.Moves.Clear();
        subject.Rewind(trigger => rules.RuleOf(trigger) is { } rule && Judges(rule, subject));
        FitLevels(subject, rules);
        CarryOver(subject.Known, rules);
        foreach (var point in subject.Points)
        {
            Take(subject.Known, point, subject, rules, moved);
            taken?.Invoke(point);
        }

        foreach (var (rule, state) in kept)
        {
            Keep(subject, rule, state, rules, subject.Window.Last?.AsAt ?? state.KeptOn!.Value, state.KeptOn!.Value);
        }
    }

    /// <summary>Folds the window again by other rules. A level that its limits do not reach any more stands until something that counts is past what clears it.</summary>
    public static void Change(SubjectState subject, Rulebook rules, DateTime at)
    {
        var before = Standing(subject, rules, s => s.Level > TriggerLevel.Clear);
        Refold(subject, rules);
        foreach (var (rule, state) in before)
        {
            Keep(subject, rule, state, rules, at, at);
        }
    }

    /// <summary>Where triggers on reports stand, each after those that it looks at.</summary>
    private static List<(Rule Rule, TriggerState State)> Standing(SubjectState subject, Rulebook rules, Func<TriggerState, bool> which)
    {
        var standing = new List<(Rule, TriggerState)>();
        foreach (var rule in rules.Ordered)
        {
            if (Judges(rule, subject) && subject.Triggers.TryGetValue(rule.Trigger.Key, out var state) && which(state))
            {
                standing.Add((rule, state));
            }
        }

        return standing;
    }

    private static void Keep(SubjectState subject, Rule rule, TriggerState before, Rulebook rules, DateTime at, DateTime keptOn)
    {
        var state = subject.StateOf(rule.Trigger.Key);
        if (state.Level >= before.Level || !rule.Covers(rules.Calendar.DateOf(at)))
        {
            return;
        }

        var seen = See(rule, subject, subject.Known, rules, at);
        var held = rule.Trigger.Levels.LastOrDefault(l => l.Name <= before.Level && l.Name > state.Level && seen.Cleared(l) != Truth.True);
        if (held is not null)
        {
            subject.Triggers[rule.Trigger.Key] = state with { Level = held.Name, Since = before.Since, SinceSeq = before.SinceSeq, KeptOn = keptOn, Unknown = seen.Unknown };
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

    /// <summary>Whether a rule judges a subject by reports.</summary>
    public static bool Judges(Rule rule, SubjectState subject) => rule.Pace == Pace.Reported && rule.Trigger.Subject == Scope(subject);

    /// <summary>What a rule sees of a subject, as believed at an instant.</summary>
    public static Evaluation See(Rule rule, SubjectState subject, Known known, Rulebook rules, DateTime at) =>
        Look.At(rule.Trigger, rule.Values, rule.Cadence, new SubjectView(subject, known, rule, rules, at), at);

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

    private static void Take(Known known, Point point, SubjectState subject, Rulebook rules, Action? moved = null)
    {
        LetTimePass(known, subject, rules, point.AsAt.AddTicks(-1), moved);
        if (point.Readings.Any(r => r.Answer.Kind != AnswerKind.Nil))
        {
            EndNil(known.Beliefs, point, rules);
        }

        // Said to be unchanged is no new evidence: it keeps answers known, and steps no trigger.
        foreach (var measure in point.Renewed)
        {
            if (known.Beliefs.TryGetValue(measure, out var last) && last.AsAt <= point.AsAt && last.Answer.Kind is not (AnswerKind.Nil or AnswerKind.Unknown))
            {
                var every = rules.MeasureOf(measure)?.Every ?? Cadence.Week;
                var isNewPeriod = Period.Of(every, rules.Calendar.DateOf(last.AsAt)) != Period.Of(every, rules.Calendar.DateOf(point.AsAt));
                Believe(known, measure, last.Renew(point.AsAt, point.Seq, isNewPeriod), rules);
            }
        }

        var date = rules.Calendar.DateOf(point.AsAt);
        var evaluated = new Dictionary<Rule, long>(ReferenceEqualityComparer.Instance);
        foreach (var reading in point.Readings)
        {
            var belief = new Belief(reading.Answer, point.AsAt, reading.Seq);
            Hear(reading.Measure, belief);
            if (rules.ReplacementOf(reading.Measure) is { Replaces: { } replaced } measure && replaced.Map(reading.Answer) is { } carried)
            {
                Hear(measure.Key, belief with { Answer = carried, CarriedFrom = reading.Measure });
            }
        }

        foreach (var (rule, seq) in InOrder(evaluated, rules))
        {
            var before = known.Triggers.GetValueOrDefault(rule.Trigger.Key) ?? TriggerState.Start;
            known.Triggers[rule.Trigger.Key] = Moves.Note(
                rule, before, Step.Take(rule.Trigger, before, See(rule, subject, known, rules, point.AsAt), point.AsAt, seq, rules.Calendar),
                subject, known, rules, point.AsAt, seq);
        }

        void Hear(string measure, in Belief belief)
        {
            // A report older than the checkpoint changes nothing that is believed of a later time.
            if (known.Beliefs.TryGetValue(measure, out var last) && last.AsAt > point.AsAt)
            {
                Recall(known, measure, belief, rules);
                return;
            }

            Believe(known, measure, belief, rules);
            foreach (var rule in rules.Reading(measure))
            {
                if (Judges(rule, subject) && rule.Covers(date))
                {
                    Note(evaluated, rule, belief.Seq, subject, rules, date);
                }
            }
        }
    }

    /// <summary>Answers to questions that are not asked any more become answers to those that take their place, where nothing was answered there.</summary>
    private static void CarryOver(Known known, Rulebook rules)
    {
        foreach (var (earlier, measure) in rules.Replacements)
        {
            if (known.Beliefs.TryGetValue(earlier, out var belief) && !known.Beliefs.ContainsKey(measure.Key) && measure.Replaces!.Map(belief.Answer) is { } answer)
            {
                known.Beliefs[measure.Key] = belief with { Answer = answer, CarriedFrom = earlier };
            }
        }
    }

    /// <summary>Lets time alone move what is on its way to a level or held at one, up to an instant, in the order in which it happens.</summary>
    public static void LetTimePass(Known known, SubjectState subject, Rulebook rules, DateTime until, Action? moved = null)
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
            if (Judges(rule, subject) && known.Triggers.TryGetValue(rule.Trigger.Key, out var state)
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
            if (!Judges(rule, subject) || !rule.Covers(date) || !known.Triggers.TryGetValue(rule.Trigger.Key, out var before))
            {
                continue;
            }

            // The report that brought it on its way is what lets it be known.
            var seen = See(rule, subject, known, rules, on);
            var seq = seen.Used.Select(u => u.Belief.Seq).DefaultIfEmpty(before.SinceSeq).Max();
            var after = known.Triggers[rule.Trigger.Key] = Moves.Note(
                rule, before, Step.Take(rule.Trigger, before, seen, on, seq, rules.Calendar, byTime: true), subject, known, rules, on, seq, byTime: true);
            if (after.Level != before.Level)
            {
                var watching = new Dictionary<Rule, long>(ReferenceEqualityComparer.Instance);
                foreach (var watcher in rules.Watching(rule.Trigger.Key).Where(w => Judges(w, subject) && w.Covers(date)))
                {
                    Note(watching, watcher, seq, subject, rules, date);
                }

                foreach (var (watcher, _) in InOrder(watching, rules))
                {
                    var stood = known.Triggers.GetValueOrDefault(watcher.Trigger.Key) ?? TriggerState.Start;
                    known.Triggers[watcher.Trigger.Key] = Moves.Note(
                        watcher, stood, Step.Take(watcher.Trigger, stood, See(watcher, subject, known, rules, on), on, seq, rules.Calendar),
                        subject, known, rules, on, seq);
                }
            }
        }
    }

    /// <summary>Notes that a rule has something new to look at, and with it all that look at the rule.</summary>
    private static void Note(Dictionary<Rule, long> evaluated, Rule rule, long seq, SubjectState subject, Rulebook rules, DateOnly date)
    {
        evaluated[rule] = Math.Max(seq, evaluated.GetValueOrDefault(rule));
        foreach (var watcher in rules.Watching(rule.Trigger.Key))
        {
            if (Judges(watcher, subject) && watcher.Covers(date))
            {
                Note(evaluated, watcher, seq, subject, rules, date);
            }
        }
    }

    private static IEnumerable<KeyValuePair<Rule, long>> InOrder(Dictionary<Rule, long> evaluated, Rulebook rules) =>
        rules.AreChained && evaluated.Count > 1 ? evaluated.OrderBy(e => e.Key.Order) : evaluated;

    private static void Believe(Known known, string measure, in Belief belief, Rulebook rules)
    {
        known.Beliefs[measure] = belief;
        Recall(known, measure, belief, rules);
    }

    private static void Recall(Known known, string measure, in Belief belief, Rulebook rules)
    {
        if (rules.MemoryOf(measure) is { } memory)
        {
            known.History.Put(measure, Period.Of(memory.Every, rules.Calendar.DateOf(belief.AsAt)), belief, memory);
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

        var known = subject.Base.Copy();
        foreach (var point in leaving)
        {
            Take(known, point, subject, rules);
        }

        subject.Base = known;
        subject.Points.RemoveRange(0, leaving.Count);
        subject.Moves.Clear();
    }
}
