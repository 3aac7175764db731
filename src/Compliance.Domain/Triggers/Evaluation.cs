using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Triggers;

/// <summary>What a trigger sees when it is evaluated.</summary>
/// <param name="Sights">One for each of the trigger's values.</param>
/// <param name="Floor">Whether the count needed to fire is reached.</param>
/// <param name="Period">The period the newest of its own readings speaks for.</param>
/// <param name="Unknown">What it reads that is missing, unknown or stale: measures, items or other triggers.</param>
/// <param name="Used">Readings behind the value, with their journal entries.</param>
/// <param name="Past">Readings of earlier periods behind the value.</param>
/// <param name="Until">Until when what it saw still counts without another answer.</param>
/// <param name="IsBlind">Something is missing, and the trigger is not to be judged then.</param>
public sealed record Evaluation(
    IReadOnlyList<Sight> Sights,
    Truth Floor,
    Period Period,
    IReadOnlyList<string> Unknown,
    IReadOnlyList<(string Measure, Belief Belief)> Used,
    IReadOnlyList<(string Measure, Belief Belief)> Past,
    DateTime Until,
    bool IsBlind = false)
{
    /// <summary>What is seen of one value that needs no readings.</summary>
    public static Evaluation Of(Sight sight, Period period, IReadOnlyList<string>? unknown = null) =>
        new([sight], Truth.True, period, unknown ?? [], [], [], DateTime.MaxValue);

    /// <summary>What is seen of the first value; of a trigger with one value, all that is seen.</summary>
    public Sight First => Sights[0];

    public Interval Value => First.Value;

    public int Per => First.Per;

    /// <summary>The yes-no or choice answer, or the status, where levels compare with one.</summary>
    public (Answer Answer, MeasureKind Kind)? Said => First.Said;

    /// <summary>A nil report answered all of it.</summary>
    public bool Nil { get; } = Sights.Count == 1 ? Sights[0].Nil : Sights.Any() && Sights.All(s => s.Nil);

    /// <summary>Whether a level's limit is reached, its floor included.</summary>
    public Truth Met(Level level)
    {
        var reached = Reached(level);
        return reached == Truth.True ? reached.And(Floor) : reached;
    }

    /// <summary>Whether a level's limit is reached, its floor left aside.</summary>
    public Truth Reached(Level level) => Nil ? Truth.False
        : IsBlind ? Truth.Unknown
        : level.When is { } when ? Holds(when, clearing: false)
        : First.Reached(level.Comparison, level.Limit, level.Answer);

    /// <summary>Whether the value is past a level's clearing limit.</summary>
    public Truth Cleared(Level level) => Nil ? Truth.True
        : IsBlind ? Truth.Unknown
        : level.When is { } when ? Holds(when, clearing: true).Not()
        : First.Cleared(level.Comparison, level.Limit, level.Answer, level.ClearsAt);

    /// <summary>What is seen of a value of the trigger.</summary>
    public Sight SightOf(TriggerValue value)
    {
        for (var i = 0; i < Sights.Count; i++)
        {
            if (Sights[i].Of is { } of && (ReferenceEquals(of, value) || of.Equals(value)))
            {
                return Sights[i];
            }
        }

        throw new ArgumentException("The trigger has no such value.", nameof(value));
    }

    /// <summary>Whether conditions joined hold.</summary>
    /// <param name="clearing">Whether each stands until it is past its clearing limit.</param>
    /// <param name="opposite">Whether what is asked for is that it does not hold: there a clearing limit means nothing, and a nil report speaks for no level either.</param>
    private Truth Holds(Condition condition, bool clearing, bool opposite = false) => condition switch
    {
        Condition.All all => all.Of.Aggregate(Truth.True, (truth, c) => truth.And(Holds(c, clearing, opposite))),
        Condition.Any any => any.Of.Aggregate(Truth.False, (truth, c) => truth.Or(Holds(c, clearing, opposite))),
        Condition.Not not => Holds(not.Of, clearing, !opposite).Not(),
        Condition.Test test => opposite && SightOf(test.Value).Nil ? Truth.True : Holds(test, clearing && !opposite),
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    /// <summary>Whether one condition holds.</summary>
    public Truth Holds(Condition.Test test, bool clearing = false)
    {
        var sight = SightOf(test.Value);
        return clearing
            ? sight.Cleared(test.Comparison, test.Limit, test.Answer, test.ClearsAt).Not()
            : sight.Reached(test.Comparison, test.Limit, test.Answer);
    }

    /// <summary>A trigger's period: the shortest cadence among the measures it reads.</summary>
    public static Cadence CadenceOf(Trigger trigger, Func<string, Measure> measureOf) =>
        trigger.Reads.Select(m => measureOf(m).Every).DefaultIfEmpty(Cadence.Week).Min();

    /// <summary>Whether a belief is young enough to count. It still is at the very instant its freshness ends.</summary>
    public static bool IsFresh(in Belief belief, Measure measure, DateTime at) => at <= StaleAfter(belief, measure);

    public static DateTime StaleAfter(in Belief belief, Measure measure) => belief.AsAt.AddDays(measure.FreshForDays);
}
