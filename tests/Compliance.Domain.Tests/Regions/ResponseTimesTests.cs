using Compliance.Domain.Regions;

namespace Compliance.Domain.Tests.Regions;

public sealed class ResponseTimesTests
{
    [Fact]
    public void Every_case_is_counted_and_none_is_left_out_of_the_times()
    {
        var times = ResponseTimes.Of(
        [
            Case(hours: 1, isAnswered: true, isStoodDown: true),
            Case(hours: 2, isAnswered: true, passed: true),
            Case(hours: 30, passed: true),
            Case(hours: 4, isOpen: false),
        ]);

        Assert.Equal((4, 2, 1, 1, 2, 1), (times.Raised, times.Acknowledged, times.Unanswered, times.ClosedUnanswered, times.PassedDeadline, times.StoodDown));
        Assert.Equal((new Quantile(TimeSpan.FromHours(2), false), new Quantile(TimeSpan.FromHours(30), true)), (times.Median, times.Ninetieth));
        Assert.Equal((new Quantile(TimeSpan.FromHours(1), false), new Quantile(TimeSpan.FromHours(15), true)), (times.MedianOnClock, times.NinetiethOnClock));
    }

    [Fact]
    public void Of_no_cases_there_are_no_times()
    {
        var times = ResponseTimes.Of([]);

        Assert.Equal((0, null, null), (times.Raised, times.Median, times.NinetiethOnClock));
    }

    private static Waiting Case(double hours, bool isAnswered = false, bool isOpen = true, bool passed = false, bool isStoodDown = false) => new(
        "doncaster", "staff-absence", "Too many care staff absent", isOpen && !isStoodDown, isAnswered, passed, isStoodDown,
        TimeSpan.FromHours(hours), TimeSpan.FromHours(hours / 2));
}
