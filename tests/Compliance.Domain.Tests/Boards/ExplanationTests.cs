using Compliance.Domain.Boards;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Reporting;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Boards;

public sealed class ExplanationTests
{
    private const string Wednesday = "2026-11-18T09:00Z";

    private static readonly Item _plan = SmallChecklist.Item("own-plan", new ItemDue.WeeksAfterStart(2));
    private static readonly Item _rota = SmallChecklist.Item("rota", repeat: Cadence.Month);

    [Fact]
    public void What_was_never_answered_is_named_with_the_days_it_is_owed_for() => Assert.Equal(
        "No report: `absent` and `safe` have never been answered and are owed for 16 November to 22 November 2026.",
        Sentence(New().Tick(Wednesday), "workforce"));

    [Fact]
    public void Before_anything_is_owed_it_says_so() =>
        Assert.Equal("No report: nothing has been said yet, and nothing is owed yet.", Sentence(New().Tick("2026-11-13T09:00Z"), "workforce"));

    [Fact]
    public void What_is_answered_and_what_is_not_owed_yet_is_told_apart() => Assert.Equal(
        "On track: `employed` is not owed yet; `absent` and `safe` are answered and fresh.",
        Sentence(New().Report(Wednesday, Council.Home, Value("absent", 0), Yes()), "workforce"));

    [Fact]
    public void An_answer_grown_old_is_named_with_how_long_it_counts() => Assert.Equal(
        "No report: `masks` was last said on 18 November 2026 and counts for 8 days.",
        Sentence(Complete(0).Tick("2026-11-27T09:00Z"), "ppe"));

    [Fact]
    public void An_answer_missed_since_is_named_with_its_day() => Assert.Equal(
        "No report: `masks` was last said on 22 November 2026 and has been due since 29 November 2026.",
        Sentence(New().Report("2026-11-22T23:00Z", ("masks", 30)).Tick("2026-11-30T09:00Z"), "ppe"));

    [Fact]
    public void An_answer_of_not_known_is_named() => Assert.Equal(
        "No report: `absent` was answered on 18 November 2026 as not known.",
        Sentence(Complete(0).Report("2026-11-18T10:00Z", Council.Home, new GivenReading("absent", Unknown: true)), "workforce"));

    [Fact]
    public void An_answer_that_blinds_a_trigger_names_the_trigger() => Assert.Equal(
        "No report: `safe` was answered on 18 November 2026 in a way that leaves `unsafe` unable to judge.",
        Sentence(Complete(0).Report("2026-11-18T10:00Z", Council.Home, new GivenReading("safe", NotApplicable: true)), "workforce"));

    [Fact]
    public void Nobody_employed_is_told_as_the_share_of_nothing_that_it_is() => Assert.Equal(
        "No report: `employed` was answered on 18 November 2026 as 0, and there is no share of nothing for `absence` to judge.",
        Sentence(New().Report(Wednesday, Council.Home, Value("employed", 0), Value("absent", 0), Value("masks", 30), Yes()), "workforce"));

    [Fact]
    public void A_firing_is_told_by_what_its_trigger_sees() =>
        Assert.Equal("Off track: absence: 20 % (8 of 40); red from 20 %.", Sentence(Complete(8), "workforce"));

    [Fact]
    public void Several_reasons_are_all_told_the_worst_first()
    {
        var sentence = Sentence(Complete(8).Tick("2026-12-09T09:00Z"), "workforce");

        Assert.StartsWith("Off track: absence: `absent` is not known at present; red since 18 November 2026", sentence, StringComparison.Ordinal);
        Assert.EndsWith("; silent: 7 working days overdue; amber from 3.", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ItemStatus.NotMet, "Off track: `own-plan` was said to be not met on 18 November 2026.")]
    [InlineData(ItemStatus.AtRisk, "At risk: `own-plan` was said to be at risk on 18 November 2026.")]
    [InlineData(ItemStatus.InProgress, "On track: `own-plan` is in progress; `rota` has not fallen due yet.")]
    public void An_item_is_told_by_its_status(ItemStatus status, string sentence) =>
        Assert.Equal(sentence, Sentence(New().Says(Wednesday, "own-plan", status), "actions"));

    [Fact]
    public void An_item_past_due_is_told_with_its_day()
    {
        var council = New().Says(Wednesday, "own-plan", ItemStatus.InProgress);

        Assert.Equal(
            "Off track: `own-plan` was due by 26 November 2026 and was said to be in progress on 18 November 2026.",
            Sentence(council.Tick("2026-11-27T00:00Z"), "actions"));
    }

    [Fact]
    public void Items_of_which_nothing_was_said_are_named_once_due()
    {
        var council = New().Tick("2027-01-04T09:00Z");

        Assert.Equal(
            "No report: `own-plan` was due by 26 November 2026 and nothing was ever said of it; "
            + "`rota` was due by 31 December 2026 and nothing was ever said of it.",
            Sentence(council, "actions"));
    }

    [Fact]
    public void A_status_of_an_earlier_period_is_named_with_the_one_that_did_not_come() => Assert.Equal(
        "No report: `rota` was last said to be met on 18 November 2026, and its status due by 31 December 2026 has not come.",
        Sentence(New().Says("2026-11-18T09:00Z", "own-plan", ItemStatus.Met).Says(Wednesday, "rota", ItemStatus.Met).Tick("2027-01-04T09:00Z"), "actions"));

    [Theory]
    [InlineData(BoardBy.Section)]
    [InlineData(BoardBy.Item)]
    public void Every_cell_is_explained_as_it_stands_on_the_board_and_names_what_is_behind_it(BoardBy by)
    {
        Council[] councils =
        [
            New().Tick(Wednesday), Complete(0), Complete(4, 7), Complete(8, 2), Complete(0).Tick("2026-11-27T09:00Z"), Complete(8).Tick("2026-12-09T09:00Z"),
            Complete(0).Says("2026-11-18T10:00Z", "own-plan", ItemStatus.NotMet), Complete(0).Says("2026-11-18T10:00Z", "rota", ItemStatus.AtRisk).Tick("2027-01-04T09:00Z"),
            Complete(0).Report("2026-11-18T10:00Z", Council.Home, new GivenReading("absent", Unknown: true), new GivenReading("masks", NotApplicable: true)),
        ];

        foreach (var council in councils)
        {
            var row = council.Board(by).Rows.Single();
            var explained = Explain(council, by);

            Assert.Equal(row.Cells.Select(c => (c.Column, c.Status, c.Since, c.Last)), explained.Select(e => (e.Cell.Column, e.Cell.Status, e.Cell.Since, e.Cell.Last)));
            Assert.All(explained, e =>
            {
                Assert.All(e.Cell.Because, b => Assert.Contains(b.Trigger ?? $"`{b.Item}`", e.Sentence, StringComparison.Ordinal));
                Assert.All(e.Cell.Missing, m => Assert.Contains($"`{m.Key}`", e.Sentence, StringComparison.Ordinal));
                Assert.All(
                    e.Measures.Where(m => e.Cell.Status == CellStatus.OnTrack && !m.LeftOut),
                    m => Assert.Contains($"`{m.Measure.Key}`", e.Sentence, StringComparison.Ordinal));
            });
        }
    }

    [Fact]
    public void Everything_behind_a_cell_is_there()
    {
        var council = Complete(8);

        var cell = Explain(council, BoardBy.Section).Single(e => e.Cell.Column == "workforce");

        Assert.Equal(["employed", "absent", "safe"], cell.Measures.Select(m => m.Measure.Key));
        var absent = cell.Measures[1];
        Assert.Equal((At(Wednesday), At("2026-11-26T09:00Z")), (absent.Last!.Value.AsAt, absent.FreshUntil!.Value));
        Assert.Null(absent.Owed);
        Assert.Equal([("absence", TriggerLevel.Red), ("silent", TriggerLevel.Clear), ("unsafe", TriggerLevel.Clear)], cell.Triggers.Select(t => (t.Key, t.Level)));
        Assert.Equal(council.Case.Id, cell.Triggers[0].Case);
        Assert.Equal("The answer is “yes”, not “no”.", cell.Triggers[2].Sentence);
    }

    private static string Sentence(Council council, string column) =>
        Explain(council, BoardBy.Section).Single(e => e.Cell.Column == column).Sentence;

    private static IReadOnlyList<Explanation> Explain(Council council, BoardBy by) => Explanation.OfRow(
        council.Tenant.Subjects[Council.Home],
        council.Tenant.RulesOn(England.DateOf(council.Tenant.KnownOn)),
        council.Tenant.Escalations.Values.Where(e => e.IsOpen).Select(e => new OpenCase(e.Trigger, e.Subject, e.Id)),
        council.Tenant.KnownOn,
        by);

    // The first week owed begins on Monday 16 November, the first month on 1 December.
    private static Council New() => new Council("2026-11-12", _plan, _rota).Register();

    private static Council Complete(int absent, int masks = 30) =>
        New().Report(Wednesday, Council.Home, Value("employed", 40), Value("absent", absent), Value("masks", masks), Yes());

    private static GivenReading Value(string measure, decimal value) => new(measure, new GivenValue(value, null));

    private static GivenReading Yes() => new("safe", new GivenValue(null, "yes"));
}
