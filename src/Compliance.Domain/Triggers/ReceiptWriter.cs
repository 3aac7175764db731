using System.Text;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Reporting;
using Calendar = Compliance.Domain.Calendars.Calendar;

namespace Compliance.Domain.Triggers;

/// <summary>Writes what a step looked at, and what came of it, into a receipt: when it is taken, and when it is taken again to verify one.</summary>
internal static class ReceiptWriter
{
    /// <param name="before">The level before the entry.</param>
    /// <param name="counted">What is counted over providers; null where nothing is.</param>
    public static Receipt Write(
        Taken step, string authority, string subject, long seq, DateTime knownOn, TriggerLevel before, IReadOnlyList<ReceiptTally>? counted) => Write(
            new Receipt(
                step.Rule.Plan.Checklist.Key, step.Rule.Plan.Checklist.Version, Canonical.Show(step.Rule.Hash), seq, knownOn, [], [], before, step.After.Level, null,
                Evidence: new Evidence(
                    authority, subject, Encoding.UTF8.GetString(Canonical.Write(step.Rule.Trigger)), step.Rule.Cadence, step.At, step.ByTime, step.Seq,
                    ReceiptState.Of(step.Before), ReceiptState.Of(step.After), "", [], [], [], Counted: counted,
                    Refolded: before == step.Before.Level ? null : true)),
            step.Rule.Trigger, step.Witness, step.After);

    /// <summary>Fills in what follows from a look and the state after it; the rest stays as it is.</summary>
    public static Receipt Write(Receipt receipt, Trigger trigger, Witness witness, TriggerState after)
    {
        var (evidence, seen, calendar) = (receipt.Evidence!, witness.Seen, witness.Calendar);
        var values = trigger.Values.ToList();
        var also = witness.Beliefs.Where(b => b.Belief is not null && seen.Used.All(u => u.Measure != b.Measure)).Select(b => ReadingOf(b.Measure, b.Belief!.Value, witness)).ToList();
        return receipt with
        {
            Readings = [.. seen.Used.Select(u => ReadingOf(u.Measure, u.Belief, witness))],
            Comparisons = Comparisons(trigger, after, seen),
            After = after.Level,
            Members = witness.GivenValues.Where(g => g.Value.IsCounted).Select(g => g.Ground.Tally ?? default).Select(t => new Members(t.Reached, t.Below, t.Silent)).FirstOrDefault(),
            Evidence = evidence with
            {
                After = ReceiptState.Of(after),
                Zone = calendar.Zone,
                BankHolidays = BankHolidays(trigger, witness, evidence.Before, after, evidence.At),
                Measures = [.. witness.Measures.Select(m => new ReceiptMeasure(m.Key, m.Value.Kind, m.Value.Every, m.Value.FreshForDays))],
                // A count needed to fire that was never given is no part of a value, and still worth knowing.
                Unknown = [.. seen.Unknown.Union(witness.Beliefs.Where(b => b.Belief is null).Select(b => b.Measure)).Select(key => WhyUnknown(key, trigger, witness, evidence.At))],
                AlsoLookedAt = OrNull(also),
                Past = OrNull(witness.Past.Select(p => new PastReading(p.Period, ReadingOf(p.Measure, p.Belief, witness)))),
                Days = OrNull(witness.GivenValues.Where(g => g.Value.IsTimed).Select(g => DaysOf(values.IndexOf(g.Value) + 1, g.Value, g.Sight, g.Ground, trigger, calendar, evidence.At))),
                Triggers = OrNull(witness.Triggers.Select(t => TriggerOf(t.Key, t.Value.State, t.Value.Level, t.Value.Until))),
                Baselines = OrNull(witness.Baselines.Select(b => new ReceiptBaseline(b.Key, b.Value))),
            },
        };
    }

    /// <summary>What is seen, compared with each level.</summary>
    public static IReadOnlyList<ReceiptComparison> Comparisons(Trigger trigger, TriggerState state, Evaluation seen) =>
    [
        .. trigger.Levels.SelectMany(l => l.When is { } when
            ? when.Tests.Select(t => ComparisonOf(l, state, seen.SightOf(t.Value), t.Comparison, t.Limit, t.Answer, seen.Holds(t), Sentences.What(t.Value)))
            : [ComparisonOf(l, state, seen.First, l.Comparison, l.Limit, l.Answer, seen.Met(l), null)]),
    ];

    private static ReceiptComparison ComparisonOf(
        Level level, TriggerState state, Sight sight, Comparison comparison, long limit, string? answer, Truth result, string? what) => new(
            level.Name, sight.Value, sight.IsShare, sight.Said is { } said ? Sentences.AnswerText(said.Answer, said.Kind) : null,
            comparison, limit, answer, state.RunOf(level.Name).Count, level.Periods, result, sight.Per == 1 || sight.IsPercent ? null : sight.Per, what);

    private static ReceiptReading ReadingOf(string measure, Belief belief, Witness witness) =>
        new(belief.Seq, measure, witness.MeasureOf(measure).Kind, belief.Answer, belief.AsAt);

    private static ReceiptTrigger TriggerOf(string key, TriggerState? state, Interval level, DateTime until) => new(
        key, state?.Level, state?.Since, state?.SinceSeq, state?.Unknown ?? [],
        (TriggerLevel?)level.Lower?.Part, (TriggerLevel?)level.Upper?.Part, until == DateTime.MaxValue ? null : until);

    private static ReceiptUnknown WhyUnknown(string key, Trigger trigger, Witness witness, DateTime at)
    {
        if (witness.Beliefs.Where(b => b.Measure == key).Select(b => ((string, Belief? Belief)?)b).FirstOrDefault() is { } looked)
        {
            return looked.Belief is not { } belief ? new(key, UnknownReason.NeverAnswered)
                : Evaluation.StaleAfter(belief, witness.MeasureOf(key)) is var until && at > until ? new(key, UnknownReason.Stale, until)
                : belief.Answer.Kind == AnswerKind.Unknown ? new(key, UnknownReason.SaidUnknown, belief.AsAt)
                : belief.Answer.Kind == AnswerKind.NotApplicable ? new(key, UnknownReason.NotApplicable, belief.AsAt)
                : belief.Answer is { Of: 0 } || (belief.Answer.Value == 0 && trigger.Values.Any(v => v.Reads is [_, var of] && of == key))
                    ? new(key, UnknownReason.NothingToDivideBy, belief.AsAt)
                : new(key, UnknownReason.NoEarlierAnswer);
        }

        return witness.Triggers.TryGetValue(key, out var other) ? new(key, other.State is null ? UnknownReason.NeverJudged : UnknownReason.ItsReadingsUnknown)
            : new(key, trigger.Values.Any(v => v.ItemKey == key) ? UnknownReason.NoStatus : UnknownReason.TooFewReport);
    }

    private static ReceiptDays DaysOf(int number, TriggerValue value, Sight sight, Ground ground, Trigger trigger, Calendar calendar, DateTime at) => new(
        number, ground.Since, ground.Status is { } status ? Durations.WordOf(status.Status) : null, ground.Status?.AsAt, ground.Status?.Seq,
        value is TriggerValue.StatusOf ? null : sight.Value.Lower?.Part ?? 0,
        ground.Since is { } since && Durations.IsWorking(value) ? OrNull(Days(since, trigger, calendar, at, ground.LeftOut)) : null);

    /// <summary>The days that lie wholly between an instant and the evaluation, as runs of those that count and those that do not.</summary>
    private static List<DayRun> Days(DateTime since, Trigger trigger, Calendar calendar, DateTime at, Func<DateOnly, string?>? leftOut)
    {
        var runs = new List<DayRun>();
        for (var (day, last) = (calendar.DateOf(since).AddDays(1), calendar.DateOf(at)); day < last; day = day.AddDays(1))
        {
            var because = trigger.InForce?.To is { } to && day > to ? "out-of-force"
                : day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? "weekend"
                : calendar.IsBankHoliday(day) ? "bank-holiday"
                : leftOut?.Invoke(day);
            if (runs is [.., var run] && run.Because == because)
            {
                runs[^1] = run with { To = day };
            }
            else
            {
                runs.Add(new DayRun(day, day, because));
            }
        }

        return runs;
    }

    private static List<DateOnly> BankHolidays(Trigger trigger, Witness witness, ReceiptState before, TriggerState after, DateTime at)
    {
        var from = witness.GivenValues.Where(g => Durations.IsWorking(g.Value)).Select(g => g.Ground.Since)
            .Concat(trigger.Levels.Any(l => l.For?.Unit == SpanUnit.WorkingDays) ? before.Runs.Concat(after.Runs).Select(r => r.From) : [])
            .Append(trigger.Levels.Any(l => l.HoldFor?.Unit == SpanUnit.WorkingDays) ? before.Since : null)
            .OfType<DateTime>().DefaultIfEmpty(DateTime.MaxValue).Min();
        var days = new List<DateOnly>();
        if (from < DateTime.MaxValue)
        {
            var last = witness.Calendar.DateOf(after.HeldUntil > at ? after.HeldUntil.Value : at);
            for (var day = witness.Calendar.DateOf(from); day <= last; day = day.AddDays(1))
            {
                if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && witness.Calendar.IsBankHoliday(day))
                {
                    days.Add(day);
                }
            }
        }

        return days;
    }

    private static List<T>? OrNull<T>(IEnumerable<T> items) => items.ToList() is { Count: > 0 } list ? list : null;
}
