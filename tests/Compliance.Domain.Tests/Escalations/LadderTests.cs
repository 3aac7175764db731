using Compliance.Domain.Escalations;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Escalations;

public sealed class LadderTests
{
    [Theory]
    [InlineData("2026-11-18T12:59:59.999Z", false)]
    [InlineData("2026-11-18T13:00:00.000Z", true)]
    public void The_deadline_passes_at_its_instant(string now, bool overdue)
    {
        var escalation = TestActs.Red().Tick(now).Case;

        Assert.Equal((overdue, overdue, CaseState.Raised), (escalation.Overdue, escalation.ForRegion, escalation.State));
    }

    [Theory]
    [InlineData("2026-11-19T15:59:59.999Z", CaseState.Acknowledged)]
    [InlineData("2026-11-19T16:00:00.000Z", CaseState.Raised)]
    public void The_review_passes_at_its_instant_and_puts_the_case_back_in_the_queue(string now, CaseState state)
    {
        var council = TestActs.Red();
        council.Do("2026-11-18T10:00Z", CaseAction.Acknowledge);

        var escalation = council.Tick(now).Case;

        Assert.Equal(state, escalation.State);
        if (state == CaseState.Raised)
        {
            Assert.Equal((null, At("2026-11-19T20:00Z"), "review-passed"), (escalation.Owner, escalation.AnswerBy, escalation.Timeline[^1].Event));
        }
    }

    [Fact]
    public void Steps_that_came_due_in_an_outage_are_all_found_in_order()
    {
        var told = TestActs.Red().Tick("2026-11-18T23:00Z").Case.Timeline.Select(e => (e.Event, string.Join(' ', e.Told ?? [])));

        Assert.Equal(
            [("raised", "authority-lead"), ("told", "authority-director region"), ("overdue", "region"), ("told", "lrf")], told);
    }

    [Fact]
    public void An_acknowledged_case_skips_the_steps_that_are_for_unanswered_ones()
    {
        var council = TestActs.Red();
        council.Do("2026-11-18T12:59Z", CaseAction.Acknowledge);

        var escalation = council.Tick("2026-11-18T23:00Z").Case;

        Assert.Equal((false, false, "acknowledged"), (escalation.Overdue, escalation.ForRegion, escalation.Timeline[^1].Event));
    }

    [Fact]
    public void Nothing_is_told_twice()
    {
        var council = TestActs.Red().Tick("2026-11-18T13:00Z");
        var after = council.Case.Sequence;

        Assert.Equal(after, council.Tick("2026-11-18T16:59Z").Case.Sequence);
        Assert.Equal(after + 1, council.Tick("2026-11-18T17:00Z").Case.Sequence);
        Assert.Equal(after + 1, council.Tick("2026-11-28T17:00Z").Tenant.Escalations.Values.Single(e => e.Trigger == "absence").Sequence);
    }

    [Fact]
    public void Out_of_hours_a_working_hours_ladder_tells_at_opening()
    {
        var council = TestActs.Reporting(4, "2026-11-20T18:00Z");
        Assert.Empty(council.Case.Timeline[0].Told!);
        Assert.Equal(At("2026-11-24T17:00Z"), council.Case.AnswerBy);

        Assert.Equal(1, council.Tick("2026-11-23T08:59:59.999Z").Case.Sequence);
        var opened = council.Tick("2026-11-23T09:00Z").Case;
        Assert.Equal(["authority-lead"], opened.Timeline[^1].Told);
    }

    [Fact]
    public void Out_of_hours_a_ladder_that_runs_round_the_clock_tells_at_once() =>
        Assert.Equal(["authority-lead"], TestActs.Red("2026-11-21T22:00Z").Case.Timeline[0].Told);

    [Theory]
    [InlineData(8, "2026-11-18T09:12Z", "1:12pm Wednesday 18 November: 4 hours round the clock, counted from 9:12am Wednesday 18 November")]
    [InlineData(4, "2026-11-18T09:12Z", "9:12am Friday 20 November: 16 working hours, counted from 9:12am Wednesday 18 November")]
    public void What_is_due_says_how_its_time_came_about(int absent, string on, string because) =>
        Assert.Equal(because, CaseDue.Of(TestActs.Reporting(absent, on).Case, England)!.Because);

    [Fact]
    public void A_review_says_when_it_was_set_in_local_time()
    {
        var council = new Council("2026-07-06").Register().Report("2026-07-15T08:00Z", ("employed", 40), ("absent", 8));
        var due = CaseDue.Of(council.Act("2026-07-15T08:40Z", ActingAs.Authority, TestActs.Of(CaseAction.Acknowledge, "2026-07-16T16:00Z")), England);

        Assert.Equal(
            new CaseDue(CaseDueKind.Review, At("2026-07-16T16:00Z"), "5pm Thursday 16 July: review-by set when acknowledged at 9:40am Wednesday 15 July"), due);
    }

    [Fact]
    public void A_closed_case_waits_for_nothing()
    {
        var council = TestActs.Red();
        council.Do("2026-11-18T10:00Z", CaseAction.Acknowledge);
        var closed = council.Do("2026-11-18T11:00Z", CaseAction.StandDown);

        Assert.Null(CaseDue.Of(closed, England));
        Assert.Null(Deadlines.NextOn(closed, England));
        Assert.Equal(closed.Sequence, council.Tick("2026-11-20T11:00Z").Case.Sequence);
    }
}
