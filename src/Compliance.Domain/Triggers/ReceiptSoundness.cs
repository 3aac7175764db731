using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Triggers;

/// <summary>Whether a receipt from anywhere can be recomputed at all: whole, within what a calendar covers, and with numbers that can be added up.</summary>
public static class ReceiptSoundness
{
    private const int MostEntries = 20_000;
    private const int MostNested = 8;
    private const long Most = 1_000_000_000_000;
    private const long MostOf = 1_000_000_000;
    private static readonly DateTime _first = new(2000, 1, 2, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime _last = new(2099, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>What is wrong, each with its place; empty when the receipt can be recomputed.</summary>
    public static IReadOnlyList<ReceiptDifference> Of(Receipt receipt)
    {
        var evidence = receipt.Evidence!;
        List<ReceiptDifference> faults =
        [
            .. Instants(receipt).Where(i => i.On is { } on && (on < _first || on > _last)).Select(i => new ReceiptDifference(i.Pointer, "Give an instant between 2000 and 2099.")),
            .. Dates(evidence).Where(d => d.On is { } on && (on < DateOnly.FromDateTime(_first) || on > DateOnly.FromDateTime(_last)))
                .Select(d => new ReceiptDifference(d.Pointer, "Give a date between 2000 and 2099.")),
            .. Numbers(receipt).Where(n => n.Number is < -Most or > Most).Select(n => new ReceiptDifference(n.Pointer, "Give a number that somebody could have counted.")),
            .. Readings(receipt).Where(r => !Fits(r.Reading.Answer, r.Reading.Kind)).Select(r => new ReceiptDifference(r.Pointer, $"Give an answer of the kind that `{r.Reading.Measure}` is, and one that somebody could have given.")),
            .. Measures(evidence),
        ];
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(evidence.Zone, out _))
        {
            faults.Add(new("/evidence/zone", "Give a time zone by its name, such as Europe/London."));
        }

        if (Lists(receipt).Any(l => l > MostEntries))
        {
            faults.Add(new("", $"Give no more than {MostEntries} entries in a list."));
        }

        if (Verification.DefinitionOf(evidence.Definition) is not { } trigger)
        {
            faults.Add(new("/evidence/definition", "Give the trigger's canonical JSON as it stands in the receipt, as a text."));
        }
        else if (Wrong(trigger) is { } wrong)
        {
            faults.Add(new("/evidence/definition", $"This trigger cannot be evaluated: {wrong}."));
        }
        else
        {
            faults.AddRange((evidence.Counted ?? []).Select((c, i) => (c.Value, i)).Where(c => trigger.Values.ElementAtOrDefault(c.Value - 1)?.IsCounted is not true)
                .Select(c => new ReceiptDifference(FormattableString.Invariant($"/evidence/counted/{c.i}/value"), "Name a value of the trigger that is counted over providers.")));
        }

        return faults;
    }

    private static IEnumerable<ReceiptDifference> Measures(Evidence evidence) => evidence.Measures.Select((m, i) => (m, i))
        .Where(m => m.m.FreshForDays is < 0 or > 4000)
        .Select(m => new ReceiptDifference(FormattableString.Invariant($"/evidence/measures/{m.i}/freshForDays"), "Give days from 0 to 4000."));

    private static bool Fits(Answer answer, MeasureKind kind) => answer.Kind != AnswerKind.Value ? answer is { Value: 0, Of: 1, Choice: null } : kind switch
    {
        MeasureKind.Choice => answer is { Value: 0, Of: 1, Choice: not null },
        MeasureKind.Percentage => answer is { Value: >= 0, Of: >= 0 and <= MostOf, Choice: null } && answer.Value <= answer.Of,
        MeasureKind.Number => answer is { Of: Answer.Thousandths, Choice: null },
        MeasureKind.YesNo => answer is { Value: 0 or 1, Of: 1, Choice: null },
        _ => answer is { Of: 1, Choice: null },
    };

    private static string? Wrong(Trigger trigger)
    {
        var levels = trigger.Levels;
        return trigger.Values.Any(v => !IsWhole(v)) ? "a value is not whole"
            : levels.Count is 0 or > 4 ? "it needs one to four levels"
            : levels[0].Name == TriggerLevel.Clear || levels.Zip(levels.Skip(1)).Any(l => l.First.Name >= l.Second.Name) ? "its levels must rise"
            : levels.Any(l => l.Periods is < 1 or > 1000 || l.OfLast is < 1 or > 1000) ? "a level needs between 1 and 1000 periods"
            : levels.Any(l => IsTooLong(l.For) || IsTooLong(l.HoldFor)) ? "a duration must be between 0 and 20000"
            : levels.Any(l => l.When is null == trigger.Value is TriggerValue.Joined) ? "conditions and the value do not fit"
            : levels.Any(l => l.When is null && l.Comparison == Comparison.Is && l.Answer is null) ? "an answer is missing"
            : levels.Any(l => l.When is { } when && Nested(when) > MostNested) ? "its conditions are nested too deeply"
            : levels.SelectMany(l => l.When?.Tests ?? []).Any(t => t.Comparison == Comparison.Is && t.Answer is null) ? "an answer is missing"
            : levels.SelectMany(l => (l.When?.Tests ?? []).Select(t => t.Limit)).Concat(levels.Select(l => l.Limit)).Any(l => l is < -Most or > Most) ? "a limit is too large"
            : null;
    }

    private static bool IsTooLong(Span? span) => span?.Amount is < 0 or > 20000;

    private static int Nested(Condition condition) => 1 + condition switch
    {
        Condition.All all => all.Of.Select(Nested).DefaultIfEmpty().Max(),
        Condition.Any any => any.Of.Select(Nested).DefaultIfEmpty().Max(),
        Condition.Not not => Nested(not.Of),
        _ => 0,
    };

    private static bool IsWhole(TriggerValue value) => value switch
    {
        TriggerValue.Joined => false,
        TriggerValue.Ratio { Per: < 1 or > 1_000_000_000 } => false,
        TriggerValue.Least { Measures.Count: 0 } or TriggerValue.Most { Measures.Count: 0 } => false,
        TriggerValue.Change change => change.Of is TriggerValue.Reading or TriggerValue.Percent or TriggerValue.Ratio && IsWhole(change.Of),
        _ => true,
    };

    private static IEnumerable<(string Pointer, DateTime? On)> Instants(Receipt receipt)
    {
        var evidence = receipt.Evidence!;
        return new (string, DateTime?)[] { ("/knownOn", receipt.KnownOn), ("/evidence/at", evidence.At) }
            .Concat(States(evidence).SelectMany(s => new (string, DateTime?)[] { ($"{s.Pointer}/since", s.State.Since), ($"{s.Pointer}/heldUntil", s.State.HeldUntil) }))
            .Concat(States(evidence).SelectMany(s => s.State.Runs.SelectMany((r, i) => new (string, DateTime?)[] { ($"{s.Pointer}/runs/{i}/from", r.From), ($"{s.Pointer}/runs/{i}/until", r.Until) })))
            .Concat(Readings(receipt).Select(r => ($"{r.Pointer}/asAt", (DateTime?)r.Reading.AsAt)))
            .Concat((evidence.Days ?? []).SelectMany((d, i) => new (string, DateTime?)[] { ($"/evidence/days/{i}/since", d.Since), ($"/evidence/days/{i}/statusAsAt", d.StatusAsAt) }))
            .Concat((evidence.Triggers ?? []).SelectMany((t, i) => new (string, DateTime?)[] { ($"/evidence/triggers/{i}/since", t.Since), ($"/evidence/triggers/{i}/until", t.Until) }));
    }

    private static IEnumerable<(string Pointer, DateOnly? On)> Dates(Evidence evidence) =>
        States(evidence).SelectMany(s => s.State.Runs.Select((r, i) => ($"{s.Pointer}/runs/{i}/period", r.Period)))
            .Concat((evidence.Baselines ?? []).Select((b, i) => ($"/evidence/baselines/{i}/on", (DateOnly?)b.On)));

    private static IEnumerable<(string Pointer, long Number)> Numbers(Receipt receipt) =>
        Answers(receipt).SelectMany(a => new[] { (a.Pointer, a.Answer.Value), (a.Pointer, a.Answer.Of) })
            .Concat((receipt.Evidence!.Counted ?? []).SelectMany((c, i) => c.Members.SelectMany(m => new[] { ($"/evidence/counted/{i}", m.Of ?? 0), ($"/evidence/counted/{i}", m.Part ?? 0) })
                .Append(($"/evidence/counted/{i}/sums", c.Sums.Below)).Append(($"/evidence/counted/{i}/sums", c.Sums.BelowOf))))
            .Concat(States(receipt.Evidence).SelectMany(s => s.State.Runs.Select((r, i) => ($"{s.Pointer}/runs/{i}/count", (long)r.Count))));

    private static IEnumerable<(string Pointer, Answer Answer)> Answers(Receipt receipt) => Readings(receipt).Select(r => (r.Pointer, r.Reading.Answer));

    private static IEnumerable<(string Pointer, ReceiptReading Reading)> Readings(Receipt receipt) =>
        receipt.Readings.Select((r, i) => ($"/readings/{i}", r))
            .Concat((receipt.Evidence!.AlsoLookedAt ?? []).Select((r, i) => ($"/evidence/alsoLookedAt/{i}", r)))
            .Concat((receipt.Evidence.Past ?? []).Select((p, i) => ($"/evidence/past/{i}", p.Reading)));

    private static IEnumerable<(string Pointer, ReceiptState State)> States(Evidence evidence) =>
        [("/evidence/before", evidence.Before), ("/evidence/after", evidence.After)];

    private static IEnumerable<int> Lists(Receipt receipt)
    {
        var evidence = receipt.Evidence!;
        return [receipt.Readings.Count, evidence.Measures.Count, evidence.BankHolidays.Count, evidence.AlsoLookedAt?.Count ?? 0, evidence.Past?.Count ?? 0,
            evidence.Days?.Count ?? 0, evidence.Triggers?.Count ?? 0, evidence.Baselines?.Count ?? 0, .. (evidence.Counted ?? []).Select(c => c.Members.Count + c.LeftOut.Count)];
    }
}
