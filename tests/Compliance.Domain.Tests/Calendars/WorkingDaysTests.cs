using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Calendars;

public sealed class WorkingDaysTests
{
    [Theory]
    [InlineData("2026-11-18T10:00:00", "2026-11-18T23:59:59", 0)]
    [InlineData("2026-11-18T10:00:00", "2026-11-19T23:59:59", 0)]
    [InlineData("2026-11-18T10:00:00", "2026-11-20T00:00:00", 1)]
    [InlineData("2026-11-18T00:00:00", "2026-11-20T00:00:00", 1)]
    [InlineData("2026-11-18T23:59:59", "2026-11-20T00:00:00", 1)]
    [InlineData("2026-11-20T10:00:00", "2026-11-23T23:59:59", 0)]
    [InlineData("2026-11-20T10:00:00", "2026-11-24T00:00:00", 1)]
    [InlineData("2026-11-18T10:00:00", "2026-11-16T10:00:00", 0)]
    [InlineData("2026-12-24T10:00:00", "2026-12-29T23:59:59", 0)]
    [InlineData("2026-12-24T10:00:00", "2026-12-30T00:00:00", 1)]
    [InlineData("2026-12-23T10:00:00", "2027-01-05T00:00:00", 5)]
    [InlineData("2026-10-23T22:59:59", "2026-10-26T23:59:59", 0)]
    [InlineData("2026-10-23T22:59:59", "2026-10-27T00:00:00", 1)]
    [InlineData("2026-03-27T23:59:59", "2026-03-30T22:59:59", 0)]
    [InlineData("2026-03-27T23:59:59", "2026-03-30T23:00:00", 1)]
    public void Only_working_days_that_have_wholly_passed_count(string after, string until, int days) =>
        Assert.Equal(days, England.WorkingDaysBetween(At(after), At(until)));

    [Theory]
    [InlineData("2026-11-18T10:00:00", 0, "2026-11-18T10:00:00")]
    [InlineData("2026-11-18T10:00:00", 1, "2026-11-20T00:00:00")]
    [InlineData("2026-11-18T10:00:00", 3, "2026-11-24T00:00:00")]
    [InlineData("2026-11-20T10:00:00", 1, "2026-11-24T00:00:00")]
    [InlineData("2026-04-02T10:00:00", 1, "2026-04-07T23:00:00")]
    [InlineData("2026-12-24T10:00:00", 3, "2027-01-01T00:00:00")]
    [InlineData("2026-12-24T10:00:00", 4, "2027-01-05T00:00:00")]
    public void So_many_working_days_have_passed_at(string after, int days, string on) =>
        Assert.Equal(At(on), England.AfterWorkingDays(At(after), days));

    [Fact]
    public void Counting_working_days_and_adding_them_undo_each_other()
    {
        var random = new Random(20261121);
        for (var round = 0; round < 5_000; round++)
        {
            var after = At("2026-01-15").AddMilliseconds(random.NextInt64(380L * 24 * 3600 * 1000));
            var days = random.Next(1, 30);

            var on = England.AfterWorkingDays(after, days);

            Assert.Equal(days, England.WorkingDaysBetween(after, on));
            Assert.Equal(days - 1, England.WorkingDaysBetween(after, on.AddMilliseconds(-1)));
        }
    }

    [Fact]
    public void More_time_never_counts_fewer_working_days()
    {
        var random = new Random(20270401);
        for (var round = 0; round < 2_000; round++)
        {
            var after = At("2026-01-15").AddMilliseconds(random.NextInt64(380L * 24 * 3600 * 1000));
            var until = after.AddMinutes(random.Next(60_000));

            Assert.True(England.WorkingDaysBetween(after, until) <= England.WorkingDaysBetween(after, until.AddHours(random.Next(48))));
        }
    }
}
