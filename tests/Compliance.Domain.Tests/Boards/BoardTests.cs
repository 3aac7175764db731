using Compliance.Domain.Boards;
using Compliance.Domain.Intake;

namespace Compliance.Domain.Tests.Boards;

public sealed class BoardTests
{
    [Fact]
    public void Providers_count_as_expected_reported_late_and_off_track()
    {
        var council = new Council().Register().Register("elm").Register("rowan").Register("oak");
        council.Report("2026-11-18T09:00Z", "beechwood", Value("employed", 40), Value("absent", 8), Value("masks", 30), Yes);
        council.Report("2026-11-18T09:01Z", "elm", Value("employed", 40), Value("absent", 0), Value("masks", 30), Yes);
        council.Report("2026-11-18T09:02Z", "rowan", Value("absent", 0));

        var board = council.Board();

        Assert.Equal((4, 2, 2, 1), (board.Expected, board.Reported, board.Late, board.OffTrack));
        Assert.Equal(["beechwood", "elm", "oak", "rowan"], board.Rows.Select(r => r.Provider));
        Assert.Equal([0, 0, 4, 3], board.Rows.Select(r => r.Overdue));
    }

    [Fact]
    public void A_provider_that_never_reported_and_owes_nothing_yet_is_neither_reported_nor_late()
    {
        var board = new Council().Register().Tick("2026-10-01T00:00Z").Board();

        Assert.Equal((1, 0, 0), (board.Expected, board.Reported, board.Late));
    }

    [Theory]
    [InlineData("2026-11-20T23:59:59Z", 1)]
    [InlineData("2026-11-21T00:00:00Z", 0)]
    public void A_provider_is_expected_until_its_last_day_included(string now, int expected) =>
        Assert.Equal(expected, new Council().Register(left: "2026-11-20").Tick(now).Board().Expected);

    [Theory]
    [InlineData("2026-11-18T23:59:59Z", 0)]
    [InlineData("2026-11-19T00:00:00Z", 1)]
    public void A_provider_is_expected_from_the_day_it_joins(string now, int expected)
    {
        var council = new Council().Register(joined: "2026-11-19").Register("elm");
        council.Report(now, "elm", Value("absent", 0));

        Assert.Equal(expected, council.Board().Rows.Count(r => r.Provider == "beechwood"));
    }

    [Fact]
    public void Columns_are_what_providers_are_asked_in_the_order_of_the_checklist()
    {
        var council = new Council(items: SmallChecklist.Item("own-plan")).Register().Tick("2026-11-18T09:00Z");

        Assert.Equal(["workforce", "ppe", "actions"], council.Board().Columns);
        Assert.Equal(["employed", "absent", "safe", "masks", "own-plan"], council.Board(BoardBy.Item).Columns);
    }

    [Fact]
    public void A_section_that_asks_nothing_of_a_service_type_is_left_out_of_its_row()
    {
        var row = new Council().Register(serviceType: "home-care").Tick("2026-11-18T09:00Z").Board().Rows.Single();

        Assert.Equal(["workforce"], row.Cells.Select(c => c.Column));
    }

    [Fact]
    public void After_the_plan_only_open_firings_are_left()
    {
        var council = new Council().Register();
        council.Report("2027-03-30T09:00Z", "beechwood", Value("employed", 40), Value("absent", 8), Value("masks", 30), Yes);

        var board = council.Tick("2027-04-01T00:00Z").Board();

        Assert.Equal(["workforce"], board.Columns);
        Assert.Equal(CellStatus.OffTrack, Assert.Single(board.Rows.Single().Cells).Status);
    }

    [Fact]
    public void A_case_that_a_person_raised_makes_no_cell_worse()
    {
        var council = new Council().Register();
        council.Report("2026-11-18T09:00Z", "beechwood", Value("employed", 40), Value("absent", 0), Value("masks", 30), Yes);

        var board = Board.Of(
            council.Tenant.RulesOn(new DateOnly(2026, 11, 18)), council.Tenant.Subjects.Values,
            [new OpenCase(null, "beechwood", "1"), new OpenCase(null, "beechwood", "2")], council.Tenant.KnownOn, BoardBy.Section);

        Assert.All(board.Rows.Single().Cells.Where(c => c.Column != "actions"), c => Assert.Equal(CellStatus.OnTrack, c.Status));
    }

    private static GivenReading Yes => new("safe", new GivenValue(null, "yes"));

    private static GivenReading Value(string measure, decimal value) => new(measure, new GivenValue(value, null));
}
