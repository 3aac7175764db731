using Compliance.Domain.Boards;

namespace Compliance.Domain.Tests.Boards;

public sealed class ServiceStandingTests
{
    [Theory]
    [InlineData(true, false, CellStatus.OnTrack, true, false, CellStatus.OnTrack, 1, 0, 0, 0)]
    [InlineData(true, false, CellStatus.OnTrack, false, true, CellStatus.NoReport, 1, 0, 0, 0)]
    [InlineData(false, true, CellStatus.NoReport, false, true, CellStatus.NoReport, 0, 1, 0, 0)]
    [InlineData(false, true, CellStatus.NoReport, false, false, CellStatus.NoReport, 0, 0, 0, 0)]
    [InlineData(true, false, CellStatus.OffTrack, true, false, CellStatus.OnTrack, 1, 0, 1, 0)]
    [InlineData(true, false, CellStatus.OffTrack, true, false, CellStatus.AtRisk, 1, 0, 1, 0)]
    [InlineData(true, false, CellStatus.AtRisk, true, false, CellStatus.OnTrack, 1, 0, 0, 1)]
    [InlineData(false, false, null, true, false, CellStatus.AtRisk, 1, 0, 0, 1)]
    public void A_service_on_two_registers_counts_once(
        bool reported, bool late, CellStatus? worst, bool otherReported, bool otherLate, CellStatus? otherWorst,
        int countedReported, int countedLate, int offTrack, int atRisk)
    {
        ServiceStanding[] both = [new("one", reported, late, worst, false), new("one", otherReported, otherLate, otherWorst, false)];

        Assert.Equal(new ServiceCounts(1, countedReported, countedLate, offTrack, atRisk, 0), ServiceCounts.Of(both));
        Assert.Equal(new ServiceCounts(1, countedReported, countedLate, offTrack, atRisk, 0), ServiceCounts.Of(both.Reverse()));
    }

    [Fact]
    public void Other_services_count_by_themselves() => Assert.Equal(
        new ServiceCounts(3, 1, 1, 1, 1, 1),
        ServiceCounts.Of(
        [
            new("one", true, false, CellStatus.OffTrack, true), new("two", false, true, CellStatus.AtRisk, true), new("three", false, false, null, false),
        ]));

    [Theory]
    [InlineData(CellStatus.OnTrack, false, CellStatus.NoReport, true, 0, 1)]
    [InlineData(CellStatus.AtRisk, true, CellStatus.OnTrack, false, 0, 1)]
    [InlineData(CellStatus.OffTrack, true, CellStatus.NoReport, true, 1, 0)]
    [InlineData(CellStatus.OnTrack, false, CellStatus.AtRisk, false, 0, 0)]
    public void Where_part_of_it_is_silent_a_service_may_be_off_track_unless_it_is(
        CellStatus worst, bool silent, CellStatus otherWorst, bool otherSilent, int offTrack, int mayBe)
    {
        var counts = ServiceCounts.Of([new("one", true, false, worst, silent), new("one", true, false, otherWorst, otherSilent)]);

        Assert.Equal((1, offTrack, mayBe), (counts.Expected, counts.OffTrack, counts.MayBeOffTrack));
    }
}
