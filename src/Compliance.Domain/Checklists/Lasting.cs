namespace Compliance.Domain.Checklists;

/// <summary>Whether one level must last longer than another. The same limit held for longer is a higher level too.</summary>
public static class Lasting
{
    public static bool IsLonger(Level lower, Level higher) =>
        IsNoShorter(lower, higher) && (lower.Periods, WindowOf(lower), lower.For) != (higher.Periods, WindowOf(higher), higher.For);

    /// <summary>Whether the higher level can be held only when the lower one is, as far as periods and time go.</summary>
    private static bool IsNoShorter(Level lower, Level higher) =>
        higher.Periods >= lower.Periods
        && WindowOf(higher) - higher.Periods <= WindowOf(lower) - lower.Periods
        && IsNoShorter(lower.For, higher.For);

    private static bool IsNoShorter(Span? lower, Span? higher) => (lower, higher) switch
    {
        (null, _) => true,
        (_, null) => false,
        ({ Unit: SpanUnit.WorkingDays }, { Unit: SpanUnit.WorkingDays }) => higher.Amount >= lower.Amount,

        // Days may hold no working day, but so many working days are never shorter than as many days.
        ({ Unit: SpanUnit.WorkingDays }, _) => false,
        _ => Hours(higher) >= Hours(lower),
    };

    private static int WindowOf(Level level) => level.Periods == 1 ? 1 : level.OfLast ?? level.Periods;

    private static int Hours(Span span) => span.Unit == SpanUnit.Hours ? span.Amount : span.Amount * 24;
}
