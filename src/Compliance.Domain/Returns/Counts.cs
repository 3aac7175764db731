namespace Compliance.Domain.Returns;

/// <summary>Returns counted. A return is what one provider owes of one measure for one period; it is met by the first answer.</summary>
/// <param name="Expected">Those that have fallen due, excused ones left out.</param>
/// <param name="OnTime">Of these, met by an answer that came by the last second of the period.</param>
/// <param name="Late">Of these, met later.</param>
/// <param name="NoChange">Of those met, by a report that nothing has changed.</param>
/// <param name="Nil">Of those met, by a report that there is nobody to report on.</param>
/// <param name="Excused">Those that fell due while the authority had excused the provider; in no other number.</param>
public readonly record struct Counts(int Expected, int OnTime, int Late, int NoChange, int Nil, int Excused)
{
    /// <summary>Those met; never more than were expected.</summary>
    public int Actual => OnTime + Late;

    public static Counts operator +(Counts a, Counts b) => new(
        a.Expected + b.Expected, a.OnTime + b.OnTime, a.Late + b.Late, a.NoChange + b.NoChange, a.Nil + b.Nil, a.Excused + b.Excused);

    public static Counts operator -(Counts a, Counts b) => new(
        a.Expected - b.Expected, a.OnTime - b.OnTime, a.Late - b.Late, a.NoChange - b.NoChange, a.Nil - b.Nil, a.Excused - b.Excused);

    public static Counts Subtract(Counts a, Counts b) => a - b;

    public static Counts Add(Counts a, Counts b) => a + b;

    /// <summary>A percentage with one decimal, rounded down so that 100 means all; null of nothing.</summary>
    public static decimal? Percent(int part, int of) => of == 0 ? null : Math.Floor(1000m * part / of) / 10;
}
