using Compliance.Domain.Calendars;

namespace Compliance.Api.Authorities;

/// <summary>A day on which offices are closed, written as the day itself or as its substitute.</summary>
internal sealed record BankHoliday(DateOnly Date, string Name);

/// <summary>Reads a calendar of bank holidays.</summary>
internal sealed class CalendarReader(string folder, ReferenceMistakes mistakes)
{
    /// <summary>Every calendar of the folder, by key; those with mistakes are left out.</summary>
    public IReadOnlyDictionary<string, Calendar> ReadAll()
    {
        var files = Directory.Exists(Path.Combine(folder, "calendars"))
            ? Directory.GetFiles(Path.Combine(folder, "calendars"), "*.json").Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        var calendars = new Dictionary<string, Calendar>();
        foreach (var key in files.Select(f => Path.GetFileNameWithoutExtension(f)))
        {
            if (Read(key) is { } calendar)
            {
                calendars.Add(key, calendar);
            }
        }

        return calendars;
    }

    private Calendar? Read(string key)
    {
        var path = $"calendars/{key}.json";
        var before = mistakes.All.Count;
        var file = new ReferenceFile(folder, path, mistakes);
        if (!file.Open("calendar", "zone", "firstYear", "lastYear", "bankHolidays"))
        {
            return null;
        }

        if (file.Setting<string>("calendar") is { } name && name != key)
        {
            mistakes.Add(path, "calendar", $"calls itself `{name}`; the file's name says `{key}`");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(file.Setting<string>("zone") ?? "", out var zone))
        {
            mistakes.Add(path, "zone", "name a time zone that this machine knows, such as Europe/London");
        }

        var holidays = file.Entries<BankHoliday>("bankHolidays");
        CheckDates(path, holidays, file.Setting<int>("firstYear"), file.Setting<int>("lastYear"));
        return zone is null || mistakes.All.Count > before ? null : new(zone, holidays.Select(h => h.Date).ToHashSet(), holidays.ToDictionary(h => h.Date, h => h.Name));
    }

    private void CheckDates(string path, IReadOnlyList<BankHoliday> holidays, int firstYear, int lastYear)
    {
        var previous = DateOnly.MinValue;
        foreach (var (date, _) in holidays)
        {
            if (date <= previous)
            {
                mistakes.Add(path, $"{date:yyyy-MM-dd}", "dates stand once each, in order");
            }

            if (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                mistakes.Add(path, $"{date:yyyy-MM-dd}", $"falls on a {date.DayOfWeek}; give its substitute day");
            }

            if (date.Year < firstYear || date.Year > lastYear)
            {
                mistakes.Add(path, $"{date:yyyy-MM-dd}", $"lies outside the years {firstYear} to {lastYear}");
            }

            previous = date;
        }

        // A year without a single holiday is one that somebody forgot; its Christmas would count as working days.
        for (var year = firstYear; year <= lastYear; year++)
        {
            if (!holidays.Any(h => h.Date.Year == year))
            {
                mistakes.Add(path, $"{year}", "has no bank holidays; add them, or let the calendar end earlier");
            }
        }
    }
}
