namespace Compliance.Domain.Regions;

/// <summary>The time within which so many percent of cases were answered.</summary>
/// <param name="AtLeast">Cases that still wait decide it: in truth it is this long or longer.</param>
public readonly record struct Quantile(TimeSpan Time, bool AtLeast)
{
    /// <summary>By the nearest rank: a time that a case really took, or has waited so far. Null when there are none.</summary>
    /// <remarks>
    /// A case that nobody has answered is never left out. It counts with the time it has waited, and since it can only move up, the
    /// figure is exact as soon as enough others were answered within it, and a lower bound until then.
    /// </remarks>
    public static Quantile? Of(IReadOnlyCollection<(TimeSpan Time, bool IsAnswered)> cases, int percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        if (cases.Count == 0)
        {
            return null;
        }

        var rank = (cases.Count * percent + 99) / 100;
        var time = cases.Select(c => c.Time).Order().ElementAt(rank - 1);
        return new Quantile(time, cases.Count(c => c.IsAnswered && c.Time <= time) < rank);
    }
}
