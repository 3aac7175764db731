using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using Compliance.Domain.Reporting;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Escalations;

public sealed class ActTests
{
    [Fact]
    public void Acknowledging_takes_owner_reason_and_a_review_in_the_future()
    {
        var council = TestActs.Red();

        var outcome = council.Try("2026-11-18T10:00Z", ActingAs.Authority, new Act(CaseAction.Acknowledge) { ReviewBy = At("2026-11-18T10:00Z") });

        Assert.Equal(["/reason", "/owner", "/reviewBy"], Assert.IsType<Invalid>(outcome).Faults.Select(f => f.Pointer));
        var acknowledged = council.Act("2026-11-18T10:00Z", ActingAs.Authority, TestActs.Of(CaseAction.Acknowledge, "2026-11-18T10:00:00.001Z"));
        Assert.Equal((CaseState.Acknowledged, "Duty lead", At("2026-11-18T10:00:00.001Z")), (acknowledged.State, acknowledged.Owner, acknowledged.DueOn));
    }

    [Theory]
    [InlineData(CaseAction.PassUp)]
    [InlineData(CaseAction.PassDown)]
    [InlineData(CaseAction.StandDown)]
    [InlineData(CaseAction.Reopen)]
    public void Every_other_act_but_a_note_takes_a_reason(CaseAction action) =>
        Assert.Equal(["/reason"], Assert.IsType<Invalid>(TestActs.Red().Try("2026-11-18T10:00Z", ActingAs.Authority, new Act(action) { Reason = " " })).Faults.Select(f => f.Pointer));

    [Fact]
    public void A_note_takes_a_text() =>
        Assert.Equal(["/text"], Assert.IsType<Invalid>(TestActs.Red().Try("2026-11-18T10:00Z", ActingAs.Authority, new Act(CaseAction.Notes))).Faults.Select(f => f.Pointer));

    [Fact]
    public void An_act_says_which_version_it_saw_before_anything_about_the_state()
    {
        var council = TestActs.Red();
        var act = new ActOnCase("who", ActingAs.Authority, council.Case.Id, Council.Home, TestActs.Of(CaseAction.Reopen), null);

        Assert.IsType<MatchNeeded>(Desk.Take(council.Tenant, act, At("2026-11-18T10:00Z")).Outcome);
        Assert.IsType<Stale>(Desk.Take(council.Tenant, act with { Seen = 7 }, At("2026-11-18T10:00Z")).Outcome);
        Assert.IsType<Refused>(Desk.Take(council.Tenant, act with { Seen = 1 }, At("2026-11-18T10:00Z")).Outcome);
    }

    [Fact]
    public void Standing_down_while_the_condition_holds_says_why_all_the_same()
    {
        var council = TestActs.Red();
        council.Do("2026-11-18T10:00Z", CaseAction.Acknowledge);
        var act = new Act(CaseAction.StandDown) { Reason = "Covered" };

        var refused = Assert.IsType<Refused>(council.Try("2026-11-18T11:00Z", ActingAs.Authority, act));
        Assert.Equal(("condition-not-clear", "despite"), (refused.Code, Assert.Single(refused.Names)));
        Assert.IsType<Refused>(council.Try("2026-11-18T11:00Z", ActingAs.Authority, act with { Despite = " " }));

        council.Report("2026-11-18T12:00Z", ("absent", 0));
        Assert.Equal(CaseState.StoodDown, council.Act("2026-11-18T13:00Z", ActingAs.Authority, act).State);
    }

    [Fact]
    public void A_condition_gone_stale_is_unknown_and_needs_it_said_too()
    {
        var council = TestActs.Red();
        council.Do("2026-11-18T10:00Z", CaseAction.Acknowledge);
        council.Tick("2026-11-18T12:00Z");
        council.Report("2026-11-18T12:00Z", Council.Home, new GivenReading("absent", Unknown: true));

        var refused = Assert.IsType<Refused>(council.Try("2026-11-18T13:00Z", ActingAs.Authority, new Act(CaseAction.StandDown) { Reason = "Covered" }));

        Assert.Contains("unknown", refused.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Passing_up_gives_the_case_to_the_region_for_good()
    {
        var council = TestActs.Red();
        council.Do("2026-11-18T10:00Z", CaseAction.Acknowledge);

        var up = council.Do("2026-11-18T11:00Z", CaseAction.PassUp);
        Assert.Equal((Tier.Region, CaseState.Raised, true, null), (up.Tier, up.State, up.ForRegion, up.Owner));
        Assert.Equal(At("2026-11-18T15:00Z"), up.AnswerBy);

        var down = council.Do("2026-11-18T12:00Z", CaseAction.PassDown, ActingAs.Region);
        Assert.Equal((Tier.Authority, CaseState.Raised, true), (down.Tier, down.State, down.ForRegion));
    }

    [Fact]
    public void A_closed_case_is_reopened_unless_another_is_open()
    {
        var council = TestActs.Red();
        council.Do("2026-11-18T10:00Z", CaseAction.Acknowledge);
        var closed = council.Do("2026-11-18T11:00Z", CaseAction.StandDown);
        Assert.Equal((At("2026-11-18T11:00Z"), null), (closed.ClosedOn, closed.DueOn));

        var reopened = council.Do("2026-11-18T12:00Z", CaseAction.Reopen);
        Assert.Equal((CaseState.Raised, null), (reopened.State, reopened.ClosedOn));

        council.Do("2026-11-18T13:00Z", CaseAction.Acknowledge);
        council.Do("2026-11-18T14:00Z", CaseAction.StandDown);
        council.Tenant.Put(council.Case with { Id = "another", State = CaseState.Raised, ClosedOn = null });
        var act = new ActOnCase("who", ActingAs.Authority, closed.Id, Council.Home, TestActs.Of(CaseAction.Reopen), council.Tenant.Escalations[closed.Id].Sequence);
        var refused = Assert.IsType<Refused>(Desk.Take(council.Tenant, act, At("2026-11-18T15:00Z")).Outcome);
        Assert.Equal(("case-open", "another"), (refused.Code, Assert.Single(refused.Names)));
    }

    [Fact]
    public void A_note_changes_nothing_but_the_timeline()
    {
        var council = TestActs.Red();
        var before = council.Case;

        var after = council.Act("2026-11-18T10:00Z", ActingAs.Provider, TestActs.Of(CaseAction.Notes));

        Assert.Equal(before.Sequence + 1, after.Sequence);
        Assert.Equal(before with { Timeline = after.Timeline }, after);
        Assert.Equal(new Note("Called twice", Audience.Authority), after.Timeline[^1].Note);
    }

    [Fact]
    public void Text_that_seems_to_hold_an_NHS_number_is_sent_again_with_confirm()
    {
        var council = TestActs.Red();
        var act = new ActOnCase(
            "who", ActingAs.Authority, council.Case.Id, Council.Home,
            new Act(CaseAction.Notes) { Note = new Note("About 943 476 5919", Audience.Authority) }, 1);

        var refused = Assert.IsType<Refused>(Desk.Take(council.Tenant, act, At("2026-11-18T10:00Z")).Outcome);

        Assert.Equal(("confirm-needed", "text"), (refused.Code, Assert.Single(refused.Names)));
        Assert.IsType<CaseChanged>(Desk.Take(council.Tenant, act with { Confirm = ["text"] }, At("2026-11-18T10:00Z")).Outcome);
    }
}
