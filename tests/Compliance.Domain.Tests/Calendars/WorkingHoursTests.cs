using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Calendars;

public sealed class WorkingHoursTests
{
    [Theory]
    [InlineData("2026-11-18T08:59:59.999", "2026-11-18T09:00:00")]
    [InlineData("2026-11-18T09:00:00", "2026-11-18T09:00:00")]
    [InlineData("2026-11-18T16:59:59.999", "2026-11-18T16:59:59.999")]
    [InlineData("2026-11-18T17:00:00", "2026-11-19T09:00:00")]
    [InlineData("2026-11-20T17:00:00", "2026-11-23T09:00:00")]
    [InlineData("2026-11-21T12:00:00", "2026-11-23T09:00:00")]
    [InlineData("2026-04-02T15:59:59", "2026-04-02T15:59:59")]
    [InlineData("2026-04-02T16:00:00", "2026-04-07T08:00:00")]
    [InlineData("2026-12-24T17:00:00", "2026-12-29T09:00:00")]
    [InlineData("2026-12-31T17:00:00", "2027-01-04T09:00:00")]
    public void The_office_opens_next(string from, string open) => Assert.Equal(At(open), England.NextOpen(At(from)));

    [Theory]
    [InlineData("2026-03-27T17:00:00", "2026-03-30T08:00:00")]
    [InlineData("2026-03-30T07:59:59", "2026-03-30T08:00:00")]
    [InlineData("2026-03-30T16:00:00", "2026-03-31T08:00:00")]
    [InlineData("2026-10-23T16:00:00", "2026-10-26T09:00:00")]
    [InlineData("2026-10-26T16:30:00", "2026-10-26T16:30:00")]
    public void Opening_hours_follow_the_clocks(string from, string open) =>
        Assert.Equal(At(open), England.NextOpen(At(from)));

    [Theory]
    [InlineData("2026-11-18T10:30:00", 0, "2026-11-18T10:30:00")]
    [InlineData("2026-11-21T10:30:00", 0, "2026-11-23T09:00:00")]
    [InlineData("2026-11-18T09:00:00", 8, "2026-11-18T17:00:00")]
    [InlineData("2026-11-18T09:00:00.001", 8, "2026-11-19T09:00:00.001")]
    [InlineData("2026-11-18T16:00:00", 1, "2026-11-18T17:00:00")]
    [InlineData("2026-11-18T16:00:00", 2, "2026-11-19T10:00:00")]
    [InlineData("2026-11-18T17:00:00", 1, "2026-11-19T10:00:00")]
    [InlineData("2026-11-20T16:00:00", 16, "2026-11-24T16:00:00")]
    [InlineData("2026-11-21T03:00:00", 16, "2026-11-24T17:00:00")]
    public void Hours_count_while_the_office_is_open(string from, int hours, string until) =>
        Assert.Equal(At(until), England.AddWorkingHours(At(from), hours));

    [Theory]
    [InlineData("2026-12-24T15:00:00", 2, "2026-12-24T17:00:00")]
    [InlineData("2026-12-24T15:00:00", 3, "2026-12-29T10:00:00")]
    [InlineData("2026-12-24T15:00:00", 16, "2026-12-30T15:00:00")]
    [InlineData("2026-12-25T11:00:00", 1, "2026-12-29T10:00:00")]
    [InlineData("2026-12-31T16:00:00", 2, "2027-01-04T10:00:00")]
    [InlineData("2026-12-24T09:00:00", 40, "2027-01-04T17:00:00")]
    public void Christmas_and_new_year_stop_the_clock(string from, int hours, string until) =>
        Assert.Equal(At(until), England.AddWorkingHours(At(from), hours));

    [Theory]
    [InlineData("2026-03-27T16:00:00", 2, "2026-03-30T09:00:00")]
    [InlineData("2026-10-23T15:00:00", 2, "2026-10-26T10:00:00")]
    public void A_weekend_on_which_the_clocks_change_costs_no_working_hour(string from, int hours, string until) =>
        Assert.Equal(At(until), England.AddWorkingHours(At(from), hours));

    [Fact]
    public void Hours_added_in_parts_are_hours_added_at_once()
    {
        var random = new Random(20261118);
        for (var round = 0; round < 2_000; round++)
        {
            var from = At("2026-02-01").AddMilliseconds(random.NextInt64(400L * 24 * 3600 * 1000));
            var (first, second) = (random.Next(0, 30), random.Next(1, 30));

            Assert.Equal(
                England.AddWorkingHours(from, first + second),
                England.AddWorkingHours(England.AddWorkingHours(from, first), second));
        }
    }

    [Theory]
    [InlineData("2026-11-20T08:59:59.999", "2026-11-20T09:00:00 2026-11-23T09:00:00 2026-11-24T09:00:00")]
    [InlineData("2026-11-20T16:59:59.999", "2026-11-20T09:00:00 2026-11-23T09:00:00 2026-11-24T09:00:00")]
    [InlineData("2026-11-20T17:00:00", "2026-11-23T09:00:00 2026-11-24T09:00:00 2026-11-25T09:00:00")]
    [InlineData("2026-12-24T12:00:00", "2026-12-24T09:00:00 2026-12-29T09:00:00 2026-12-30T09:00:00")]
    [InlineData("2026-10-23T12:00:00", "2026-10-23T08:00:00 2026-10-26T09:00:00 2026-10-27T09:00:00")]
    public void The_next_openings_begin_with_the_present_one(string from, string opens)
    {
        var openings = England.OpeningsFrom(At(from)).Take(3).ToList();

        Assert.Equal(opens.Split(' ').Select(At), openings.Select(o => o.Opens));
        Assert.All(openings, o => Assert.Equal(TimeSpan.FromHours(8), o.Closes - o.Opens));
    }

    [Fact]
    public void Time_does_not_run_backwards()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => England.AddWorkingHours(At("2026-11-18T10:00:00"), -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => England.AfterWorkingDays(At("2026-11-18T10:00:00"), -1));
    }

    [Theory]
    [InlineData("2026-11-18T09:00Z", "2026-11-18T09:00Z", 0)]
    [InlineData("2026-11-18T09:00Z", "2026-11-18T09:01Z", 1)]
    [InlineData("2026-11-18T08:00Z", "2026-11-18T09:01Z", 1)]
    [InlineData("2026-11-18T16:59Z", "2026-11-19T09:01Z", 2)]
    [InlineData("2026-11-18T17:00Z", "2026-11-19T09:00Z", 0)]
    [InlineData("2026-11-20T16:00Z", "2026-11-23T10:00Z", 120)]
    [InlineData("2026-12-24T16:00Z", "2026-12-29T10:00Z", 120)]
    [InlineData("2026-10-23T08:00Z", "2026-10-26T10:00Z", 540)]
    public void Between_two_instants_only_open_hours_count(string from, string to, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), England.WorkingTimeBetween(At(from), At(to)));
}
