namespace Compliance.Domain.Checklists;

/// <summary>Whether one level must last longer than another. The same limit held for longer is a higher level too.</summary>
public static class Lasting
{
    public static bool IsLonger(Level lower, Level higher) => IsNoShorter(lower, higher) && !IsNoShorter(higher, lower);

    /// <summary>Whether the higher level is never reached before the lower one, as far as periods and time go.</summary>
    private static bool IsNoShorter(Level lower, Level higher) =>
        AreNoFewer(lower.Periods, WindowOf(lower), higher.Periods, WindowOf(higher)) && IsNoShorter(lower.For, higher.For);

    private static bool AreNoFewer(int few, int within, int many, int window)
    {
        if (few == 1 || many < few)
        {
            return few == 1;
        }

        // Either no more periods may miss the limit, or among so many that reach it some few must lie close together.
        var stretches = (many - 1) / (few - 1);
        return window - many <= within - few || (window - 1) / stretches < within;
    }

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
