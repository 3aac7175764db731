using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Triggers;

/// <summary>Evaluates a trigger's values on what is believed of a subject at an instant.</summary>
public sealed class Look
{
    private readonly Trigger _trigger;
    private readonly ISubject _subject;
    private readonly DateTime _at;
    private List<string>? _missing;
    private List<(string, Belief)>? _used;
    private List<(string, Belief)>? _past;
    private DateTime _until = DateTime.MaxValue;
    private bool _isNil;

    private Look(Trigger trigger, ISubject subject, DateTime at) => (_trigger, _subject, _at) = (trigger, subject, at);

    /// <summary>Evaluates a trigger.</summary>
    /// <param name="cadence">The trigger's period.</param>
    public static Evaluation At(Trigger trigger, Cadence cadence, ISubject subject, DateTime at) => At(trigger, [.. trigger.Values], cadence, subject, at);

    /// <param name="values">What the trigger's levels compare, each once.</param>
    public static Evaluation At(Trigger trigger, IReadOnlyList<TriggerValue> values, Cadence cadence, ISubject subject, DateTime at)
    {
        var look = new Look(trigger, subject, at);
        var sights = new Sight[values.Count];
        for (var i = 0; i < sights.Length; i++)
        {
            sights[i] = look.See(values[i]);
        }

        var floor = look.Floor();
        var newest = DateTime.MinValue;
        for (var v = 0; v < values.Count; v++)
        {
            // What divides is no news of its own.
            var reads = values[v].Reads;
            for (var i = 0; i < (Divides(values[v]) ? 1 : reads.Count); i++)
            {
                // Said to be unchanged is no news either, whatever else is reported with it.
                newest = subject.BeliefOf(reads[i]) is { } belief && (belief.SaidOn ?? belief.AsAt) is var said && said > newest ? said : newest;
            }
        }

        return new Evaluation(
            sights, floor, Period.Of(cadence, subject.Calendar.DateOf(newest == DateTime.MinValue ? at : newest)),
            look._missing is { } missing && !Array.TrueForAll(sights, s => s.Nil) ? missing : [], look._used ?? [], look._past ?? [], look._until,
            trigger.Value is TriggerValue.Joined && trigger.Missing == MissingStrategy.SkipIfAny && look._missing is not null);
    }

    private void Miss(string what) => (_missing ??= []).Add(what);

    private bool Misses(string what) => _missing?.Contains(what) == true;

    private static bool Divides(TriggerValue value) =>
        value is TriggerValue.Percent or TriggerValue.Ratio or TriggerValue.Change { Of: TriggerValue.Percent or TriggerValue.Ratio };

    private Truth Floor()
    {
        if (_trigger.AndAtLeast is not { } floor)
        {
            return Truth.True;
        }

        if (_subject.BeliefOf(floor.Measure) is not { } count || !Evaluation.IsFresh(count, _subject.MeasureOf(floor.Measure), _at))
        {
            return Truth.Unknown;
        }

        var until = Evaluation.StaleAfter(count, _subject.MeasureOf(floor.Measure));
        _until = until < _until ? until : _until;
        return count.Answer.ToInterval().AtLeast(floor.Count, 1);
    }

    private Sight See(TriggerValue value)
    {
        _isNil = true;
        var sight = value switch
        {
            TriggerValue.Reading r when IsWord(r.Measure) => Word(r),
            TriggerValue.Reading r => new Sight(r, Fresh(r.Measure)?.Answer.ToInterval() ?? Interval.Unknown, PerOf(r)),
            TriggerValue.Percent p => new Sight(p, Part(p.Measure, p.Of), 100),
            TriggerValue.Ratio r => new Sight(r, Part(r.Measure, r.Of), r.Per),
            TriggerValue.Least l => new Sight(l, Extreme(l.Measures, least: true), 1),
            TriggerValue.Most m => new Sight(m, Extreme(m.Measures, least: false), 1),
            TriggerValue.Change c => Changed(c),
            TriggerValue.LevelOf l => LevelOf(l),
            _ => Given(value),
        };
        return sight with { Nil = _isNil && value.Reads.Count > 0 && value is not TriggerValue.SilentFor };
    }

    private bool IsWord(string measure) => _subject.MeasureOf(measure).Kind is MeasureKind.YesNo or MeasureKind.Choice;

    private int PerOf(TriggerValue value) => value switch
    {
        TriggerValue.Reading r when _subject.MeasureOf(r.Measure).Kind == MeasureKind.Percentage => 100,
        TriggerValue.Percent => 100,
        TriggerValue.Ratio r => r.Per,
        _ => 1,
    };

    private Sight Word(TriggerValue.Reading reading)
    {
        var belief = Fresh(reading.Measure);
        if (belief is { Answer.Kind: AnswerKind.NotApplicable })
        {
            // The one word a trigger waits for does not apply: it cannot judge, and that must show.
            Miss(reading.Measure);
        }

        return new Sight(reading, Interval.Unknown, 1, belief is { } b ? (b.Answer, _subject.MeasureOf(reading.Measure).Kind) : null);
    }

    private Interval Part(string measure, string of)
    {
        var (part, whole) = (Fresh(measure), Fresh(of, divides: true));
        var (first, second) = (part is { Answer.Kind: AnswerKind.NotApplicable }, whole is { Answer.Kind: AnswerKind.NotApplicable });
        if (first != second)
        {
            // Half of a share that does not apply leaves it unable to judge; a share neither half of which does is simply not asked.
            Miss(first ? measure : of);
        }

        return ShareOf(part, whole);
    }

    private static Interval ShareOf(Belief? part, Belief? whole) =>
        part is { Answer: { Kind: AnswerKind.Value or AnswerKind.Nil } p } && whole is { Answer: { Kind: AnswerKind.Value, Value: > 0 } o }
            ? Interval.Exactly(p.Value, o.Value)
            : Interval.Unknown;

    private Interval Extreme(IReadOnlyList<string> measures, bool least)
    {
        Fraction? found = null;
        var anyMissing = false;
        foreach (var measure in measures)
        {
            var belief = Fresh(measure);
            anyMissing |= belief is null or { Answer.Kind: AnswerKind.Unknown };
            if (belief is { Answer: { Kind: AnswerKind.Value } answer }
                && (found is not { } so || (least ? answer.Value < so.Part : answer.Value > so.Part)))
            {
                // All answers of one trigger share a denominator: they are of one kind (the reader sees to it).
                found = new Fraction(answer.Value, answer.Of);
            }
        }

        return found is not { } known || (anyMissing && _trigger.Missing == MissingStrategy.SkipIfAny) ? Interval.Unknown
            : !anyMissing ? new Interval(known, known)
            : least ? new Interval(null, known)
            : new Interval(known, null);
    }

    private Sight Changed(TriggerValue.Change change)
    {
        var now = change.Of.Reads.Count == 2 ? Part(change.Of.Reads[0], change.Of.Reads[1]) : Fresh(change.Of.Reads[0])?.Answer.ToInterval() ?? Interval.Unknown;
        var per = change.In == ChangeUnit.Percent ? 100 : PerOf(change.Of);
        var before = _subject.BeliefOf(change.Of.Reads[0]) is { } latest ? Before(change, latest) : Interval.Unknown;
        var moved = Difference(now, before, change);
        if (moved == Interval.Unknown && now != Interval.Unknown && !Misses(change.Of.Reads[0]))
        {
            // What it was is not known or, where percent of it are asked for, was nothing.
            Miss(change.Of.Reads[0]);
        }

        return new Sight(change, moved, per);
    }

    /// <summary>The value as it was for the earlier period, its denominator as it was known then.</summary>
    private Interval Before(TriggerValue.Change change, Belief latest)
    {
        var (measure, every) = (change.Of.Reads[0], _subject.MeasureOf(change.Of.Reads[0]).Every);
        var present = Period.Of(every, _subject.Calendar.DateOf(latest.AsAt));
        Period? period = change.Since switch
        {
            Since.PreviousPeriod => present.Previous,
            Since.LastYear => Period.Of(every, every == Cadence.Month ? present.Start.AddYears(-1) : present.Start.AddDays(-364)),
            _ => change.Baseline is { } key && _subject.BaselineOf(key) is { } day ? Period.Of(every, day) : null,
        };
        if (period is not { } wanted || _subject.PastOf(measure, wanted) is not { } past)
        {
            return Interval.Unknown;
        }

        (_past ??= []).Add((measure, past));
        if (change.Of.Reads.Count == 1)
        {
            return past.Answer.ToInterval();
        }

        var of = change.Of.Reads[1];
        if (_subject.PastBefore(of, _subject.Calendar.EndOf(wanted.End)) is not { } whole || !Evaluation.IsFresh(whole, _subject.MeasureOf(of), past.AsAt))
        {
            return Interval.Unknown;
        }

        (_past ??= []).Add((of, whole));
        return ShareOf(past, whole);
    }

    private static Interval Difference(Interval now, Interval before, TriggerValue.Change change)
    {
        if (now is not { IsExact: true, Lower: { } n } || before is not { IsExact: true, Lower: { } b } || (change.In == ChangeUnit.Percent && b.Part == 0))
        {
            return Interval.Unknown;
        }

        var rise = n.Of == b.Of ? n.Part - b.Part : n.Part * b.Of - b.Part * n.Of;
        var of = (n.Of == b.Of, change.In) switch
        {
            (true, ChangeUnit.Percent) => b.Part,
            (true, _) => n.Of,
            (false, ChangeUnit.Percent) => b.Part * n.Of,
            _ => n.Of * b.Of,
        };
        return Interval.Exactly(change.Falls ? -rise : rise, of);
    }

    private Sight LevelOf(TriggerValue.LevelOf value)
    {
        // A level that only stands because nothing is known any more is as unknown as what it reads.
        var (level, until) = _subject.StandingOf(value.Trigger);
        _until = until < _until ? until : _until;
        if (!level.IsExact)
        {
            Miss(value.Trigger);
        }

        return new Sight(value, level, 1);
    }

    private Sight Given(TriggerValue value)
    {
        var sight = _subject.Given(value, _at, out var isMissing);
        if (isMissing)
        {
            Miss(value.ItemKey ?? (value.Watches is [var watched, ..] ? watched : null) ?? (value as TriggerValue.SumOfProviders)?.Measure ?? _trigger.Key);
        }

        return sight;
    }

    /// <summary>The belief of a measure if it is fresh; what is not fresh or not known is noted as missing.</summary>
    /// <param name="divides">Whether it is a denominator: a share of nothing is unknown.</param>
    private Belief? Fresh(string measure, bool divides = false)
    {
        var about = _subject.MeasureOf(measure);
        var belief = _subject.BeliefOf(measure);
        if (belief is { } known)
        {
            var until = Evaluation.StaleAfter(known, about);
            belief = _at <= until ? belief : null;
            _until = belief is not null && until < _until ? until : _until;
        }

        _isNil &= belief is { Answer.Kind: AnswerKind.Nil };
        if ((belief is null or { Answer.Kind: AnswerKind.Unknown } or { Answer: { Kind: AnswerKind.Value, Of: 0 } }
            || (divides && belief is { Answer: { Kind: AnswerKind.Value or AnswerKind.Nil, Value: 0 } }))
            && !Misses(measure))
        {
            Miss(measure);
        }

        if (belief is { } used && _used?.Exists(u => u.Item1 == measure) != true)
        {
            // Most look at two.
            (_used ??= new(2)).Add((measure, used));
        }

        return belief;
    }
}
