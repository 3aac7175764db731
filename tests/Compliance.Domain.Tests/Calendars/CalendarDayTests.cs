using Compliance.Domain.Calendars;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Calendars;

public sealed class CalendarDayTests
{
    [Theory]
    [InlineData("2026-01-15", "2026-01-15T00:00:00", "2026-01-15T23:59:59")]
    [InlineData("2026-03-28", "2026-03-28T00:00:00", "2026-03-28T23:59:59")]
    [InlineData("2026-03-29", "2026-03-29T00:00:00", "2026-03-29T22:59:59")]
    [InlineData("2026-03-30", "2026-03-29T23:00:00", "2026-03-30T22:59:59")]
    [InlineData("2026-10-24", "2026-10-23T23:00:00", "2026-10-24T22:59:59")]
    [InlineData("2026-10-25", "2026-10-24T23:00:00", "2026-10-25T23:59:59")]
    [InlineData("2026-10-26", "2026-10-26T00:00:00", "2026-10-26T23:59:59")]
    public void A_day_begins_and_ends_by_the_clocks_of_that_day(string date, string start, string lastSecond)
    {
        Assert.Equal(At(start), England.StartOf(Day(date)));
        Assert.Equal(At(lastSecond), England.EndOf(Day(date)));
    }

    [Theory]
    [InlineData("2026-03-29", 23)]
    [InlineData("2026-06-15", 24)]
    [InlineData("2026-10-25", 25)]
    public void The_days_of_clock_changes_are_an_hour_short_and_an_hour_long(string date, int hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), England.StartOf(Day(date).AddDays(1)) - England.StartOf(Day(date)));

    [Theory]
    [InlineData("2026-03-28T23:59:59.999", "2026-03-28")]
    [InlineData("2026-03-29T00:00:00", "2026-03-29")]
    [InlineData("2026-03-29T22:59:59.999", "2026-03-29")]
    [InlineData("2026-03-29T23:00:00", "2026-03-30")]
    [InlineData("2026-10-24T22:59:59.999", "2026-10-24")]
    [InlineData("2026-10-24T23:00:00", "2026-10-25")]
    [InlineData("2026-10-25T23:59:59.999", "2026-10-25")]
    [InlineData("2026-10-26T00:00:00", "2026-10-26")]
    public void An_instant_belongs_to_its_local_date(string on, string date) =>
        Assert.Equal(Day(date), England.DateOf(At(on)));

    [Fact]
    public void Every_day_starts_and_ends_within_itself()
    {
        for (var day = new DateOnly(2026, 1, 1); day.Year < 2028; day = day.AddDays(1))
        {
            Assert.Equal(day, England.DateOf(England.StartOf(day)));
            Assert.Equal(day.AddDays(-1), England.DateOf(England.StartOf(day).AddMilliseconds(-1)));
            Assert.Equal(day, England.DateOf(England.EndOf(day)));
            Assert.Equal(day.AddDays(1), England.DateOf(England.EndOf(day).AddSeconds(1)));
        }
    }

    [Theory]
    [InlineData("Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00")]
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00:00")]
    public void A_midnight_that_is_skipped_or_struck_twice_still_begins_one_day(string zone, string date, string start)
    {
        var calendar = new Calendar(TimeZoneInfo.FindSystemTimeZoneById(zone), new HashSet<DateOnly>());

        Assert.Equal(At(start), calendar.StartOf(Day(date)));
        Assert.Equal(Day(date), calendar.DateOf(calendar.StartOf(Day(date))));
        Assert.Equal(Day(date).AddDays(-1), calendar.DateOf(calendar.EndOf(Day(date).AddDays(-1))));
    }

    [Theory]
    [InlineData("2026-04-02", true)]
    [InlineData("2026-04-03", false)]
    [InlineData("2026-04-04", false)]
    [InlineData("2026-04-05", false)]
    [InlineData("2026-04-06", false)]
    [InlineData("2026-04-07", true)]
    [InlineData("2026-12-24", true)]
    [InlineData("2026-12-25", false)]
    [InlineData("2026-12-26", false)]
    [InlineData("2026-12-28", false)]
    [InlineData("2026-12-29", true)]
    public void Weekends_and_bank_holidays_are_no_working_days(string date, bool working) =>
        Assert.Equal(working, England.IsWorkingDay(Day(date)));

    [Fact]
    public void Instants_come_back_as_utc_however_they_were_read()
    {
        var stored = DateTime.SpecifyKind(At("2026-11-18T10:00:00"), DateTimeKind.Unspecified);

        Assert.Equal(DateTimeKind.Utc, England.NextOpen(stored).Kind);
        Assert.Equal(DateTimeKind.Utc, England.AddWorkingHours(stored, 1).Kind);
        Assert.Equal(DateTimeKind.Utc, England.AfterWorkingDays(stored, 0).Kind);
        Assert.Equal(DateTimeKind.Utc, England.AfterWorkingDays(stored, 1).Kind);
        Assert.Equal(DateTimeKind.Utc, England.EndOf(Day("2026-11-18")).Kind);
        Assert.Equal(Day("2026-11-18"), England.DateOf(stored));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01")]
    [InlineData("1999-12-31T23:59:59Z", "1999-12-31")]
    [InlineData("2000-01-01T00:00:00Z", "2000-01-01")]
    [InlineData("2026-06-30T22:59:59.999Z", "2026-06-30")]
    [InlineData("2026-06-30T23:00:00Z", "2026-07-01")]
    [InlineData("2099-12-31T23:59:59Z", "2099-12-31")]
    [InlineData("9999-12-31T23:59:59Z", "9999-12-31")]
    public void An_instant_of_any_age_has_its_local_date(string on, string date) =>
        Assert.Equal(London.Day(date), London.England.DateOf(London.At(on)));
}
