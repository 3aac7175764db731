using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Triggers;

/// <summary>What a trigger sees when it is evaluated.</summary>
/// <param name="Value">What is known of the value; unknown where inputs are missing.</param>
/// <param name="Percent">Whether limits are in percent of the value's own denominator.</param>
/// <param name="Said">The yes-no or choice answer, where levels compare with one.</param>
/// <param name="Floor">Whether the count needed to fire is reached.</param>
/// <param name="Period">The period the newest of its own readings speaks for.</param>
/// <param name="Unknown">Measures that are missing, unknown or stale.</param>
/// <param name="Used">Readings behind the value, with their journal entries.</param>
/// <param name="Nil">A nil report answered it: there is nobody whom the trigger could be about, so no level is reached and all are cleared.</param>
public sealed record Evaluation(
    Interval Value,
    bool Percent,
    (Answer Answer, MeasureKind Kind)? Said,
    Truth Floor,
    Period Period,
    IReadOnlyList<string> Unknown,
    IReadOnlyList<(string Measure, Belief Belief)> Used,
    bool Nil = false)
{
    /// <summary>Whether a level's limit is reached, its floor included.</summary>
    public Truth Met(Level level)
    {
        var reached = Reached(level);
        return reached == Truth.True && Floor != Truth.True ? Floor : reached;
    }

    /// <summary>Whether a level's limit is reached, its floor left aside.</summary>
    public Truth Reached(Level level) => Nil ? Truth.False : level.Comparison switch
    {
        Comparison.AtLeast => Value.AtLeast(level.Limit, Percent),
        Comparison.AtMost => Value.AtMost(level.Limit, Percent),
        Comparison.Below => Not(Value.AtLeast(level.Limit, Percent)),
        Comparison.Is => Said is { } said ? said.Answer.Is(level.Answer!, said.Kind) : Truth.Unknown,
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };

    /// <summary>Whether the value is past a level's clearing limit.</summary>
    public Truth Cleared(Level level) => Nil ? Truth.True : level switch
    {
        { ClearsAt: { } below, Comparison: Comparison.AtLeast } => Not(Value.AtLeast(below, Percent)),
        { ClearsAt: { } above, Comparison: Comparison.AtMost or Comparison.Below } => Not(Value.AtMost(above, Percent)),
        _ => Not(Reached(level)),
    };

    private static Truth Not(Truth truth) => (Truth)(2 - (int)truth);

    /// <summary>Evaluates a trigger on one subject's own readings, as believed at an instant.</summary>
    /// <param name="beliefOf">The latest belief of a measure, stale or not; null when there is none.</param>
    public static Evaluation Of(
        Trigger trigger, Func<string, Belief?> beliefOf, Func<string, Measure> measureOf, Calendar calendar, DateTime at)
    {
        var inputs = new Inputs(beliefOf, measureOf, at);
        var (value, percent, said) = trigger.Value switch
        {
            TriggerValue.Reading r when measureOf(r.Measure).Kind is MeasureKind.YesNo or MeasureKind.Choice =>
                (Interval.Unknown, false, inputs.Fresh(r.Measure) is { } b ? ((Answer, MeasureKind)?)(b.Answer, measureOf(r.Measure).Kind) : null),
            TriggerValue.Reading r =>
                (inputs.Fresh(r.Measure)?.Answer.ToInterval() ?? Interval.Unknown, measureOf(r.Measure).Kind == MeasureKind.Percentage, null),
            TriggerValue.Percent p => (Share(inputs.Fresh(p.Measure), inputs.Fresh(p.Of, divides: true)), true, null),
            TriggerValue.Least l => (Least([.. l.Measures.Select(m => inputs.Fresh(m))], trigger.Missing), false, null),
            _ => throw new ArgumentException($"{trigger.Key} does not read a subject's own readings.", nameof(trigger)),
        };

        inputs.NoteInapplicable(trigger);
        var floor = trigger.AndAtLeast is not { } f ? Truth.True
            : beliefOf(f.Measure) is { } count && IsFresh(count, measureOf(f.Measure), at) ? count.Answer.ToInterval().AtLeast(f.Count, false)
            : Truth.Unknown;
        var newest = trigger.Value.Reads.Take(trigger.Value is TriggerValue.Percent ? 1 : int.MaxValue)
            .Select(m => beliefOf(m)?.AsAt).Max() ?? at;
        return new Evaluation(
            value, percent, said, floor, Period.Of(CadenceOf(trigger, measureOf), calendar.DateOf(newest)),
            inputs.AreNil ? [] : inputs.Missing, inputs.Used, inputs.AreNil);
    }

    /// <summary>A trigger's period: the shortest cadence among the measures it reads.</summary>
    public static Cadence CadenceOf(Trigger trigger, Func<string, Measure> measureOf) =>
        trigger.Value.Reads.Select(m => measureOf(m).Every).DefaultIfEmpty(Cadence.Week).Min();

    /// <summary>Whether a belief is young enough to count. It still is at the very instant its freshness ends.</summary>
    public static bool IsFresh(Belief belief, Measure measure, DateTime at) => at <= StaleAfter(belief, measure);

    public static DateTime StaleAfter(Belief belief, Measure measure) => belief.AsAt.AddDays(measure.FreshForDays);

    private static Interval Share(Belief? part, Belief? of) =>
        part is { Answer: { Kind: AnswerKind.Value or AnswerKind.Nil } p } && of is { Answer: { Kind: AnswerKind.Value, Value: > 0 } o }
            ? Interval.Exactly(p.Value, o.Value)
            : Interval.Unknown;

    private static Interval Least(IReadOnlyList<Belief?> beliefs, MissingStrategy missing)
    {
        var known = beliefs.Where(b => b is { Answer.Kind: AnswerKind.Value }).Select(b => new Fraction(b!.Value.Answer.Value, b.Value.Answer.Of)).ToList();
        var anyMissing = beliefs.Any(b => b is null or { Answer.Kind: AnswerKind.Unknown });
        if (known.Count == 0 || (anyMissing && missing == MissingStrategy.SkipIfAny))
        {
            return Interval.Unknown;
        }

        // All answers of one trigger share a denominator: they are of one kind (the reader sees to it).
        var least = known.MinBy(k => k.Part);
        return anyMissing ? new Interval(null, least) : new Interval(least, least);
    }

    private sealed class Inputs(Func<string, Belief?> beliefOf, Func<string, Measure> measureOf, DateTime at)
    {
        public List<string> Missing { get; } = [];

        public List<(string, Belief)> Used { get; } = [];

        /// <summary>Whether a nil report answered all that was asked for, as far as it applies.</summary>
        public bool AreNil { get; private set; } = true;

        /// <summary>
        /// An answer of not applicable leaves a trigger unable to judge, and that must show: half of a share whose other half is
        /// answered, or the one word a trigger waits for. A number that does not apply, or a share neither half of which does, is simply not asked.
        /// </summary>
        public void NoteInapplicable(Trigger trigger)
        {
            bool Inapplicable(string measure) => Used.Any(u => u.Item1 == measure && u.Item2.Answer.Kind == AnswerKind.NotApplicable);
            var (one, other) = trigger.Value switch
            {
                TriggerValue.Reading r when trigger.Levels.Any(l => l.Comparison == Comparison.Is) => (r.Measure, null),
                TriggerValue.Percent p => (p.Measure, p.Of),
                _ => ((string?)null, (string?)null),
            };
            if (one is not null && Inapplicable(one) != (other is not null && Inapplicable(other)))
            {
                Missing.Add(Inapplicable(one) ? one : other!);
            }
        }

        /// <summary>The belief of a measure if it is fresh; what is not fresh or not known is noted as missing.</summary>
        /// <param name="divides">Whether it is a denominator: a share of nothing is unknown.</param>
        public Belief? Fresh(string measure, bool divides = false)
        {
            var fresh = beliefOf(measure) is { } belief && IsFresh(belief, measureOf(measure), at) ? belief : (Belief?)null;
            AreNil &= fresh is { Answer.Kind: AnswerKind.Nil };
            if (fresh is null or { Answer.Kind: AnswerKind.Unknown } or { Answer: { Kind: AnswerKind.Value, Of: 0 } }
                || (divides && fresh is { Answer: { Kind: AnswerKind.Value or AnswerKind.Nil, Value: 0 } }))
            {
                Missing.Add(measure);
            }

            if (fresh is { } used)
            {
                Used.Add((measure, used));
            }

            return fresh;
        }
    }
}
