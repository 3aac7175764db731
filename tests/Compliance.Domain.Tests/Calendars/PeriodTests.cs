using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Calendars;

public sealed class PeriodTests
{
    [Theory]
    [InlineData(Cadence.Day, "2026-11-18", "2026-11-18", "2026-11-18")]
    [InlineData(Cadence.Week, "2026-11-15", "2026-11-09", "2026-11-15")]
    [InlineData(Cadence.Week, "2026-11-16", "2026-11-16", "2026-11-22")]
    [InlineData(Cadence.Week, "2026-11-22", "2026-11-16", "2026-11-22")]
    [InlineData(Cadence.Week, "2026-11-23", "2026-11-23", "2026-11-29")]
    [InlineData(Cadence.Week, "2027-01-01", "2026-12-28", "2027-01-03")]
    [InlineData(Cadence.Week, "2026-10-25", "2026-10-19", "2026-10-25")]
    [InlineData(Cadence.Week, "2026-03-29", "2026-03-23", "2026-03-29")]
    [InlineData(Cadence.Month, "2026-10-31", "2026-10-01", "2026-10-31")]
    [InlineData(Cadence.Month, "2026-11-01", "2026-11-01", "2026-11-30")]
    [InlineData(Cadence.Month, "2027-02-28", "2027-02-01", "2027-02-28")]
    [InlineData(Cadence.Month, "2028-02-29", "2028-02-01", "2028-02-29")]
    [InlineData(Cadence.Month, "2026-12-31", "2026-12-01", "2026-12-31")]
    public void A_date_lies_in_one_period_with_both_ends_included(Cadence cadence, string date, string start, string end)
    {
        var period = Period.Of(cadence, Day(date));

        Assert.Equal((Day(start), Day(end)), (period.Start, period.End));
    }

    [Theory]
    [InlineData(Cadence.Day, "2026-12-31", "2027-01-01")]
    [InlineData(Cadence.Week, "2026-12-28", "2027-01-04")]
    [InlineData(Cadence.Month, "2026-12-01", "2027-01-01")]
    [InlineData(Cadence.Month, "2028-02-01", "2028-03-01")]
    public void The_next_period_begins_the_day_after_and_leads_back(Cadence cadence, string start, string next)
    {
        var period = new Period(cadence, Day(start));

        Assert.Equal(new Period(cadence, Day(next)), period.Next);
        Assert.Equal(period, period.Next.Previous);
        Assert.Equal(period.Start, period.Previous.End.AddDays(1));
    }

    [Theory]
    [InlineData(Cadence.Week, "2026-03-29", "2026-03-29T22:59:59")]
    [InlineData(Cadence.Week, "2026-10-25", "2026-10-25T23:59:59")]
    [InlineData(Cadence.Month, "2026-10-01", "2026-10-31T23:59:59")]
    [InlineData(Cadence.Month, "2026-09-01", "2026-09-30T22:59:59")]
    public void A_period_is_due_by_its_last_second(Cadence cadence, string date, string due) =>
        Assert.Equal(At(due), England.EndOf(Period.Of(cadence, Day(date)).End));

    [Fact]
    public void Periods_of_a_cadence_share_out_the_days_between_them()
    {
        foreach (var cadence in Enum.GetValues<Cadence>())
        {
            var period = Period.Of(cadence, new DateOnly(2026, 1, 1));
            for (var day = new DateOnly(2026, 1, 1); day.Year < 2029; day = day.AddDays(1))
            {
                period = day > period.End ? period.Next : period;
                Assert.Equal(period, Period.Of(cadence, day));
            }
        }
    }
}
