using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Escalations;

public sealed class MitigationTests
{
    [Theory]
    [InlineData("2026-11-19T15:59:59.999Z", CaseState.Mitigating)]
    [InlineData("2026-11-19T16:00:00.000Z", CaseState.Raised)]
    public void A_mitigation_ends_at_its_instant_and_puts_the_case_back_in_the_queue(string now, CaseState state)
    {
        var council = Mitigated();
        Assert.Equal(
            new CaseDue(CaseDueKind.MitigationUntil, At("2026-11-19T16:00Z"), "4pm Thursday 19 November: the mitigation set out at 11am Wednesday 18 November lasts until then"),
            CaseDue.Of(council.Case, England));

        var escalation = council.Tick(now).Case;

        Assert.Equal(state, escalation.State);
        if (state == CaseState.Raised)
        {
            Assert.Equal((null, null, At("2026-11-19T20:00Z"), "mitigation-ended"), (escalation.Owner, escalation.Mitigation, escalation.AnswerBy, escalation.Timeline[^1].Event));
            Assert.Equal(["authority-lead"], escalation.Timeline[^1].Told);
        }
    }

    [Fact]
    public void One_that_ends_out_of_hours_is_told_of_once_when_the_office_opens()
    {
        var council = TestActs.Reporting(4);
        council.Do("2026-11-18T10:00Z", CaseAction.Acknowledge);
        council.Do("2026-11-18T11:00Z", CaseAction.Mitigate, by: "2026-11-20T20:00Z");

        Assert.Empty(council.Tick("2026-11-20T20:00Z").Case.Timeline[^1].Told!);
        Assert.Equal(["authority-lead"], council.Tick("2026-11-23T09:00Z").Case.Timeline[^1].Told);
        Assert.Equal(5, council.Tick("2026-11-23T10:00Z").Case.Sequence);
    }

    [Fact]
    public void Set_out_again_it_replaces_what_was_set_out_before()
    {
        var council = Mitigated();

        var again = council.Act("2026-11-18T12:00Z", ActingAs.Authority, TestActs.Of(CaseAction.Mitigate, "2026-11-20T16:00Z") with { Measures = [new CaseMeasure(null, "Two carers lent", null)] });

        Assert.Equal((CaseState.Mitigating, At("2026-11-20T16:00Z"), "Two carers lent"), (again.State, again.Mitigation!.Until, Assert.Single(again.Mitigation.Measures).Title));
    }

    [Theory]
    [InlineData("2026-11-18T11:00:00.000Z", false)]
    [InlineData("2026-11-18T11:00:00.001Z", true)]
    [InlineData("2026-12-19T11:00:00.000Z", true)]
    [InlineData("2026-12-19T11:00:00.001Z", false)]
    public void It_ends_in_the_future_and_within_31_days(string until, bool accepted)
    {
        var council = TestActs.Red();
        council.Do("2026-11-18T10:00Z", CaseAction.Acknowledge);

        Assert.Equal(accepted, council.Try("2026-11-18T11:00Z", ActingAs.Authority, TestActs.Of(CaseAction.Mitigate, until)) is CaseChanged);
    }

    [Fact]
    public void A_level_that_rises_ends_it()
    {
        var council = TestActs.Reporting(4);
        council.Do("2026-11-18T10:00Z", CaseAction.Acknowledge);
        council.Do("2026-11-18T11:00Z", CaseAction.Mitigate);

        var risen = council.Report("2026-11-18T12:00Z", ("absent", 8)).Case;

        Assert.Equal((CaseState.Raised, null, "urgent"), (risen.State, risen.Mitigation, risen.Ladder.Key));
    }

    [Fact]
    public void A_question_interrupts_it_and_does_not_end_it()
    {
        var council = Mitigated();
        council.Ask("2026-11-18T12:00Z", "2026-11-19T10:00Z");

        var back = council.Reply("2026-11-18T13:00Z");

        Assert.Equal((CaseState.Mitigating, At("2026-11-19T16:00Z")), (back.State, back.DueOn));
    }

    [Fact]
    public void Whoever_mitigates_what_another_owns_lets_the_owner_know()
    {
        var council = TestActs.Red();
        council.Do("2026-11-18T10:00Z", CaseAction.PassUp);
        council.Do("2026-11-18T11:00Z", CaseAction.Acknowledge, ActingAs.Region);

        Assert.Equal(["region"], council.Do("2026-11-18T12:00Z", CaseAction.Mitigate).Timeline[^1].Told);
        Assert.Null(council.Do("2026-11-18T13:00Z", CaseAction.Mitigate, ActingAs.Region).Timeline[^1].Told);
    }

    private static Council Mitigated()
    {
        var council = TestActs.Red();
        council.Do("2026-11-18T10:00Z", CaseAction.Acknowledge);
        council.Do("2026-11-18T11:00Z", CaseAction.Mitigate);
        return council;
    }
}
