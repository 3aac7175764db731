using System.Text;
using System.Text.Json;
using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Triggers;

/// <summary>Takes the step that a receipt tells of again, from the receipt alone, and says where it does not come out as the receipt says.</summary>
/// <remarks>
/// What was answered, and where the trigger stood before, are the receipt's own word: whether they are true only the journal knows.
/// All else follows from them by the same look and the same step as in intake, and must be what the receipt says.
/// </remarks>
public static class Verification
{
    private const int MostNested = 40;

    private static readonly JsonSerializerOptions _strict = Whole.Of(Canonical.Options, MostNested);

    /// <summary>Why a receipt cannot be recomputed: it was written before all that is needed was kept. Null when it can.</summary>
    public static string? TooOld(Receipt receipt) => receipt.Evidence is not null ? null :
        "This receipt is too old to recompute: it lacks the trigger's definition, where the trigger stood before, the instant at which it was evaluated, and for how long answers count.";

    /// <summary>The trigger that a receipt holds; null when the text is none.</summary>
    public static Trigger? DefinitionOf(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MostNested });
            return Whole.NullInList(json.RootElement) is null ? json.RootElement.Deserialize<Trigger>(_strict) : null;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Verifies a receipt.</summary>
    public static IReadOnlyList<ReceiptDifference> Of(Receipt receipt) => TooOld(receipt) is { } lacks
        ? [new ReceiptDifference("/evidence", lacks)]
        : ReceiptSoundness.Of(receipt) is { Count: > 0 } faults
            ? faults
            : Of(receipt, Canonical.Write(receipt), r => Canonical.Write(r));

    /// <summary>Verifies a receipt that somebody shows in a form of their own.</summary>
    /// <param name="receipt">One that <see cref="ReceiptSoundness"/> finds no fault with; its comparisons are not looked at.</param>
    /// <param name="said">The receipt as it is shown, in JSON.</param>
    /// <param name="show">Shows a receipt in that form.</param>
    public static IReadOnlyList<ReceiptDifference> Of(Receipt receipt, byte[] said, Func<Receipt, byte[]> show)
    {
        try
        {
            return [.. Contradictions(receipt), .. ReceiptDifferences.Between(said, show(Again(receipt)))];
        }
        catch (OverflowException)
        {
            return [new ReceiptDifference("", "Its numbers are too large to be added up or compared.")];
        }
    }

    /// <summary>The receipt as it follows from its own readings.</summary>
    private static Receipt Again(Receipt receipt)
    {
        var evidence = receipt.Evidence!;
        var trigger = DefinitionOf(evidence.Definition)!;
        var witness = Witness.Of(trigger, evidence.Every, new ReceiptSubject(receipt, trigger), evidence.At);
        var before = evidence.Before.ToState();
        var after = Step.Take(trigger, before, witness.Seen, evidence.At, evidence.Seq, witness.Calendar, evidence.ByTime);
        var again = ReceiptWriter.Write(receipt, trigger, witness, after);
        return again with
        {
            TriggerHash = Canonical.Show(Canonical.Hash(Encoding.UTF8.GetBytes(evidence.Definition))),
            Before = evidence.Refolded is true && receipt.Before != before.Level ? receipt.Before : before.Level,
            Evidence = again.Evidence! with
            {
                Refolded = receipt.Before != before.Level && evidence.Refolded is true ? true : null,
                Counted = Counted(evidence, trigger, witness),
            },
        };
    }

    /// <summary>What cannot be true at once, though nothing is computed from it.</summary>
    private static IEnumerable<ReceiptDifference> Contradictions(Receipt receipt)
    {
        var evidence = receipt.Evidence!;
        if (evidence.At > receipt.KnownOn)
        {
            yield return new("/evidence/at", "It was evaluated after it was known.");
        }

        if (evidence.Seq > receipt.Seq)
        {
            yield return new("/evidence/seq", "The entry that let it be seen is later than the one that let it be known.");
        }

        if (evidence.Before.Since > evidence.At || evidence.Before.SinceSeq > evidence.Seq)
        {
            yield return new("/evidence/before", "It had reached its level only after it was evaluated.");
        }

        var lists = new[] { ("/readings", receipt.Readings), ("/evidence/alsoLookedAt", evidence.AlsoLookedAt ?? []), ("/evidence/past", [.. evidence.Past?.Select(p => p.Reading) ?? []]) };
        foreach (var (list, readings) in lists)
        {
            for (var i = 0; i < readings.Count; i++)
            {
                if (readings[i].AsAt > evidence.At || readings[i].Seq > receipt.Seq)
                {
                    yield return new($"{list}/{i}", $"The answer to `{readings[i].Measure}` is later than the evaluation.");
                }
            }
        }

        if (evidence.Subject.Length == 0 || SubjectState.ScopeOf(evidence.Subject) != DefinitionOf(evidence.Definition)!.Subject)
        {
            yield return new("/evidence/subject", "The trigger does not judge such a subject.");
        }

        foreach (var (tally, i) in (evidence.Counted ?? []).Select((t, i) => (t, i)))
        {
            if (tally.Members.Select(m => m.Provider).Concat(tally.LeftOut.Select(m => m.Provider)).GroupBy(p => p).FirstOrDefault(g => g.Count() > 1) is { } twice)
            {
                yield return new($"/evidence/counted/{i}", $"The provider `{twice.Key}` is counted twice.");
            }
        }
    }

    /// <summary>The providers are the receipt's own word; what they add up to is not.</summary>
    private static List<ReceiptTally>? Counted(Evidence evidence, Trigger trigger, Witness witness)
    {
        var values = trigger.Values.ToList();
        var counted = witness.GivenValues.Where(g => g.Value.IsCounted).Select(g => (Number: values.IndexOf(g.Value) + 1, g.Value, Tally: g.Ground.Tally ?? default)).ToList();
        return counted.Count == 0 ? null :
        [
            .. counted.Select(c => evidence.Counted?.FirstOrDefault(t => t.Value == c.Number) is { } said
                ? said with
                {
                    Sums = ReceiptSums.Of(c.Tally),
                    Members = [.. said.Members.Select(m => ReceiptMember.From(m.Provider, m.Adds(c.Value), c.Value))],
                }
                : new ReceiptTally(c.Number, ReceiptSums.Of(c.Tally), [], [])),
        ];
    }
}

/// <summary>A place where a receipt is not what follows from its own readings.</summary>
/// <param name="Pointer">JSON pointer into the receipt.</param>
public sealed record ReceiptDifference(string Pointer, string Sentence);
