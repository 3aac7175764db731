using Compliance.Domain.Boards;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Boards;

public sealed class CellTests
{
    private const string Wednesday = "2026-11-18T09:00Z";

    [Theory]
    [InlineData(3, CellStatus.OnTrack)]
    [InlineData(4, CellStatus.AtRisk)]
    [InlineData(7, CellStatus.AtRisk)]
    [InlineData(8, CellStatus.OffTrack)]
    public void A_cell_is_as_bad_as_its_worst_open_firing(int absent, CellStatus status)
    {
        var cell = Complete(absent).Cell("workforce")!;

        Assert.Equal(status, cell.Status);
        Assert.Equal(status == CellStatus.OnTrack ? null : At(Wednesday), cell.Since);
    }

    [Theory]
    [InlineData(15, CellStatus.OnTrack)]
    [InlineData(14, CellStatus.OnTrack)]
    [InlineData(8, CellStatus.OnTrack)]
    [InlineData(7, CellStatus.AtRisk)]
    [InlineData(3, CellStatus.AtRisk)]
    [InlineData(2, CellStatus.OffTrack)]
    public void A_notice_is_ignored_and_critical_is_red(int masks, CellStatus status) =>
        Assert.Equal(status, Complete(0, masks).Cell("ppe")!.Status);

    [Fact]
    public void A_firing_names_its_trigger_level_and_case()
    {
        var council = Complete(8);

        var because = Assert.Single(council.Cell("workforce")!.Because);

        Assert.Equal(("absence", TriggerLevel.Red, council.Case.Id), (because.Trigger, because.Level!.Value, because.Case));
    }

    [Fact]
    public void A_firing_stays_open_when_its_case_is_stood_down()
    {
        var council = Complete(8);
        council.Act("2026-11-18T10:00Z", ActingAs.Authority, new(CaseAction.Acknowledge)
        {
            Owner = "Lead",
            Reason = "Calling",
            ReviewBy = At("2026-11-19T10:00Z"),
        });
        council.Act("2026-11-18T11:00Z", ActingAs.Authority, new(CaseAction.StandDown) { Reason = "Cover found", Despite = "Back tomorrow" });

        var cell = council.Cell("workforce")!;

        Assert.Equal(CellStatus.OffTrack, cell.Status);
        Assert.Null(cell.Because[0].Case);
    }

    [Fact]
    public void One_owed_measure_without_an_answer_is_no_report()
    {
        var council = new Council().Register().Report(Wednesday, ("employed", 40), ("absent", 1));

        var cell = council.Cell("workforce")!;

        Assert.Equal(CellStatus.NoReport, cell.Status);
        Assert.Equal([new Lack("safe", LackKind.NeverAnswered)], cell.Missing);
        Assert.Equal(new LastWord(CellStatus.NoReport, At(Wednesday)), cell.Last);
    }

    [Fact]
    public void A_measure_whose_first_period_has_not_begun_is_not_owed_yet()
    {
        var council = new Council("2026-11-05").Register();
        council.Report("2026-11-09T09:00Z", Council.Home, Value("absent", 1), new GivenReading("safe", new GivenValue(null, "yes")));
        Assert.Equal(CellStatus.OnTrack, council.Cell("workforce")!.Status);

        council.Report("2026-11-30T09:00Z", Council.Home, Value("absent", 1), new GivenReading("safe", new GivenValue(null, "yes")));
        Assert.Equal(CellStatus.OnTrack, council.Cell("workforce")!.Status);
        Assert.Equal(CellStatus.NoReport, council.Tick("2026-12-01T00:00Z").Cell("workforce")!.Status);
    }

    [Fact]
    public void Silence_is_no_report_even_before_anything_is_owed()
    {
        var cell = new Council("2026-10-02").Register().Tick("2026-10-02T00:00Z").Cell("workforce")!;

        Assert.Equal((CellStatus.NoReport, null), (cell.Status, cell.Last));
        Assert.Empty(cell.Missing);
    }

    [Fact]
    public void An_answer_that_it_is_not_known_is_no_report()
    {
        var council = Complete(0).Report("2026-11-18T10:00Z", Council.Home, new GivenReading("absent", Unknown: true));

        Assert.Equal(CellStatus.NoReport, council.Cell("workforce")!.Status);
        Assert.Equal([new Lack("absent", LackKind.Unknown)], council.Cell("workforce")!.Missing);
    }

    [Fact]
    public void Not_applicable_is_left_out()
    {
        var council = Complete(0).Report("2026-11-18T10:00Z", Council.Home, new GivenReading("masks", NotApplicable: true));

        Assert.Null(council.Cell("ppe"));
        Assert.Equal(CellStatus.OnTrack, council.Cell("workforce")!.Status);
    }

    [Theory]
    [InlineData("2026-11-26T09:00:00.000Z", CellStatus.OnTrack)]
    [InlineData("2026-11-26T09:00:00.001Z", CellStatus.NoReport)]
    public void An_answer_counts_until_its_freshness_ends(string now, CellStatus status)
    {
        var cell = Complete(0).Tick(now).Cell("ppe")!;

        Assert.Equal(status, cell.Status);
        Assert.Equal(status == CellStatus.OnTrack ? null : new LastWord(CellStatus.OnTrack, At(Wednesday)), cell.Last);
    }

    [Theory]
    [InlineData("2026-11-30T23:59:59Z", CellStatus.OnTrack)]
    [InlineData("2026-12-01T00:00:00Z", CellStatus.NoReport)]
    public void An_answer_past_due_is_no_report_however_fresh_the_last_one(string now, CellStatus status)
    {
        var council = new Council().Register().Report("2026-10-31T10:00Z", ("employed", 40));
        council.Report("2026-11-29T10:00Z", Council.Home, Value("absent", 0), new GivenReading("safe", new GivenValue(null, "yes")));

        Assert.Equal(status, council.Tick(now).Cell("workforce")!.Status);
    }

    [Fact]
    public void Going_silent_does_not_clear_a_firing()
    {
        var cell = Complete(8).Tick("2026-12-09T09:00Z").Cell("workforce")!;

        Assert.Equal(CellStatus.OffTrack, cell.Status);
        Assert.Equal(["absence", "silent"], cell.Because.Select(b => b.Trigger));
    }

    [Fact]
    public void By_item_a_firing_shows_in_every_measure_it_reads()
    {
        var council = Complete(8);

        Assert.Equal(
            [CellStatus.OffTrack, CellStatus.OffTrack, CellStatus.OnTrack, CellStatus.OnTrack],
            new[] { "employed", "absent", "safe", "masks" }.Select(m => council.Cell(m, BoardBy.Item)!.Status));
    }

    private static Council Complete(int absent, int masks = 30)
    {
        // The first week owed begins on Monday 16 November, so nothing has been silent before.
        var council = new Council("2026-11-12").Register();
        return council.Report(
            Wednesday, Council.Home,
            Value("employed", 40), Value("absent", absent), Value("masks", masks), new GivenReading("safe", new GivenValue(null, "yes")));
    }

    private static GivenReading Value(string measure, decimal value) => new(measure, new GivenValue(value, null));
}
