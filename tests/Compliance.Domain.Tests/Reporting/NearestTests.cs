using Compliance.Domain.Reporting;

namespace Compliance.Domain.Tests.Reporting;

public sealed class NearestTests
{
    [Theory]
    [InlineData("staff-absnt", "staff-absent")]
    [InlineData("staff-employd", "staff-employed")]
    [InlineData("visiting", null)]
    [InlineData("", null)]
    public void The_closest_key_within_reach_is_found(string given, string? expected) =>
        Assert.Equal(expected, Nearest.To(given, ["staff-employed", "staff-absent"]));

    [Fact]
    public void Of_two_as_close_the_first_by_name_is_chosen() => Assert.Equal("cat", Nearest.To("bat", ["mat", "cat"]));

    [Fact]
    public void What_is_shown_back_is_short_and_clean() =>
        Assert.Equal("a?b" + new string('x', 61), Nearest.Shown("a\nb" + new string('x', 200)));
}
