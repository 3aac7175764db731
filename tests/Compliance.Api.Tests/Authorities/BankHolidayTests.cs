using System.Text.Json.Nodes;

namespace Compliance.Api.Tests.Authorities;

/// <summary>Derives every calendar from the law and compares the files with it.</summary>
public sealed class BankHolidayTests
{
    /// <summary>Proclaimed for one occasion; in June 2022 the spring holiday moved from 30 May to meet the jubilee.</summary>
    private static readonly Dictionary<int, string[]> _proclaimed = new()
    {
        [2022] = ["2022-06-02", "2022-06-03", "2022-09-19"],
        [2023] = ["2023-05-08"],
    };

    public static TheoryData<string, int> YearsOfCalendars => new(
        from calendar in (string[])["england-and-wales", "scotland", "northern-ireland"]
        from year in Enumerable.Range(2021, 9)
        select (calendar, year));

    [Theory]
    [MemberData(nameof(YearsOfCalendars))]
    public void A_calendar_holds_the_days_that_the_law_gives(string calendar, int year) =>
        Assert.Equal(ByLaw(calendar, year), DaysOf(calendar).Where(d => d.Year == year));

    [Theory]
    [InlineData(2021, "2021-04-04")]
    [InlineData(2024, "2024-03-31")]
    [InlineData(2025, "2025-04-20")]
    [InlineData(2026, "2026-04-05")]
    [InlineData(2027, "2027-03-28")]
    [InlineData(2028, "2028-04-16")]
    [InlineData(2029, "2029-04-01")]
    public void Easter_falls_on(int year, string expected) => Assert.Equal(expected, $"{Easter(year):yyyy-MM-dd}");

    [Theory]
    [InlineData("england-and-wales", "2026-12-28", "Boxing Day (substitute day)")]
    [InlineData("england-and-wales", "2027-12-27", "Christmas Day (substitute day)")]
    [InlineData("england-and-wales", "2027-12-28", "Boxing Day (substitute day)")]
    [InlineData("england-and-wales", "2028-01-03", "New Year's Day (substitute day)")]
    [InlineData("scotland", "2027-01-04", "2nd January (substitute day)")]
    [InlineData("scotland", "2028-01-04", "2nd January (substitute day)")]
    [InlineData("scotland", "2024-12-02", "St Andrew's Day (substitute day)")]
    [InlineData("scotland", "2026-06-15", "World Cup bank holiday")]
    [InlineData("northern-ireland", "2026-07-13", "Battle of the Boyne (Orangemen's Day) (substitute day)")]
    public void A_substitute_says_so(string calendar, string date, string name) =>
        Assert.Equal(name, (string)Entries(calendar).Single(h => (string)h["date"]! == date)["name"]!);

    private static SortedSet<DateOnly> ByLaw(string calendar, int year)
    {
        var scottish = calendar == "scotland";
        var days = new SortedSet<DateOnly>
        {
            Easter(year).AddDays(-2),
            FirstMonday(year, 5),
            FirstMonday(year, 6).AddDays(-7),
            scottish ? FirstMonday(year, 8) : FirstMonday(year, 9).AddDays(-7),
        };
        AddWithSubstitutes(days, scottish ? [new(year, 1, 1), new(year, 1, 2)] : [new(year, 1, 1)]);
        AddWithSubstitutes(days, [new(year, 12, 25), new(year, 12, 26)]);
        AddWithSubstitutes(days, scottish ? [new(year, 11, 30)] : []);
        AddWithSubstitutes(days, calendar == "northern-ireland" ? [new(year, 3, 17)] : []);
        AddWithSubstitutes(days, calendar == "northern-ireland" ? [new(year, 7, 12)] : []);
        if (!scottish)
        {
            days.Add(Easter(year).AddDays(1));
        }

        if (year == 2022)
        {
            days.Remove(new(2022, 5, 30));
        }

        days.UnionWith(_proclaimed.GetValueOrDefault(year, []).Select(DateOnly.Parse));
        days.UnionWith(scottish && year == 2026 ? [new(2026, 6, 15)] : Array.Empty<DateOnly>());
        return days;
    }

    // Each day that falls on a weekend is kept on the next weekday that is not itself one of the days.
    private static void AddWithSubstitutes(SortedSet<DateOnly> days, DateOnly[] fixedDays)
    {
        days.UnionWith(fixedDays.Where(IsWeekday));
        foreach (var day in fixedDays.Where(d => !IsWeekday(d)))
        {
            var substitute = day.AddDays(1);
            while (!IsWeekday(substitute) || days.Contains(substitute))
            {
                substitute = substitute.AddDays(1);
            }

            days.Add(substitute);
        }
    }

    private static bool IsWeekday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static DateOnly FirstMonday(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays((8 - (int)first.DayOfWeek) % 7);
    }

    // The Gregorian computus by golden number, century and epact.
    private static DateOnly Easter(int year)
    {
        var golden = (year % 19) + 1;
        var century = (year / 100) + 1;
        var skippedLeapDays = (3 * century / 4) - 12;
        var moonCorrection = (((8 * century) + 5) / 25) - 5;
        var sunday = (5 * year / 4) - skippedLeapDays - 10;
        var epact = ((11 * golden) + 20 + moonCorrection - skippedLeapDays) % 30;
        epact += (epact == 25 && golden > 11) || epact == 24 ? 1 : 0;
        var fullMoon = 44 - epact + (epact > 23 ? 30 : 0);
        return new DateOnly(year, 3, 1).AddDays(fullMoon + 7 - ((sunday + fullMoon) % 7) - 1);
    }

    private static IEnumerable<DateOnly> DaysOf(string calendar) =>
        Entries(calendar).Select(h => DateOnly.Parse((string)h["date"]!, null));

    private static IEnumerable<JsonNode> Entries(string calendar) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(ReferenceFolder.Shipped, "calendars", $"{calendar}.json")))!
            ["bankHolidays"]!.AsArray().Select(h => h!);
}
