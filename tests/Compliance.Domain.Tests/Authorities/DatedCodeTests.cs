using Compliance.Domain.Authorities;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Authorities;

public sealed class DatedCodeTests
{
    [Theory]
    [InlineData(null, null, "1900-01-01", true)]
    [InlineData("2023-04-01", null, "2023-03-31", false)]
    [InlineData("2023-04-01", null, "2023-04-01", true)]
    [InlineData(null, "2023-03-31", "2023-03-31", true)]
    [InlineData(null, "2023-03-31", "2023-04-01", false)]
    public void A_code_covers_both_its_ends(string? from, string? to, string date, bool covers) =>
        Assert.Equal(covers, Code(from, to).Covers(Day(date)));

    [Theory]
    [InlineData(null, "2023-03-31", "2023-04-01", null, false)]
    [InlineData(null, "2023-03-31", "2023-03-31", null, true)]
    [InlineData(null, null, null, null, true)]
    [InlineData("2023-01-01", "2023-12-31", "2023-06-01", "2023-06-30", true)]
    [InlineData("2023-01-01", "2023-05-31", "2023-06-01", "2023-06-30", false)]
    public void Codes_overlap_when_a_day_has_both(string? from, string? to, string? otherFrom, string? otherTo, bool overlap)
    {
        Assert.Equal(overlap, Code(from, to).Overlaps(Code(otherFrom, otherTo)));
        Assert.Equal(overlap, Code(otherFrom, otherTo).Overlaps(Code(from, to)));
    }

    private static DatedCode Code(string? from, string? to) =>
        new("E08000017", from is null ? null : Day(from), to is null ? null : Day(to));
}
