using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using Compliance.Domain.Subjects;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Escalations;

/// <summary>Information is asked for; meanwhile the ladder's clock stands still.</summary>
public sealed class QuestionTests
{
    [Fact]
    public void While_information_is_awaited_no_step_is_taken_and_no_deadline_passes()
    {
        var council = TestActs.Red();
        council.Ask("2026-11-18T10:00Z", "2026-11-19T16:00Z");

        var waiting = council.Tick("2026-11-19T15:59:59.999Z").Case;

        Assert.Equal((CaseState.InformationRequested, false, false, 2), (waiting.State, waiting.IsOverdue, waiting.ForRegion, waiting.Sequence));
        Assert.Equal((At("2026-11-19T16:00Z"), At("2026-11-19T16:00Z")), (waiting.DueOn, Deadlines.NextOn(waiting, England)));
        Assert.Equal(
            new CaseDue(CaseDueKind.Reply, At("2026-11-19T16:00Z"), "4pm Thursday 19 November: reply asked of the provider at 10am Wednesday 18 November; the ladder's clock stands still meanwhile"),
            CaseDue.Of(waiting, England));
    }

    [Fact]
    public void When_it_goes_on_what_was_left_of_the_clock_is_left()
    {
        var council = TestActs.Red();
        council.Ask("2026-11-18T10:00Z", "2026-11-19T16:00Z");

        var back = council.Reply("2026-11-19T09:00Z");

        Assert.Equal((CaseState.Raised, At("2026-11-19T12:00Z")), (back.State, back.AnswerBy));
        Assert.Equal(
            new ClockPause(At("2026-11-18T10:00Z"), At("2026-11-19T09:00Z"), TimeSpan.FromHours(23), At("2026-11-19T12:00Z")), back.Timeline[^1].Paused);
        Assert.Equal(
            "midday Thursday 19 November: 4 hours round the clock, counted from 9am Wednesday 18 November; paused from 10am Wednesday 18 November to 9am Thursday 19 November: 23 hours added", CaseDue.Of(back, England)!.Because);
        Assert.Equal(3, council.Tick("2026-11-19T11:59:59.999Z").Case.Sequence);
        Assert.Equal(["told", "overdue"], council.Tick("2026-11-19T12:00Z").Case.Timeline.Skip(3).Select(e => e.Event));
        Assert.Equal(["lrf"], council.Tick("2026-11-19T16:00Z").Case.Timeline[^1].Told);
    }

    [Theory]
    // Asked after two working hours of sixteen; answered in the evening of the next day; fourteen are left from Friday morning.
    [InlineData("2026-11-18T09:00Z", "2026-11-18T11:00Z", "2026-11-19T20:00Z", 14, "2026-11-23T15:00Z")]
    // Ten are left on Christmas Eve at noon: five that day, five on the Tuesday after two bank holidays.
    [InlineData("2026-12-23T09:00Z", "2026-12-23T15:00Z", "2026-12-24T12:00Z", 5, "2026-12-29T14:00Z")]
    // Asked and answered while the office is closed: nothing is added.
    [InlineData("2026-11-18T09:00Z", "2026-11-18T18:00Z", "2026-11-18T22:00Z", 0, "2026-11-19T17:00Z")]
    public void Working_hours_that_were_left_are_left(string raised, string asked, string answered, int addedHours, string answerBy)
    {
        var council = TestActs.Reporting(4, raised, raised[..10]);
        council.Ask(asked, At(asked).AddDays(5).ToString("O"));

        var back = council.Reply(answered);

        Assert.Equal((TimeSpan.FromHours(addedHours), At(answerBy)), (back.Timeline[^1].Paused!.Added, back.AnswerBy));
        Assert.Equal(At(answerBy), Deadlines.NextOn(back, England));
    }

    [Fact]
    public void Pauses_add_up()
    {
        var council = TestActs.Red();
        council.Ask("2026-11-18T10:00Z", "2026-11-19T16:00Z");
        council.Reply("2026-11-18T11:00Z");
        council.Ask("2026-11-18T11:30Z", "2026-11-19T16:00Z");

        var back = council.Reply("2026-11-18T12:45Z");

        Assert.Equal(At("2026-11-18T15:15Z"), back.AnswerBy);
        Assert.EndsWith(": 1 hour added; paused from 11:30am Wednesday 18 November to 12:45pm Wednesday 18 November: 1 hour 15 minutes added", CaseDue.Of(back, England)!.Because, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-18T10:59:59.999Z", false)]
    [InlineData("2026-11-18T11:00:00.000Z", true)]
    public void Without_a_reply_in_time_the_case_goes_back_to_where_it_was_and_is_overdue(string now, bool passed)
    {
        var council = TestActs.Red();
        council.Ask("2026-11-18T10:00Z", "2026-11-18T11:00Z");

        var escalation = council.Tick(now).Case;

        Assert.Equal((passed ? CaseState.Raised : CaseState.InformationRequested, passed), (escalation.State, escalation.IsOverdue));
        if (passed)
        {
            Assert.Equal(("reply-overdue", Cases.System, At("2026-11-18T14:00Z")), (escalation.Timeline[^1].Event, escalation.Timeline[^1].By, escalation.AnswerBy));
            Assert.Equal(["authority-lead"], escalation.Timeline[^1].Told);
        }
    }

    [Fact]
    public void A_reply_that_never_came_gives_nobody_the_case_and_hides_no_deadline()
    {
        var council = TestActs.Red();
        council.Ask("2026-11-18T10:00Z", "2026-11-18T11:00Z");

        var back = council.Tick("2026-11-18T11:00Z").Case;
        Assert.Equal([CaseAction.Notes], Acts.Allowed(back, ActingAs.Region, Domain.Escalations.Condition.True));

        var late = council.Tick("2026-11-18T14:00Z").Case;
        Assert.Equal((true, true), (late.Overdue, late.ForRegion));
        Assert.Contains(CaseAction.Acknowledge, Acts.Allowed(late, ActingAs.Region, Domain.Escalations.Condition.True));
        Assert.False(council.Do("2026-11-18T15:00Z", CaseAction.Acknowledge).IsOverdue);
    }

    [Fact]
    public void After_an_outage_the_clock_has_run_on_since_the_reply_was_due()
    {
        var council = TestActs.Red();
        council.Ask("2026-11-18T10:00Z", "2026-11-18T11:00Z");

        Assert.Equal(["reply-overdue", "told", "overdue", "told"], council.Tick("2026-11-18T23:00Z").Case.Timeline.Skip(2).Select(e => e.Event));
    }

    [Fact]
    public void A_review_does_not_pass_while_information_is_awaited_but_as_soon_as_it_is_there()
    {
        var council = TestActs.Red();
        council.Do("2026-11-18T10:00Z", CaseAction.Acknowledge);
        council.Ask("2026-11-18T11:00Z", "2026-11-20T10:00Z");
        Assert.Equal(CaseState.InformationRequested, council.Tick("2026-11-19T16:00Z").Case.State);

        var back = council.Reply("2026-11-20T09:00Z");
        Assert.Equal((CaseState.Acknowledged, null), (back.State, back.Timeline[^1].Paused!.AnswerBy));
        Assert.Equal("review-passed", council.Tick("2026-11-20T09:00Z").Case.Timeline[^1].Event);
    }

    [Fact]
    public void A_level_that_rises_does_not_wait_for_an_answer()
    {
        var council = TestActs.Reporting(4);
        council.Ask("2026-11-18T10:00Z", "2026-11-19T10:00Z");

        var risen = council.Report("2026-11-18T12:00Z", ("absent", 8)).Case;

        Assert.Equal((CaseState.Raised, null, null, At("2026-11-18T16:00Z")), (risen.State, risen.Asked, risen.Stopped, risen.AnswerBy));
    }

    [Fact]
    public void Repeats_and_what_falls_change_nothing_while_information_is_awaited()
    {
        var council = TestActs.Red();
        var asked = council.Ask("2026-11-18T10:00Z", "2026-11-19T10:00Z");

        var clear = council.Report("2026-11-18T11:00Z", ("absent", 9)).Report("2026-11-18T12:00Z", ("absent", 0)).Case;

        Assert.Equal(["repeated", "stand-down-proposed"], clear.Timeline.Skip(2).Select(e => e.Event));
        Assert.Equal((asked.State, asked.Asked, asked.Stopped, true), (clear.State, clear.Asked, clear.Stopped, clear.StandDownProposed));
    }

    [Fact]
    public void Who_is_asked_is_told_and_who_asked_is_told_of_the_answer()
    {
        var council = TestActs.Red();
        council.Do("2026-11-18T10:00Z", CaseAction.PassUp);

        var ofProvider = council.Ask("2026-11-18T11:00Z", "2026-11-19T10:00Z", ActingAs.Region);
        Assert.Equal(["provider"], ofProvider.Timeline[^1].Told);
        Assert.Equal(["region"], council.Reply("2026-11-18T11:30Z").Timeline[^1].Told);

        var ofAuthority = council.Ask("2026-11-18T12:00Z", "2026-11-19T10:00Z", ActingAs.Region, ActingAs.Authority);
        Assert.Equal(["authority-lead"], ofAuthority.Timeline[^1].Told);
        Assert.IsType<Refused>(council.Try("2026-11-18T12:30Z", ActingAs.Provider, TestActs.Of(CaseAction.ProvideInformation)));
        Assert.Equal(["region"], council.Reply("2026-11-18T12:30Z", ActingAs.Authority).Timeline[^1].Told);
    }

    [Fact]
    public void A_region_that_acts_on_an_overdue_case_hears_the_answer_beside_its_owner()
    {
        var council = TestActs.Red().Tick("2026-11-18T13:00Z");
        council.Ask("2026-11-18T14:00Z", "2026-11-19T10:00Z", ActingAs.Region);

        Assert.Equal(["authority-lead", "region"], council.Reply("2026-11-18T15:00Z").Timeline[^1].Told);
    }

    [Fact]
    public void Nobody_asks_the_own_side_and_of_the_authority_itself_there_is_no_provider_to_ask()
    {
        var council = TestActs.Red();
        Assert.Equal([ActingAs.Provider], Acts.MayBeAsked(council.Case, ActingAs.Authority));
        Assert.Equal([ActingAs.Provider, ActingAs.Authority], Acts.MayBeAsked(council.Case, ActingAs.Region));
        Assert.Empty(Acts.MayBeAsked(council.Case with { Subject = SubjectState.Authority }, ActingAs.Authority));
        Assert.Equal([ActingAs.Authority], Acts.MayBeAsked(council.Case with { Subject = SubjectState.OfOrganisation("oak") }, ActingAs.Region));

        var outcome = council.Try("2026-11-18T10:00Z", ActingAs.Authority, TestActs.Of(CaseAction.RequestInformation) with { To = ActingAs.Authority });
        Assert.Equal(["/to"], Assert.IsType<Invalid>(outcome).Faults.Select(f => f.Pointer));
    }

    [Theory]
    [InlineData("2026-11-18T10:00:00.000Z", false)]
    [InlineData("2026-11-18T10:00:00.001Z", true)]
    [InlineData("2026-12-19T10:00:00.000Z", true)]
    [InlineData("2026-12-19T10:00:00.001Z", false)]
    public void A_reply_is_due_in_the_future_and_within_31_days(string replyBy, bool accepted) => Assert.Equal(
        accepted, TestActs.Red().Try("2026-11-18T10:00Z", ActingAs.Authority, TestActs.Of(CaseAction.RequestInformation, replyBy)) is CaseChanged);
}
