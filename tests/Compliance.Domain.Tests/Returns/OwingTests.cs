using Compliance.Domain.Returns;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Returns;

public sealed class OwingTests
{
    // The first week owed begins on Monday 5 October 2026, the first month on Sunday 1 November.
    [Theory]
    [InlineData("2026-10-11T22:59:59Z", 0)]
    [InlineData("2026-10-11T23:00:00Z", 3)]
    public void Something_is_owed_once_its_last_second_has_passed(string now, int measures) =>
        Assert.Equal(measures, Of(new Council("2026-10-02").Register().Tick(now)).Measures.Count);

    [Fact]
    public void It_says_who_owes_what_since_when_and_for_how_many_working_days()
    {
        var council = new Council("2026-10-02").Register().Register("rowan", "home-care")
            .Report("2026-10-07T09:00Z", ("absent", 0), ("masks", 30))
            .Tick("2026-10-14T09:00Z");

        var owing = Of(council);

        Assert.Equal([KeyValuePair.Create("absent", 1), KeyValuePair.Create("safe", 2)], owing.Measures);
        Assert.Equal([Council.Home, "rowan"], owing.Providers.Select(p => p.Provider));
        var rowan = owing.Providers[1];
        Assert.Equal((At("2026-10-11T22:59:59Z"), 2), (rowan.Since, rowan.WorkingDays));
        Assert.Equal(["absent", "safe"], rowan.Measures.Select(m => m.Measure));
        Assert.Equal(["safe"], owing.Providers[0].Measures.Select(m => m.Measure));
    }

    [Fact]
    public void What_has_been_owed_longest_comes_first()
    {
        var council = new Council("2026-10-02").Register()
            .Report("2026-11-25T09:00Z", Council.Home, new("absent", new(0, null)), new("masks", new(30, null)), new("safe", new(null, "yes")))
            .Tick("2026-12-14T09:00Z");

        var home = Assert.Single(Of(council).Providers);

        // November's number of staff was owed to its last day; the weekly answers only since the week after the last one.
        Assert.Equal(["employed", "absent", "masks", "safe"], home.Measures.Select(m => m.Measure));
        Assert.Equal((At("2026-11-30T23:59:59Z"), 9), (home.Since, home.WorkingDays));
        Assert.Equal(At("2026-12-06T23:59:59Z"), home.Measures[1].Since);
    }

    [Theory]
    [InlineData("2026-10-14", 1)]
    [InlineData("2026-10-13", 0)]
    public void Whoever_has_left_owes_nothing(string left, int owing) =>
        Assert.Equal(owing, Of(new Council("2026-10-02").Register(left: left).Tick("2026-10-14T09:00Z")).Providers.Count);

    private static Owing Of(Council council) =>
        Owing.Of(council.Tenant.RulesOn(England.DateOf(council.Tenant.KnownOn)), council.Tenant.Subjects.Values, council.Tenant.KnownOn);
}
