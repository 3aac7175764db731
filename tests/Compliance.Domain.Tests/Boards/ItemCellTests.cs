using Compliance.Domain.Boards;
using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Boards;

public sealed class ItemCellTests
{
    // Six weeks after Thursday 1 October.
    private const string LastSecond = "2026-11-12T23:59:59Z";
    private const string PastDue = "2026-11-13T00:00:00Z";

    private static readonly Item _once = SmallChecklist.Item("own-plan", new ItemDue.WeeksAfterStart(6));
    private static readonly Item _monthly = SmallChecklist.Item("rota", repeat: Cadence.Month);
    private static readonly Item _law = SmallChecklist.Item("law", new ItemDue.Fixed(new DateOnly(2026, 11, 11), new DateOnly(2027, 3, 15)));

    private static readonly Item _by = SmallChecklist.Item("fund-return", new ItemDue.By(new DateOnly(2027, 1, 14)));

    [Theory]
    [InlineData(ItemStatus.Met, LastSecond, CellStatus.OnTrack)]
    [InlineData(ItemStatus.Met, PastDue, CellStatus.OnTrack)]
    [InlineData(ItemStatus.InProgress, LastSecond, CellStatus.OnTrack)]
    [InlineData(ItemStatus.InProgress, PastDue, CellStatus.OffTrack)]
    [InlineData(ItemStatus.NotStarted, LastSecond, CellStatus.OnTrack)]
    [InlineData(ItemStatus.NotStarted, PastDue, CellStatus.OffTrack)]
    [InlineData(ItemStatus.AtRisk, LastSecond, CellStatus.AtRisk)]
    [InlineData(ItemStatus.AtRisk, PastDue, CellStatus.OffTrack)]
    [InlineData(ItemStatus.NotMet, LastSecond, CellStatus.OffTrack)]
    [InlineData(ItemStatus.NotMet, PastDue, CellStatus.OffTrack)]
    [InlineData(ItemStatus.NotApplicable, PastDue, null)]
    public void An_item_is_off_track_when_not_met_or_past_due_with_another_word_than_met(ItemStatus said, string now, CellStatus? status) =>
        Assert.Equal(status, new Council(items: _once).Register().Says("2026-10-20T09:00Z", "own-plan", said).Tick(now).Cell("actions")?.Status);

    [Theory]
    [InlineData(LastSecond, 0)]
    [InlineData(PastDue, 1)]
    public void An_item_of_which_nothing_was_said_is_in_no_cell_and_missing_once_past_due(string now, int missing)
    {
        var council = new Council(items: _once).Register();
        council.Report(now, ("masks", 30));

        Assert.Equal(missing == 0 ? null : CellStatus.NoReport, council.Cell("actions")?.Status);
        Assert.Equal(missing, council.Cell("actions")?.Missing.Count ?? 0);
    }

    [Fact]
    public void Falling_due_changes_the_board_without_any_report()
    {
        var council = new Council(items: _once).Register().Says("2026-11-12T20:00Z", "own-plan", ItemStatus.InProgress);

        Assert.Equal(At(PastDue), council.Tenant.Subjects[Council.Home].DueOn);
        Assert.Equal(At(LastSecond), council.Tick(PastDue).Cell("actions")!.Since);
    }

    [Fact]
    public void A_provider_that_joins_later_has_as_many_weeks_as_the_others()
    {
        var council = new Council(items: _once).Register(joined: "2026-11-02").Says("2026-11-03T09:00Z", "own-plan", ItemStatus.InProgress);

        Assert.Equal(CellStatus.OnTrack, council.Tick("2026-12-14T23:59:59Z").Cell("actions")!.Status);
        Assert.Equal(CellStatus.OffTrack, council.Tick("2026-12-15T00:00:00Z").Cell("actions")!.Status);
    }

    [Theory]
    [InlineData("2026-11-02T09:00Z", ItemStatus.InProgress, "2026-11-30T23:59:59Z", CellStatus.OnTrack)]
    [InlineData("2026-11-02T09:00Z", ItemStatus.InProgress, "2026-12-01T00:00:00Z", CellStatus.OffTrack)]
    [InlineData("2026-11-02T09:00Z", ItemStatus.Met, "2026-12-01T00:00:00Z", CellStatus.OnTrack)]
    [InlineData("2026-11-02T09:00Z", ItemStatus.Met, "2027-01-01T00:00:00Z", CellStatus.NoReport)]
    [InlineData("2026-11-02T09:00Z", ItemStatus.NotMet, "2027-01-01T00:00:00Z", CellStatus.OffTrack)]
    public void A_repeated_item_owes_a_status_for_each_whole_period(string on, ItemStatus said, string now, CellStatus status) =>
        Assert.Equal(status, new Council(items: _monthly).Register().Says(on, "rota", said).Tick(now).Cell("actions")!.Status);

    [Theory]
    [InlineData("2026-11-10T23:59:59Z", null)]
    [InlineData("2026-11-11T00:00:00Z", CellStatus.OffTrack)]
    [InlineData("2027-03-15T23:59:59Z", CellStatus.OffTrack)]
    [InlineData("2027-03-16T00:00:00Z", null)]
    public void What_the_law_asks_counts_while_it_is_in_force(string now, CellStatus? status)
    {
        var council = new Council(items: _law).Register().Says("2026-10-20T09:00Z", "law", ItemStatus.InProgress);

        Assert.Equal(status, council.Tick(now).Cell("actions")?.Status);
    }

    [Theory]
    [InlineData("2027-01-14T23:59:59Z", CellStatus.OnTrack)]
    [InlineData("2027-01-15T00:00:00Z", CellStatus.OffTrack)]
    public void What_is_due_by_a_day_is_past_due_when_the_day_is_over(string now, CellStatus status)
    {
        var council = new Council(items: _by).Register().Says("2026-10-20T09:00Z", "fund-return", ItemStatus.InProgress);

        Assert.Equal(status, council.Tick(now).Cell("actions")?.Status);
    }

    [Fact]
    public void After_the_plan_nothing_is_asked()
    {
        var council = new Council(items: _once).Register().Says("2026-10-20T09:00Z", "own-plan", ItemStatus.NotMet);

        Assert.Equal(CellStatus.OffTrack, council.Tick("2027-03-31T22:59:59Z").Cell("actions")?.Status);
        Assert.Null(council.Tick("2027-03-31T23:00:00Z").Cell("actions"));
    }
}
