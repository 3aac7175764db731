using System.Globalization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;

namespace Compliance.Domain.Reporting;

/// <summary>Turns given values into answers of a measure's kind, or says what is wrong with them.</summary>
public static class Answers
{
    /// <summary>The largest count, number of thousandths or sum in pence that is taken for a real one.</summary>
    public const long Most = 1_000_000_000;

    /// <summary>Gives the answer, or a sentence that says how to mend it.</summary>
    public static (Answer Answer, string? Mend) Of(GivenReading given, Measure measure)
    {
        if (Ways(given) != 1)
        {
            return (default, Exactly(measure));
        }

        if (given.Unknown || given.NotApplicable)
        {
            return (given.Unknown ? Answer.Unknown : Answer.NotApplicable, null);
        }

        return measure.Kind switch
        {
            MeasureKind.Count => Whole(given.Value?.Number, measure) is { } n ? (Answer.Count(n), null) : (default, Mend(measure)),
            MeasureKind.Money => Whole(given.Value?.Number, measure) is { } p ? (Answer.Count(p), null) : (default, Mend(measure)),
            MeasureKind.Number => Number(given.Value?.Number) is { } t ? (new Answer(AnswerKind.Value, t, Answer.Thousandths), null) : (default, Mend(measure)),
            MeasureKind.YesNo => given.Value?.Text is "yes" or "no" ? (Answer.YesNo(given.Value.Text == "yes"), null) : (default, Mend(measure)),
            MeasureKind.Choice => measure.Choices.Any(c => c.Key == given.Value?.Text)
                ? (new Answer(AnswerKind.Value, 0, 1, given.Value!.Text), null)
                : (default, Mend(measure)),
            MeasureKind.Date => DateOnly.TryParseExact(given.Value?.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? (Answer.Count(date.DayNumber), null)
                : (default, Mend(measure)),
            MeasureKind.Percentage => Ratio(given, measure),
            _ => throw new ArgumentOutOfRangeException(nameof(measure)),
        };
    }

    /// <summary>In how many ways at once a measure is answered; only one is right.</summary>
    public static int Ways(GivenReading given) => (given.Value is null ? 0 : 1) + (given.Numerator is null && given.Denominator is null ? 0 : 1)
        + (given.Unknown ? 1 : 0) + (given.NotApplicable ? 1 : 0) + (given.Unchanged ? 1 : 0);

    public static string Exactly(Measure measure) =>
        $"Give exactly one of: {Expected(measure)}, \"unknown\": true, \"notApplicable\": true{(measure.Reuse == Reuse.Ask ? "" : ", or \"unchanged\": true")}.";

    private static (Answer, string?) Ratio(GivenReading given, Measure measure) =>
        (Whole(given.Numerator, measure), Whole(given.Denominator, measure)) switch
        {
            ({ }, 0) => (default, "The denominator is 0, and a share of nothing says nothing; give the whole, or answer \"notApplicable\": true."),
            ({ } n, { } d) when n > d => (default, $"The numerator {n} is more than the denominator {d}; give the part first, then the whole."),
            ({ } n, { } d) => (new Answer(AnswerKind.Value, n, d), null),
            _ => (default, Mend(measure)),
        };

    private static long? Whole(decimal? given, Measure measure) =>
        given is { } n && n >= 0 && n <= Most * (measure.Kind == MeasureKind.Money ? 100 : 1) && n == decimal.Truncate(n) ? (long)n : null;

    private static long? Number(decimal? given) =>
        given is { } n && n >= 0 && n <= Most / Answer.Thousandths && n * Answer.Thousandths == decimal.Truncate(n * Answer.Thousandths)
            ? (long)(n * Answer.Thousandths)
            : null;

    private static string Mend(Measure measure) => $"Give {Expected(measure)}.";

    private static string Expected(Measure measure) => measure.Kind switch
    {
        MeasureKind.Count => "\"value\" as a whole number from 0 to 1000000000",
        MeasureKind.Money => "\"value\" as whole pence, 0 or more",
        MeasureKind.Number => "\"value\" as a number from 0 to 1000000 with at most three decimals",
        MeasureKind.YesNo => "\"value\" as \"yes\" or \"no\"",
        MeasureKind.Choice => "\"value\" as one of " + string.Join(", ", measure.Choices.Select(c => $"\"{c.Key}\"")),
        MeasureKind.Date => "\"value\" as a date such as \"2026-11-18\"",
        MeasureKind.Percentage => "\"numerator\" and \"denominator\" as whole numbers, 0 or more",
        _ => throw new ArgumentOutOfRangeException(nameof(measure)),
    };
}
