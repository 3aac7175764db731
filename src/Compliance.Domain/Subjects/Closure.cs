namespace Compliance.Domain.Subjects;

/// <summary>Days on which a provider is closed as planned, both included.</summary>
/// <param name="Reason">Why, such as refurbishment.</param>
public sealed record Closure(DateOnly From, DateOnly To, string Reason)
{
    public bool Covers(DateOnly date) => From <= date && date <= To;

    internal IEnumerable<DateOnly> Days => Enumerable.Range(0, To.DayNumber - From.DayNumber + 1).Select(From.AddDays);
}
