namespace Compliance.Domain.Regions;

/// <summary>How a number of cases were answered.</summary>
/// <param name="Unanswered">Open, and nobody has acknowledged them yet.</param>
/// <param name="ClosedUnanswered">Ended, as withdrawn ones do, without anybody having acknowledged them.</param>
/// <param name="PassedDeadline">Cases whose deadline passed before anybody acknowledged them, whether or not somebody has since.</param>
/// <param name="Median">Half of the cases were answered within it; null when there are none.</param>
/// <param name="Ninetieth">Nine in ten were.</param>
/// <param name="MedianOnClock">The same on each case's own clock.</param>
public sealed record ResponseTimes(
    int Raised,
    int Acknowledged,
    int Unanswered,
    int ClosedUnanswered,
    int PassedDeadline,
    int StoodDown,
    Quantile? Median,
    Quantile? Ninetieth,
    Quantile? MedianOnClock,
    Quantile? NinetiethOnClock)
{
    public static ResponseTimes Of(IReadOnlyCollection<Waiting> cases)
    {
        List<(TimeSpan, bool)> around = [.. cases.Select(c => (c.Time, c.IsAnswered))];
        List<(TimeSpan, bool)> onClock = [.. cases.Select(c => (c.OnItsClock, c.IsAnswered))];
        return new ResponseTimes(
            cases.Count,
            cases.Count(c => c.IsAnswered),
            cases.Count(c => !c.IsAnswered && c.IsOpen),
            cases.Count(c => !c.IsAnswered && !c.IsOpen),
            cases.Count(c => c.PassedDeadline),
            cases.Count(c => c.IsStoodDown),
            Quantile.Of(around, 50), Quantile.Of(around, 90), Quantile.Of(onClock, 50), Quantile.Of(onClock, 90));
    }
}
