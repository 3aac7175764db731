using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Calendar = Compliance.Domain.Calendars.Calendar;
using Period = Compliance.Domain.Calendars.Period;

namespace Compliance.Domain.Triggers;

/// <summary>What a trigger may look at where there is nothing but a receipt.</summary>
internal sealed class ReceiptSubject(Receipt receipt, Trigger trigger) : ISubject
{
    private readonly Evidence _evidence = receipt.Evidence!;
    private readonly List<TriggerValue> _values = [.. trigger.Values];

    public Calendar Calendar { get; } = new(TimeZoneInfo.FindSystemTimeZoneById(receipt.Evidence!.Zone), receipt.Evidence.BankHolidays.ToHashSet());

    public Belief? BeliefOf(string measure) =>
        receipt.Readings.Concat(_evidence.AlsoLookedAt ?? []).FirstOrDefault(r => r.Measure == measure) is { } reading ? BeliefOf(reading) : null;

    public Belief? PastOf(string measure, Period period) => _evidence.Past?
        .FirstOrDefault(p => p.Reading.Measure == measure && p.Period == period.Start && Period.Of(period.Cadence, Calendar.DateOf(p.Reading.AsAt)) == period)
        is { } past ? BeliefOf(past.Reading) : null;

    public Belief? PastBefore(string measure, DateTime until) => _evidence.Past?
        .FirstOrDefault(p => p.Reading.Measure == measure && p.Period is null && p.Reading.AsAt <= until) is { } past ? BeliefOf(past.Reading) : null;

    // What the receipt does not say of a measure, it lacks, and that will show.
    public Measure MeasureOf(string key) =>
        _evidence.Measures.FirstOrDefault(m => m.Key == key) is { } about ? MeasureOf(about) : MeasureOf(new ReceiptMeasure(key, MeasureKind.Count, Cadence.Week, 0));

    public TriggerState? StateOf(string trigger) =>
        _evidence.Triggers?.FirstOrDefault(t => t.Trigger == trigger) is { Level: { } level } known
            ? new TriggerState(level, known.Since, known.Seq ?? 0, [], Interval.Unknown, false, known.Unknown)
            : null;

    public (Interval Level, DateTime Until) StandingOf(string trigger) => _evidence.Triggers?.FirstOrDefault(t => t.Trigger == trigger) is { } known
        ? (new Interval(BoundOf(known.AtLeast), BoundOf(known.AtMost)), known.Until ?? DateTime.MaxValue)
        : (Interval.Unknown, DateTime.MaxValue);

    public Sight Given(TriggerValue value, DateTime at, out bool isMissing)
    {
        var ground = GroundOf(value, at);
        if (value.IsCounted)
        {
            return Shares.SightOf(value, ground.Tally ?? default, out isMissing);
        }

        var sight = Durations.SightOf(value, ground, trigger, Calendar, at);
        isMissing = value is TriggerValue.StatusOf && sight.Said is null;
        return sight;
    }

    public Ground GroundOf(TriggerValue value, DateTime at)
    {
        var number = _values.IndexOf(value) + 1;
        if (value.IsCounted)
        {
            return _evidence.Counted?.FirstOrDefault(c => c.Value == number) is { } counted ? new Ground(Tally: TallyOf(counted, value)) : default;
        }

        if (_evidence.Days?.FirstOrDefault(d => d.Value == number) is not { } days)
        {
            return default;
        }

        var said = days is { Status: { } word, StatusAsAt: { } asAt, StatusSeq: { } seq } && Durations.StatusOf(word) is { } status
            ? new StatusBelief(status, asAt, seq, days.Since ?? asAt)
            : (StatusBelief?)null;
        var since = value switch
        {
            TriggerValue.StatusOf => null,
            TriggerValue.DaysAt d => said?.Status != d.Status ? null : days.Since ?? said?.AsAt,
            // What is due is due at the end of a day.
            _ => days.Since is { } due ? Calendar.EndOf(Calendar.DateOf(due)) : (DateTime?)null,
        };
        // An outage and a closure are the receipt's own word; weekends and the like are worked out again.
        var leftOut = (days.Days ?? []).Where(d => d.Because is SilentDays.Outage or SilentDays.Closed).ToList();
        return new Ground(since, said, LeftOut: value is TriggerValue.SilentFor ? day => leftOut.Find(d => d.From <= day && day <= d.To)?.Because : null);
    }

    public DateOnly? BaselineOf(string key) => _evidence.Baselines?.FirstOrDefault(b => b.Key == key)?.On;

    /// <summary>The providers added up again; those below are named only where they make a sum.</summary>
    private static Tally TallyOf(ReceiptTally counted, TriggerValue value)
    {
        var isSum = value is TriggerValue.SumOfProviders;
        var tally = isSum ? default : new Tally(counted.Sums.Below, 0, 0, value is TriggerValue.ShareOfProviders { WeightedBy: not null } ? counted.Sums.BelowOf : 0);
        return counted.Members.Where(m => isSum || m.Standing != Standing.Below)
            .Aggregate(tally, (sum, m) => sum.Move(default, m.Adds));
    }

    private static Fraction? BoundOf(TriggerLevel? level) => level is { } known ? new Fraction((long)known, 1) : null;

    private static Belief BeliefOf(ReceiptReading reading) => new(reading.Answer, reading.AsAt, reading.Seq);

    private static Measure MeasureOf(ReceiptMeasure about) => new(
        about.Key, "", "", about.Kind, Owner.Provider, Services.All, about.Every, about.FreshForDays, Reuse.Keep, HeldBy.None, "", null, [], [], []);
}
