using Compliance.Domain.Checklists;

namespace Compliance.Domain.Calendars;

/// <summary>A day, week or month of the calendar: local dates, both ends included.</summary>
public readonly record struct Period(Cadence Cadence, DateOnly Start)
{
    public DateOnly End => Cadence switch
    {
        Cadence.Day => Start,
        Cadence.Week => Start.AddDays(6),
        Cadence.Month => Start.AddMonths(1).AddDays(-1),
        _ => throw new ArgumentOutOfRangeException(nameof(Cadence)),
    };

    public Period Next => new(Cadence, End.AddDays(1));

    public Period Previous => Of(Cadence, Start.AddDays(-1));

    /// <summary>The period that contains a local date.</summary>
    public static Period Of(Cadence cadence, DateOnly date) => new(cadence, cadence switch
    {
        Cadence.Day => date,
        Cadence.Week => date.AddDays(-(((int)date.DayOfWeek + 6) % 7)),
        Cadence.Month => new DateOnly(date.Year, date.Month, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(cadence)),
    });
}
