using System.Globalization;
using System.Text.Json;
using Compliance.Api.Endpoints;
using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;
using Compliance.Domain.Reporting;
using Compliance.Domain.Triggers;

namespace Compliance.Api.Receipts;

/// <summary>Reads a receipt back from the form in which it is shown, and nothing that is not one.</summary>
internal static class ReceiptReader
{
    private const int MostMistakes = 20;
    private const long MostSeq = 1_000_000_000_000;
    private const string Entry = "an entry of the journal";

    private static readonly JsonSerializerOptions _strict = Whole.Of(Json.Options, Json.MaxDepth);

    /// <summary>Finds the receipt in a body: the body itself, or the member <c>receipt</c> of a case or a firing.</summary>
    /// <exception cref="JsonException">It is not well-formed JSON.</exception>
    public static GivenReceipt Read(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = Json.MaxDepth, AllowDuplicateProperties = false });
        var (said, pointer) = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("receipt", out var inner)
            ? (inner, "/receipt")
            : (document.RootElement, "");
        if (said.ValueKind != JsonValueKind.Object)
        {
            return Wrong(pointer, "Give a receipt as the API shows it, or a case or a firing that holds one.");
        }

        if (Whole.NullInList(said) is { } empty)
        {
            return Wrong(pointer + empty, "A list here holds no nulls. Take it out.");
        }

        try
        {
            var receipt = said.Deserialize<ReceiptResponse>(_strict)!;
            var mistakes = new List<FieldProblem>();
            var read = ReceiptOf(receipt, pointer, mistakes);
            if (mistakes.Count == 0 && read.Evidence is not null)
            {
                mistakes.AddRange(ReceiptSoundness.Of(read).Select(f => new FieldProblem(pointer + f.Pointer, f.Sentence)));
            }

            return new GivenReceipt(read, JsonSerializer.SerializeToUtf8Bytes(said, Json.Options), [.. mistakes.Take(MostMistakes)]);
        }
        catch (JsonException e)
        {
            var mistake = Refusals.MistakeOf(e);
            return Wrong(pointer + mistake.Pointer, mistake.Detail);
        }
    }

    private static GivenReceipt Wrong(string pointer, string sentence) => new(null, [], [new FieldProblem(pointer, sentence)]);

    private static Receipt ReceiptOf(ReceiptResponse r, string pointer, List<FieldProblem> mistakes)
    {
        AtLeast(1, r.Version, "a version of the checklist", pointer + "/version", mistakes);
        AtLeast(1, r.Seq, Entry, pointer + "/seq", mistakes);
        foreach (var (count, name) in r.Members is { } counted ? [(counted.Reached, "reached"), (counted.Below, "below"), (counted.Silent, "silent")] : Array.Empty<(int, string)>())
        {
            AtLeast(0, count, "a number of providers", $"{pointer}/members/{name}", mistakes);
        }

        var kinds = (r.Evidence?.Measures ?? []).GroupBy(m => m.Key).ToDictionary(g => g.Key, g => g.First().Kind);
        return new Receipt(
            r.Checklist, r.Version, r.TriggerHash, r.Seq, r.KnownOn,
            r.Evidence is null ? [] : [.. r.Readings.Select((x, i) => ReadingOf(x, kinds, $"{pointer}/readings/{i}", mistakes))],
            [], r.Before, r.After, r.Members is { } m ? new Members(m.Reached, m.Below, m.Silent) : null, r.SuppressedBy,
            r.Evidence is { } evidence ? EvidenceOf(evidence, kinds, pointer + "/evidence", mistakes) : null);
    }

    private static Evidence EvidenceOf(EvidenceResponse e, Dictionary<string, MeasureKind> kinds, string pointer, List<FieldProblem> mistakes)
    {
        if (e.Subject.Kind == SubjectKind.Authority != e.Subject.Key is null)
        {
            mistakes.Add(new(pointer + "/subject/key", "Give the provider's or the organisation's key, and none for the authority itself."));
        }

        AtLeast(0, e.Seq, Entry, pointer + "/seq", mistakes);
        AtLeast(0, e.Before.SinceSeq, Entry, pointer + "/before/sinceSeq", mistakes);
        AtLeast(0, e.After.SinceSeq, Entry, pointer + "/after/sinceSeq", mistakes);
        foreach (var (other, i) in (e.Triggers ?? []).Select((t, i) => (t, i)))
        {
            AtLeast(0, other.Seq ?? 0, Entry, FormattableString.Invariant($"{pointer}/triggers/{i}/seq"), mistakes);
        }

        return new Evidence(
            e.Authority, e.Subject.Subject, e.Definition, e.Every, e.At, e.ByTime, e.Seq, e.Before, e.After, e.Zone, e.BankHolidays, e.Measures, e.Unknown,
            e.AlsoLookedAt is null ? null : [.. e.AlsoLookedAt.Select((x, i) => ReadingOf(x, kinds, $"{pointer}/alsoLookedAt/{i}", mistakes))],
            e.Past is null ? null : [.. e.Past.Select((x, i) => new PastReading(x.Period, ReadingOf(x.Reading, kinds, $"{pointer}/past/{i}/reading", mistakes)))],
            e.Days, e.Counted, e.Triggers, e.Baselines, e.Refolded);
    }

    /// <summary>Entries and versions are counted from 1; where there was none yet, a receipt has 0.</summary>
    private static void AtLeast(long least, long number, string what, string pointer, List<FieldProblem> mistakes)
    {
        if (number < least || number > MostSeq)
        {
            mistakes.Add(new(pointer, FormattableString.Invariant($"This is {what}; give a whole number from {least}, as the receipt was shown with.")));
        }
    }

    private static ReceiptReading ReadingOf(ReceiptReadingResponse reading, Dictionary<string, MeasureKind> kinds, string pointer, List<FieldProblem> mistakes)
    {
        AtLeast(1, reading.Seq, Entry, pointer + "/seq", mistakes);
        if (!kinds.TryGetValue(reading.Measure, out var kind))
        {
            mistakes.Add(new(pointer + "/measure", $"The receipt does not say of what kind `{reading.Measure}` is. Name it under /evidence/measures."));
        }
        else if (AnswerOf(reading, kind) is { } answer)
        {
            return new ReceiptReading(reading.Seq, reading.Measure, kind, answer, reading.AsAt);
        }
        else
        {
            mistakes.Add(new(pointer, $"Give an answer that fits the kind of `{reading.Measure}`: exactly one of value, numerator with denominator, unknown, notApplicable and nil."));
        }

        return new ReceiptReading(reading.Seq, reading.Measure, kind, Answer.Unknown, reading.AsAt);
    }

    private static Answer? AnswerOf(ReceiptReadingResponse r, MeasureKind kind)
    {
        var value = r.Value as JsonElement?;
        return r switch
        {
            { Unknown: true, NotApplicable: null, Nil: null, Numerator: null, Denominator: null } when value is null => Answer.Unknown,
            { NotApplicable: true, Unknown: null, Nil: null, Numerator: null, Denominator: null } when value is null => Answer.NotApplicable,
            // Of a count, nil is shown as the 0 that it is as well.
            { Nil: true, Unknown: null, NotApplicable: null, Numerator: null, Denominator: null } when value is null || Number(value) == 0 => Answer.Nil,
            { Nil: not null } or { Unknown: not null } or { NotApplicable: not null } => null,
            { Numerator: { } part, Denominator: { } of } => kind == MeasureKind.Percentage && value is null ? new Answer(AnswerKind.Value, part, of) : null,
            { Numerator: null, Denominator: null } => ValueOf(value, kind),
            _ => null,
        };
    }

    private static Answer? ValueOf(JsonElement? value, MeasureKind kind) => kind switch
    {
        MeasureKind.Count or MeasureKind.Money => Number(value) is { } n && n == decimal.Truncate(n) ? Answer.Count((long)n) : null,
        MeasureKind.Number => Number(value) is { } n && n * Answer.Thousandths is var t && t == decimal.Truncate(t) ? new Answer(AnswerKind.Value, (long)t, Answer.Thousandths) : null,
        MeasureKind.YesNo => Text(value) is "yes" or "no" ? Answer.YesNo(Text(value) == "yes") : null,
        MeasureKind.Choice => Text(value) is { } choice ? new Answer(AnswerKind.Value, 0, 1, choice) : null,
        MeasureKind.Date => DateOnly.TryParseExact(Text(value), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? Answer.Count(date.DayNumber) : null,
        _ => null,
    };

    private static decimal? Number(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Number } number && number.TryGetDecimal(out var n) && Math.Abs(n) <= 1_000_000_000_000 ? n : null;

    private static string? Text(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}

/// <summary>A receipt that somebody showed.</summary>
/// <param name="Receipt">Without its comparisons, which follow from the rest; null when it cannot be read.</param>
/// <param name="Said">As it was shown.</param>
/// <param name="Mistakes">Why it cannot be read; empty when it can.</param>
internal sealed record GivenReceipt(Receipt? Receipt, byte[] Said, IReadOnlyList<FieldProblem> Mistakes)
{
    /// <summary>Where it is not what follows from its own readings.</summary>
    public IReadOnlyList<ReceiptDifference> Verify() => Verification.TooOld(Receipt!) is { } lacks
        ? [new ReceiptDifference("/evidence", lacks)]
        : Verification.Of(Receipt!, Said, Show);

    /// <summary>A receipt as the API shows it.</summary>
    public static byte[] Show(Receipt receipt) => JsonSerializer.SerializeToUtf8Bytes(ReceiptResponse.From(receipt), Json.Options);
}
