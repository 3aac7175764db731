using Compliance.Domain.Calendars;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Calendars;

public sealed class OutagesTests
{
    // Wednesday 18 November.
    [Theory]
    [InlineData("2026-11-18T08:00Z", "2026-11-18T09:00:00.000Z", false)]
    [InlineData("2026-11-18T08:00Z", "2026-11-18T09:00:00.001Z", true)]
    [InlineData("2026-11-18T12:00Z", "2026-11-18T12:16Z", true)]
    [InlineData("2026-11-18T16:59:59.999Z", "2026-11-18T20:00Z", true)]
    [InlineData("2026-11-18T17:00:00.000Z", "2026-11-18T20:00Z", false)]
    [InlineData("2026-11-17T17:00Z", "2026-11-19T09:00Z", true)]
    public void A_working_day_is_lost_when_its_working_hours_were_touched(string from, string to, bool lost) =>
        Assert.Equal(lost, Of((from, to)).HasTouched(Day("2026-11-18")));

    [Theory]
    [InlineData("2026-11-21")]
    [InlineData("2026-12-25")]
    public void Days_that_count_for_nobody_are_not_lost(string date)
    {
        var outages = Of(("2026-11-20T09:00Z", "2026-12-29T09:00Z"));

        Assert.False(outages.HasTouched(Day(date)));
        Assert.Equal(England.IsWorkingDay(Day(date).AddDays(-1)), outages.HasTouched(Day(date).AddDays(-1)));
    }

    // Due on Sunday 22 November; Monday is the first working day after it.
    [Theory]
    [InlineData("2026-11-22T10:00Z", "2026-11-22T10:16Z", "2026-11-23T23:59:59Z")]
    [InlineData("2026-11-20T10:00Z", "2026-11-22T00:00Z", "2026-11-23T23:59:59Z")]
    [InlineData("2026-11-20T10:00Z", "2026-11-21T23:59:59.999Z", "2026-11-22T23:59:59Z")]
    [InlineData("2026-11-22T23:59:59.999Z", "2026-11-23T00:20Z", "2026-11-24T23:59:59Z")]
    [InlineData("2026-11-23T00:00Z", "2026-11-23T00:20Z", "2026-11-22T23:59:59Z")]
    [InlineData("2026-11-20T18:00Z", "2026-11-23T08:00Z", "2026-11-24T23:59:59Z")]
    [InlineData("2026-11-20T18:00Z", "2026-11-27T08:00Z", "2026-11-30T23:59:59Z")]
    [InlineData("2026-11-20T18:00Z", "2026-12-24T08:00Z", "2026-12-29T23:59:59Z")]
    public void What_falls_due_in_an_outage_or_on_the_day_it_ends_is_due_on_the_next_working_day(string from, string to, string due)
    {
        var time = Of((from, to)).DueBy(Day("2026-11-22"));

        Assert.Equal(At(due), time.On);
        Assert.Equal(due != "2026-11-22T23:59:59Z", time.MovedBy is not null);
    }

    [Fact]
    public void What_was_moved_into_another_outage_is_moved_again()
    {
        var outages = Of(("2026-11-24T20:00Z", "2026-11-25T08:00Z"), ("2026-11-22T20:00Z", "2026-11-23T08:00Z"));

        Assert.Equal(At("2026-11-26T23:59:59Z"), outages.DueBy(Day("2026-11-22")).On);
    }

    // Clocks go back on Sunday 25 October at 01:00 UTC: Friday closes at 16:00 UTC, Monday opens at 09:00 UTC.
    [Theory]
    [InlineData("2026-10-23T16:00:00.000Z", "2026-10-26T09:00:00.000Z", false, false)]
    [InlineData("2026-10-23T15:59:59.999Z", "2026-10-26T09:00:00.001Z", true, true)]
    public void Local_time_counts_across_a_change_of_clocks(string from, string to, bool friday, bool monday)
    {
        var outages = Of((from, to));

        Assert.Equal((friday, monday), (outages.HasTouched(Day("2026-10-23")), outages.HasTouched(Day("2026-10-26"))));
        Assert.Equal(At("2026-10-27T23:59:59Z"), outages.DueBy(Day("2026-10-25")).On);
    }

    private static Outages Of(params (string From, string To)[] outages) =>
        new(outages.Select(o => new Outage(At(o.From), At(o.To))), England);
}
