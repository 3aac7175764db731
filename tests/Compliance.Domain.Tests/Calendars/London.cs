using System.Globalization;
using Calendar = Compliance.Domain.Calendars.Calendar;

namespace Compliance.Domain.Tests.Calendars;

/// <summary>England's calendar around the winter of 2026 to 2027.</summary>
internal static class London
{
    public static readonly Calendar England = new(
        TimeZoneInfo.FindSystemTimeZoneById("Europe/London"),
        new HashSet<DateOnly>
        {
            new(2026, 4, 3), new(2026, 4, 6), new(2026, 5, 4), new(2026, 5, 25), new(2026, 8, 31),
            new(2026, 12, 25), new(2026, 12, 28), new(2027, 1, 1), new(2027, 3, 26), new(2027, 3, 29),
        });

    /// <summary>An instant, written in UTC.</summary>
    public static DateTime At(string instant) => DateTime.Parse(
        instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static DateOnly Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
