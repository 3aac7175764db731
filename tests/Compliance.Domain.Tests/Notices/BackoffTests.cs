using Compliance.Domain.Notices;

namespace Compliance.Domain.Tests.Notices;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(1, 0.999999, 5)]
    [InlineData(2, 0.999999, 10)]
    [InlineData(5, 0.5, 40)]
    [InlineData(11, 0.999999, 5120)]
    [InlineData(13, 0.999999, 14400)]
    [InlineData(1000, 0.999999, 14400)]
    [InlineData(1000, 0.25, 3600)]
    [InlineData(7, 0, 1)]
    public void The_wait_doubles_to_a_limit_and_chance_spreads_it(int attempts, double chance, int seconds) =>
        Assert.Equal(seconds, Backoff.Wait(attempts, chance, Backoff.Longest).TotalSeconds, 0.1);

    [Fact]
    public void An_address_rests_for_five_minutes_at_most() =>
        Assert.InRange(Backoff.Wait(30, 0.999999, Backoff.LongestRest), TimeSpan.FromSeconds(299), TimeSpan.FromMinutes(5));
}
