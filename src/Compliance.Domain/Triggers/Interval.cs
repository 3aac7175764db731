namespace Compliance.Domain.Triggers;

/// <summary>A number kept as two counts, so that it can be added up and compared without rounding.</summary>
/// <param name="Of">The denominator, above zero.</param>
public readonly record struct Fraction(long Part, long Of)
{
    /// <summary>Compares with a whole limit.</summary>
    /// <param name="per">What the limit is in: 1, 100 for percent, or so many per thousand and the like.</param>
    public int CompareTo(long limit, int per)
    {
        // Nearly all counts are small, and a product of 64 bits is much quicker than one of 128.
        const long small = 1L << 31;
        return Part is > -small and < small && limit is > -small and < small && Of < small && per < 1 << 20
            ? (Part * per).CompareTo(limit * Of)
            : ((Int128)Part * per).CompareTo((Int128)limit * Of);
    }
}

/// <summary>What is known of a value: at least <see cref="Lower"/>, at most <see cref="Upper"/>, both included.</summary>
/// <param name="Lower">Null when nothing bounds it from below.</param>
/// <param name="Upper">Null when nothing bounds it from above.</param>
/// <remarks>A reading that is known has both bounds equal; a value of which nothing is known has neither.</remarks>
public readonly record struct Interval(Fraction? Lower, Fraction? Upper)
{
    public static readonly Interval Unknown = new(null, null);

    public bool IsExact => Lower is not null && Lower == Upper;

    public static Interval Exactly(long part, long of) => new(new Fraction(part, of), new Fraction(part, of));

    /// <summary>Whether the value is at or above a limit.</summary>
    public Truth AtLeast(long limit, int per) =>
        Lower is { } lower && lower.CompareTo(limit, per) >= 0 ? Truth.True
        : Upper is { } upper && upper.CompareTo(limit, per) < 0 ? Truth.False
        : Truth.Unknown;

    /// <summary>Whether the value is at or below a limit.</summary>
    public Truth AtMost(long limit, int per) =>
        Upper is { } upper && upper.CompareTo(limit, per) <= 0 ? Truth.True
        : Lower is { } lower && lower.CompareTo(limit, per) > 0 ? Truth.False
        : Truth.Unknown;
}
