using System.Globalization;

namespace Compliance.Domain.Calendars;

/// <summary>Times, lengths and counts as people say them, in local time.</summary>
public static class TimeWords
{
    private static readonly string[] _numbers = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>Such as <c>4pm Tuesday 29 December</c>. Within the hour that is struck twice, it says which of the two is meant.</summary>
    public static string At(DateTime on, Calendar calendar)
    {
        var local = calendar.ToLocal(on);
        var day = Day(DateOnly.FromDateTime(local));
        return local is { Hour: 0, Minute: 0 } ? $"midnight at the start of {day}" : $"{Clock(local)} {day}{Strike(on, local, calendar)}";
    }

    /// <summary>The time of day alone, such as <c>4pm</c>.</summary>
    public static string Clock(DateTime on, Calendar calendar) => Clock(calendar.ToLocal(on));

    /// <summary>Such as <c>Tuesday 29 December</c>.</summary>
    public static string Day(DateOnly date) => date.ToString("dddd d MMMM", CultureInfo.InvariantCulture);

    /// <summary>A number in words up to ten, in digits above.</summary>
    public static string Number(int number) => number < _numbers.Length ? _numbers[number] : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>So many of something, the number in digits.</summary>
    public static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    /// <summary>Such as <c>2 hours 15 minutes</c>; what is left of the last minute is not said.</summary>
    public static string Length(TimeSpan time)
    {
        var (hours, minutes) = ((int)time.TotalHours, time.Minutes);
        return (hours, minutes) switch
        {
            (0, 0) => "less than a minute",
            (0, _) => Count(minutes, "minute"),
            (_, 0) => Count(hours, "hour"),
            _ => $"{Count(hours, "hour")} {Count(minutes, "minute")}",
        };
    }

    private static string Clock(DateTime local) => (local.Hour, local.Minute) switch
    {
        (0, 0) => "midnight",
        (12, 0) => "midday",
        (_, 0) => local.ToString("%h", CultureInfo.InvariantCulture) + Half(local),
        _ => local.ToString("h:mm", CultureInfo.InvariantCulture) + Half(local),
    };

    private static string Half(DateTime local) => local.Hour < 12 ? "am" : "pm";

    private static string Strike(DateTime on, DateTime local, Calendar calendar) =>
        calendar.ToLocal(on.AddHours(1)) == local ? " (before the clocks went back)"
        : calendar.ToLocal(on.AddHours(-1)) == local ? " (after the clocks went back)"
        : "";
}
