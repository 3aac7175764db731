namespace Compliance.Domain.Triggers;

/// <summary>A number kept as two counts, so that it can be added up and compared without rounding.</summary>
/// <param name="Of">The denominator, above zero.</param>
public readonly record struct Fraction(long Part, long Of)
{
    /// <summary>Compares with a whole limit, in percent when <paramref name="percent"/> is set.</summary>
    public int CompareTo(long limit, bool percent) =>
        ((Int128)Part * (percent ? 100 : 1)).CompareTo((Int128)limit * Of);
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
    public Truth AtLeast(long limit, bool percent) =>
        Lower is { } lower && lower.CompareTo(limit, percent) >= 0 ? Truth.True
        : Upper is { } upper && upper.CompareTo(limit, percent) < 0 ? Truth.False
        : Truth.Unknown;

    /// <summary>Whether the value is at or below a limit.</summary>
    public Truth AtMost(long limit, bool percent) =>
        Upper is { } upper && upper.CompareTo(limit, percent) <= 0 ? Truth.True
        : Lower is { } lower && lower.CompareTo(limit, percent) > 0 ? Truth.False
        : Truth.Unknown;
}
