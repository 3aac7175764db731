using Compliance.Domain.Checklists;

namespace Compliance.Domain.Tests.Checklists;

public sealed class LastingTests
{
    [Theory]
    [InlineData(1, null, 1, null, false)]
    [InlineData(1, null, 2, null, true)]
    [InlineData(1, null, 2, 3, true)]
    [InlineData(2, 3, 1, null, false)]
    [InlineData(2, null, 2, 3, false)]
    [InlineData(2, 3, 2, null, true)]
    [InlineData(2, 4, 3, 4, true)]
    [InlineData(3, null, 4, null, true)]
    [InlineData(2, 3, 3, 5, true)]
    [InlineData(2, 3, 3, 6, true)]
    [InlineData(2, 3, 3, 7, false)]
    [InlineData(2, null, 3, 10, false)]
    public void More_periods_last_longer_where_they_cannot_come_first(int periods, int? ofLast, int more, int? ofMore, bool isLonger) =>
        Assert.Equal(isLonger, Lasting.IsLonger(Level(periods, ofLast, null), Level(more, ofMore, null)));

    /// <summary>Every way in which periods can reach a limit or not: what is said to last longer never stands first.</summary>
    [Fact]
    public void What_lasts_longer_is_never_reached_before()
    {
        var levels = Enumerable.Range(1, 4).SelectMany(p => Enumerable.Range(p, 5 - p + 1).Select(w => Level(p, w == p ? null : w, null))).ToList();
        foreach (var (lower, higher) in levels.SelectMany(l => levels.Select(h => (l, h))).Where(l => Lasting.IsLonger(l.l, l.h)))
        {
            for (var pattern = 0; pattern < 1 << 10; pattern++)
            {
                Assert.True(FirstReached(lower, pattern) <= FirstReached(higher, pattern), $"{lower} {higher} {pattern}");
            }
        }
    }

    [Theory]
    [InlineData(null, 0, null, 0, false)]
    [InlineData(null, 0, SpanUnit.Hours, 1, true)]
    [InlineData(SpanUnit.Hours, 1, null, 0, false)]
    [InlineData(SpanUnit.Hours, 48, SpanUnit.Days, 2, false)]
    [InlineData(SpanUnit.Hours, 47, SpanUnit.Days, 2, true)]
    [InlineData(SpanUnit.Days, 2, SpanUnit.WorkingDays, 2, true)]
    [InlineData(SpanUnit.Days, 3, SpanUnit.WorkingDays, 2, false)]
    [InlineData(SpanUnit.WorkingDays, 2, SpanUnit.Days, 3, false)]
    [InlineData(SpanUnit.WorkingDays, 2, SpanUnit.WorkingDays, 3, true)]
    public void Working_days_are_no_shorter_than_days(SpanUnit? unit, int amount, SpanUnit? otherUnit, int other, bool isLonger) =>
        Assert.Equal(isLonger, Lasting.IsLonger(Level(1, null, Span(unit, amount)), Level(1, null, Span(otherUnit, other))));

    private static int FirstReached(Level level, int pattern)
    {
        var window = level.OfLast ?? level.Periods;
        return Enumerable.Range(0, 10)
            .Where(i => Enumerable.Range(Math.Max(0, i - window + 1), Math.Min(window, i + 1)).Count(p => (pattern >> p & 1) == 1) >= level.Periods)
            .Append(int.MaxValue)
            .First();
    }

    private static Span? Span(SpanUnit? unit, int amount) => unit is { } known ? new Span(amount, known) : null;

    private static Level Level(int periods, int? ofLast, Span? span) =>
        new(TriggerLevel.Red, Comparison.AtLeast, 1, null, null, periods, Tier.Authority, "local", 7, ofLast, span);
}
