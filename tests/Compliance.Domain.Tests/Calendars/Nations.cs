using System.Text.Json;
using Calendar = Compliance.Domain.Calendars.Calendar;

namespace Compliance.Domain.Tests.Calendars;

/// <summary>The calendars as they are shipped, with the names of their bank holidays.</summary>
internal static class Nations
{
    public static readonly Calendar England = Read("england-and-wales");

    public static readonly Calendar Scotland = Read("scotland");

    private static Calendar Read(string key)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Checklists(AppContext.BaseDirectory), "calendars", key + ".json")));
        var days = file.RootElement.GetProperty("bankHolidays").EnumerateArray()
            .ToDictionary(h => DateOnly.Parse(h.GetProperty("date").GetString()!, System.Globalization.CultureInfo.InvariantCulture), h => h.GetProperty("name").GetString()!);
        return new Calendar(TimeZoneInfo.FindSystemTimeZoneById(file.RootElement.GetProperty("zone").GetString()!), days.Keys.ToHashSet(), days);
    }

    private static string Checklists(string from) =>
        Directory.Exists(Path.Combine(from, "checklists", "calendars")) ? Path.Combine(from, "checklists") : Checklists(Path.GetDirectoryName(from.TrimEnd('/'))!);
}
