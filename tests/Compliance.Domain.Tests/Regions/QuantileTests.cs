using Compliance.Domain.Regions;

namespace Compliance.Domain.Tests.Regions;

public sealed class QuantileTests
{
    /// <summary>Hours; those with a plus still wait.</summary>
    [Theory]
    [InlineData("", 50, "none")]
    [InlineData("3", 50, "3")]
    [InlineData("3+", 50, "3+")]
    [InlineData("1 2", 50, "1")]
    [InlineData("1 2 9", 50, "2")]
    [InlineData("1 2 9+", 50, "2")]
    [InlineData("1 9 2+", 50, "2+")]
    [InlineData("1+ 2 9", 50, "2+")]
    [InlineData("1 2 2+", 50, "2")]
    [InlineData("1 2+ 2+", 50, "2+")]
    [InlineData("1 2 3 4 5 6 7 8 9 10", 90, "9")]
    [InlineData("1 2 3 4 5 6 7 8 9 10+", 90, "9")]
    [InlineData("1 2 3 4 5 6 7 8 9+ 10", 90, "9+")]
    [InlineData("1 2 3 4 5 6 7 8+ 9 10", 90, "9+")]
    [InlineData("1 2 3 4 5 6 7 8 9 10 11", 90, "10")]
    [InlineData("5 7", 100, "7")]
    public void It_is_exact_when_enough_were_answered_within_it_and_a_lower_bound_otherwise(string hours, int percent, string expected)
    {
        var cases = hours.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(h => (TimeSpan.FromHours(int.Parse(h.TrimEnd('+'), null)), !h.EndsWith('+'))).ToList();

        var found = Quantile.Of(cases, percent);

        Assert.Equal(expected, found is { } q ? $"{q.Time.TotalHours}{(q.AtLeast ? "+" : "")}" : "none");
    }

    [Fact]
    public void However_the_waiting_ones_end_a_bound_holds_and_an_exact_one_stays()
    {
        // Every history of five cases, answered or not, and every way on.
        for (var history = 0; history < 1 << 10; history++)
        {
            var cases = Enumerable.Range(0, 5).Select(i => (TimeSpan.FromHours(1 + (history >> (2 * i) & 1) * 4 + i), (history >> (2 * i + 1) & 1) == 1)).ToList();
            foreach (var longer in new[] { 0, 1, 3, 20 })
            {
                var ended = cases.Select(c => (c.Item2 ? c.Item1 : c.Item1 + TimeSpan.FromHours(longer), true)).ToList();
                foreach (var percent in new[] { 50, 90 })
                {
                    var (then, now) = (Quantile.Of(cases, percent)!.Value, Quantile.Of(ended, percent)!.Value);
                    Assert.False(now.AtLeast);
                    Assert.True(then.AtLeast ? now.Time >= then.Time : now.Time == then.Time);
                }
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void There_are_no_such_percent(int percent) => Assert.Throws<ArgumentOutOfRangeException>(() => Quantile.Of([], percent));
}
