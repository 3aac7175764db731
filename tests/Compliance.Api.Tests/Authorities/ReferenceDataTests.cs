using Compliance.Api.Authorities;
using Compliance.Domain.Authorities;

namespace Compliance.Api.Tests.Authorities;

public sealed class ReferenceDataTests
{
    private static readonly DateOnly _today = new(2026, 11, 21);
    private static readonly DateOnly _winter2021 = new(2021, 11, 3);

    private readonly ReferenceData _reference = ReferenceReader.Read(ReferenceFolder.Shipped);

    [Theory]
    [InlineData("2021-03-31", 0)]
    [InlineData("2021-04-01", 152)]
    [InlineData("2021-11-03", 152)]
    [InlineData("2023-03-31", 152)]
    [InlineData("2023-04-01", 153)]
    [InlineData("2026-11-21", 153)]
    public void England_has_as_many_authorities_as_the_law_says_on_the_day(string date, int expected) =>
        Assert.Equal(expected, _reference.AuthoritiesOn(Day(date)).Count());

    [Theory]
    [InlineData("north-east", "E12000001", 12, 12)]
    [InlineData("north-west", "E12000002", 23, 24)]
    [InlineData("yorkshire-and-the-humber", "E12000003", 15, 15)]
    [InlineData("east-midlands", "E12000004", 10, 10)]
    [InlineData("west-midlands", "E12000005", 14, 14)]
    [InlineData("east-of-england", "E12000006", 11, 11)]
    [InlineData("london", "E12000007", 33, 33)]
    [InlineData("south-east", "E12000008", 19, 19)]
    [InlineData("south-west", "E12000009", 15, 15)]
    public void Each_region_has_its_authorities(string region, string code, int winter2021, int today)
    {
        Assert.Equal(code, _reference.FindRegion(region)!.Code);
        Assert.Equal(winter2021, _reference.AuthoritiesOn(_winter2021).Count(a => a.Region == region));
        Assert.Equal(today, _reference.AuthoritiesOn(_today).Count(a => a.Region == region));
    }

    [Theory]
    [InlineData("2021-11-03", 59, 36, 33, 24)]
    [InlineData("2026-11-21", 63, 36, 33, 21)]
    public void Codes_tell_the_kinds_of_council(string date, int unitary, int metropolitan, int london, int county)
    {
        var codes = _reference.AuthoritiesOn(Day(date)).Select(a => a.CodeOn(Day(date))![..3]).CountBy(c => c);

        Assert.Equal(
            new Dictionary<string, int> { ["E06"] = unitary, ["E08"] = metropolitan, ["E09"] = london, ["E10"] = county },
            codes.ToDictionary());
    }

    [Theory]
    [InlineData("E10000006", "2023-03-31", "cumbria")]
    [InlineData("E10000006", "2023-04-01", null)]
    [InlineData("E06000063", "2023-03-31", null)]
    [InlineData("E06000063", "2023-04-01", "cumberland")]
    [InlineData("E06000064", "2023-03-31", null)]
    [InlineData("E06000064", "2023-04-01", "westmorland-and-furness")]
    [InlineData("E10000023", "2023-03-31", "north-yorkshire")]
    [InlineData("E10000023", "2023-04-01", null)]
    [InlineData("E06000065", "2023-03-31", null)]
    [InlineData("E06000065", "2023-04-01", "north-yorkshire")]
    [InlineData("E10000027", "2023-03-31", "somerset")]
    [InlineData("E06000066", "2023-03-31", null)]
    [InlineData("E06000066", "2023-04-01", "somerset")]
    [InlineData("E08000016", "2025-03-31", "barnsley")]
    [InlineData("E08000016", "2025-04-01", null)]
    [InlineData("E08000038", "2025-03-31", null)]
    [InlineData("E08000038", "2025-04-01", "barnsley")]
    [InlineData("E08000019", "2025-03-31", "sheffield")]
    [InlineData("E08000039", "2025-03-31", null)]
    [InlineData("E08000039", "2025-04-01", "sheffield")]
    [InlineData("E08000017", "2021-03-31", null)]
    [InlineData("E08000017", "2021-04-01", "doncaster")]
    [InlineData("E08000017", "2026-11-21", "doncaster")]
    [InlineData("E99999999", "2026-11-21", null)]
    public void A_code_names_an_authority_on_the_days_it_is_in_force(string code, string date, string? slug) =>
        Assert.Equal(slug, _reference.FindByCode(code, Day(date))?.Slug);

    [Fact]
    public void An_authority_that_ended_names_its_successors()
    {
        var cumbria = _reference.FindAuthority("cumbria")!;

        Assert.Equal(new DateOnly(2023, 3, 31), cumbria.EndedOn);
        Assert.Equal(["cumberland", "westmorland-and-furness"], cumbria.Successors);
        Assert.Equal([cumbria], _reference.Authorities.Where(a => a.EndedOn is not null));
    }

    [Fact]
    public void Every_authority_can_be_found_by_its_code_of_today()
    {
        Assert.All(_reference.AuthoritiesOn(_today), a => Assert.Same(a, _reference.FindByCode(a.CodeOn(_today)!, _today)));
    }

    [Theory]
    [InlineData("doncaster", "Doncaster")]
    [InlineData("kingston-upon-hull", "Kingston upon Hull")]
    [InlineData("st-helens", "St. Helens")]
    [InlineData("bournemouth-christchurch-and-poole", "Bournemouth, Christchurch and Poole")]
    [InlineData("north-yorkshire", "North Yorkshire")]
    [InlineData("buckinghamshire", "Buckinghamshire")]
    [InlineData("isles-of-scilly", "Isles of Scilly")]
    public void A_slug_is_the_name_in_lower_case_words(string slug, string name) =>
        Assert.Equal(name, _reference.FindAuthority(slug)!.Name);

    [Fact]
    public void Slugs_are_unique_and_names_carry_no_kind_of_council()
    {
        Assert.Equal(154, _reference.Authorities.Select(a => a.Slug).Distinct().Count());
        Assert.DoesNotContain(_reference.Authorities, a => a.Name.EndsWith(" UA", StringComparison.Ordinal));
    }

    [Fact]
    public void Nations_differ_in_their_bodies()
    {
        Assert.Equal(["england", "scotland", "wales", "northern-ireland"], _reference.Nations.Select(n => n.Key));
        Assert.Equal("CQC", _reference.NationOf(_reference.FindAuthority("doncaster")!).Regulator.Short);
        Assert.Equal("Care Inspectorate", _reference.FindNation("scotland")!.Regulator.Name);
        Assert.Equal("RRP", _reference.FindNation("scotland")!.ResilienceBody.Short);
    }

    [Fact]
    public void Each_nation_keeps_its_own_bank_holidays()
    {
        var earlyAugust = new DateOnly(2026, 8, 3);
        var boyne = new DateOnly(2026, 7, 13);

        Assert.True(_reference.CalendarOf("england").IsWorkingDay(earlyAugust));
        Assert.False(_reference.CalendarOf("scotland").IsWorkingDay(earlyAugust));
        Assert.True(_reference.CalendarOf("wales").IsWorkingDay(boyne));
        Assert.False(_reference.CalendarOf("northern-ireland").IsWorkingDay(boyne));
        Assert.Same(_reference.CalendarOf("england"), _reference.CalendarOf(_reference.FindAuthority("york")!));
    }

    [Fact]
    public void Service_types_are_these_seven()
    {
        Assert.Equal(
            ["care-home", "care-home-with-nursing", "home-care", "supported-living", "extra-care", "shared-lives", "day-service"],
            _reference.ServiceTypes.Select(t => t.Key));
        Assert.Equal(["care-home", "care-home-with-nursing"], _reference.ServiceTypes.Where(t => t.Residential).Select(t => t.Key));
        Assert.False(_reference.FindServiceType("day-service")!.Regulated);
    }

    private static DateOnly Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", null);
}
