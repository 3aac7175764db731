using Compliance.Domain.Triggers;

namespace Compliance.Domain.Tests.Triggers;

public sealed class IntervalTests
{
    [Theory]
    [InlineData(7, 40, true, Truth.False)]
    [InlineData(8, 40, true, Truth.True)]
    [InlineData(79, 400, true, Truth.False)]
    [InlineData(80, 400, true, Truth.True)]
    [InlineData(19, 1, false, Truth.False)]
    [InlineData(20, 1, false, Truth.True)]
    [InlineData(19_999, 1000, false, Truth.False)]
    [InlineData(20_000, 1000, false, Truth.True)]
    public void Exactly_at_least_twenty_is_reached(long part, long of, bool percent, Truth expected) =>
        Assert.Equal(expected, Interval.Exactly(part, of).AtLeast(20, percent ? 100 : 1));

    [Theory]
    [InlineData(2, 1, Truth.True)]
    [InlineData(2_001, 1000, Truth.False)]
    [InlineData(3, 1, Truth.False)]
    public void Exactly_at_most_two_is_reached(long part, long of, Truth expected) =>
        Assert.Equal(expected, Interval.Exactly(part, of).AtMost(2, 1));

    [Theory]
    [InlineData(null, null, Truth.Unknown, Truth.Unknown)]
    [InlineData(10L, null, Truth.True, Truth.Unknown)]
    [InlineData(9L, null, Truth.Unknown, Truth.Unknown)]
    [InlineData(11L, null, Truth.True, Truth.False)]
    [InlineData(null, 10L, Truth.Unknown, Truth.True)]
    [InlineData(null, 9L, Truth.False, Truth.True)]
    [InlineData(null, 11L, Truth.Unknown, Truth.Unknown)]
    [InlineData(9L, 11L, Truth.Unknown, Truth.Unknown)]
    [InlineData(10L, 11L, Truth.True, Truth.Unknown)]
    [InlineData(8L, 9L, Truth.False, Truth.True)]
    public void Bounds_decide_only_what_they_are_certain_of(long? lower, long? upper, Truth atLeast, Truth atMost)
    {
        var interval = new Interval(lower is { } l ? new Fraction(l, 1) : null, upper is { } u ? new Fraction(u, 1) : null);

        Assert.Equal((atLeast, atMost), (interval.AtLeast(10, 1), interval.AtMost(10, 1)));
    }

    [Fact]
    public void Large_counts_do_not_overflow() =>
        Assert.Equal(Truth.True, Interval.Exactly(long.MaxValue, long.MaxValue).AtLeast(100, 100));

    [Fact]
    public void A_share_of_nothing_is_unknown() =>
        Assert.Equal(Interval.Unknown, new Domain.Reporting.Answer(Domain.Reporting.AnswerKind.Value, 0, 0).ToInterval());
}
