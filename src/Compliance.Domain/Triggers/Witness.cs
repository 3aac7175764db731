using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Triggers;

/// <summary>What lies behind a value that no reading of the subject says.</summary>
/// <param name="Since">Since when something has been overdue or has stood as it does.</param>
/// <param name="Status">The status of an item.</param>
/// <param name="Tally">What is counted over providers.</param>
/// <param name="LeftOut">Why a working day does not count, null where it does; itself null where every one does.</param>
public readonly record struct Ground(DateTime? Since = null, StatusBelief? Status = null, Tally? Tally = null, Func<DateOnly, string?>? LeftOut = null);

/// <summary>Looks on while a trigger is evaluated, and keeps what it asked and was told: that is what a receipt must hold.</summary>
public sealed class Witness : ISubject
{
    private readonly ISubject _subject;
    private readonly Dictionary<string, Belief?> _beliefs = [];
    private readonly List<string> _order = [];
    private readonly List<(string Measure, DateOnly? Period, Belief Belief)> _past = [];
    private readonly SortedDictionary<string, Measure> _measures = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (TriggerState? State, Interval Level, DateTime Until)> _triggers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, DateOnly> _baselines = new(StringComparer.Ordinal);
    private readonly List<(TriggerValue Value, Sight Sight, Ground Ground)> _given = [];

    private Witness(ISubject subject) => _subject = subject;

    /// <summary>What was seen.</summary>
    public Evaluation Seen { get; private set; } = null!;

    /// <summary>The latest beliefs looked at, in the order in which they were; null where there was none.</summary>
    public IEnumerable<(string Measure, Belief? Belief)> Beliefs => _order.Select(m => (m, _beliefs[m]));

    public IReadOnlyList<(string Measure, DateOnly? Period, Belief Belief)> Past => _past;

    public IReadOnlyDictionary<string, Measure> Measures => _measures;

    public IReadOnlyDictionary<string, (TriggerState? State, Interval Level, DateTime Until)> Triggers => _triggers;

    public IReadOnlyDictionary<string, DateOnly> Baselines => _baselines;

    public IReadOnlyList<(TriggerValue Value, Sight Sight, Ground Ground)> GivenValues => _given;

    public Calendar Calendar => _subject.Calendar;

    /// <summary>Evaluates a trigger, looking on.</summary>
    public static Witness Of(Trigger trigger, Cadence cadence, ISubject subject, DateTime at)
    {
        var witness = new Witness(subject);
        witness.Seen = Look.At(trigger, cadence, witness, at);
        return witness;
    }

    public Belief? BeliefOf(string measure)
    {
        if (!_beliefs.TryGetValue(measure, out var belief))
        {
            _beliefs[measure] = belief = _subject.BeliefOf(measure);
            _order.Add(measure);
            // Whoever reads the receipt wants to know how long an answer counts, even where the trigger did not ask.
            MeasureOf(measure);
        }

        return belief;
    }

    public Belief? PastOf(string measure, Period period) => Kept(measure, period.Start, _subject.PastOf(measure, period));

    public Belief? PastBefore(string measure, DateTime until) => Kept(measure, null, _subject.PastBefore(measure, until));

    public Measure MeasureOf(string key) => _measures.TryGetValue(key, out var measure) ? measure : _measures[key] = _subject.MeasureOf(key);

    public TriggerState? StateOf(string trigger) => _subject.StateOf(trigger);

    public (Interval Level, DateTime Until) StandingOf(string trigger)
    {
        var (level, until) = _subject.StandingOf(trigger);
        _triggers[trigger] = (_subject.StateOf(trigger), level, until);
        return (level, until);
    }

    public Sight Given(TriggerValue value, DateTime at, out bool isMissing)
    {
        var sight = _subject.Given(value, at, out isMissing);
        _given.Add((value, sight, _subject.GroundOf(value, at)));
        return sight;
    }

    public Ground GroundOf(TriggerValue value, DateTime at) => _subject.GroundOf(value, at);

    public DateOnly? BaselineOf(string key)
    {
        var day = _subject.BaselineOf(key);
        if (day is { } on)
        {
            _baselines[key] = on;
        }

        return day;
    }

    private Belief? Kept(string measure, DateOnly? period, Belief? belief)
    {
        if (belief is { } known && !_past.Contains((measure, period, known)))
        {
            _past.Add((measure, period, known));
        }

        return belief;
    }
}
