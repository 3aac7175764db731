using Compliance.Domain.Returns;

namespace Compliance.Api.Endpoints;

/// <summary>Returns counted. A return is what one provider owes of one measure for one period; the first answer about that period meets it.</summary>
public record CountsResponse
{
    public CountsResponse(Counts counts)
    {
        Expected = counts.Expected;
        Actual = counts.Actual;
        OnTime = counts.OnTime;
        Late = counts.Late;
        NoChange = counts.NoChange;
        Nil = counts.Nil;
        Excused = counts.Excused;
        Percent = Counts.Percent(Actual, Expected);
        OnTimePercent = Counts.Percent(OnTime, Expected);
    }

    /// <summary>Returns that have fallen due, excused ones left out.</summary>
    public int Expected { get; }

    /// <summary>Of these, those met: never more than were expected.</summary>
    public int Actual { get; }

    /// <summary>Of these, those met by an answer that came by the last second of the period.</summary>
    public int OnTime { get; }

    /// <summary>Of these, those met later.</summary>
    public int Late { get; }

    /// <summary>Of those met, by a report that nothing has changed.</summary>
    public int NoChange { get; }

    /// <summary>Of those met, by a report that there is nobody to report on.</summary>
    public int Nil { get; }

    /// <summary>Returns that fell due while the authority had excused the provider; in no other number.</summary>
    public int Excused { get; }

    /// <summary>Actual of expected, rounded down to one decimal so that 100 means all; null when nothing was expected.</summary>
    public decimal? Percent { get; }

    /// <summary>On time of expected, rounded in the same way.</summary>
    public decimal? OnTimePercent { get; }

    internal static IReadOnlyList<string> Headers { get; } =
        ["expected", "actual", "onTime", "late", "noChange", "nil", "excused", "percent", "onTimePercent"];

    internal IReadOnlyList<object?> Cells => [Expected, Actual, OnTime, Late, NoChange, Nil, Excused, Percent, OnTimePercent];
}
