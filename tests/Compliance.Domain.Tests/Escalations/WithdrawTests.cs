using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Escalations;

public sealed class WithdrawTests
{
    [Fact]
    public void What_no_correction_undid_is_stood_down_and_not_withdrawn()
    {
        var council = TestActs.Red().Report("2026-11-18T10:00Z", ("absent", 0));

        Refused(council, "No correction");
    }

    [Fact]
    public void A_corrected_cause_lets_a_case_be_withdrawn_and_whoever_was_told_hears_of_it()
    {
        var council = TestActs.Red().Tick("2026-11-18T13:00Z").Correct("2026-11-18T14:00Z", ("absent", 0));

        var withdrawn = council.Do("2026-11-18T15:00Z", CaseAction.Withdraw);

        Assert.Equal((CaseState.Withdrawn, "withdrawn"), (withdrawn.State, withdrawn.Timeline[^1].Event));
        Assert.Equal(["authority-lead", "authority-director", "region"], withdrawn.Timeline[^1].Told);
        Assert.Null(withdrawn.DueOn);
    }

    [Fact]
    public void A_cause_that_is_corrected_while_somebody_mitigates_leaves_it_to_them_and_tells_them()
    {
        var council = TestActs.Red();
        council.Do("2026-11-18T10:00Z", CaseAction.Acknowledge);
        council.Do("2026-11-18T11:00Z", CaseAction.Mitigate, ActingAs.Region);

        var corrected = council.Correct("2026-11-18T12:00Z", ("absent", 0)).Case;

        Assert.Equal((CaseState.Mitigating, true), (corrected.State, corrected.StandDownProposed));
        Assert.Equal(["authority-lead", "region"], Assert.Single(corrected.Timeline, e => e.Event == "cause-corrected").Told);
        Assert.Equal(CaseState.Withdrawn, council.Do("2026-11-18T13:00Z", CaseAction.Withdraw, ActingAs.Region).State);
    }

    [Fact]
    public void What_has_fired_again_since_is_not_withdrawn() =>
        Refused(TestActs.Red().Correct("2026-11-18T10:00Z", ("absent", 0)).Report("2026-11-18T11:00Z", ("absent", 8)), "fired again");

    [Fact]
    public void What_was_corrected_to_a_lower_level_is_not_withdrawn() =>
        Refused(TestActs.Red().Correct("2026-11-18T10:00Z", ("absent", 4)), "still holds");

    [Theory]
    [InlineData("2026-11-25T15:00:00.000Z", true)]
    [InlineData("2026-11-25T15:00:00.001Z", false)]
    public void A_withdrawn_case_is_watched_like_one_that_was_stood_down(string on, bool reopens)
    {
        var council = TestActs.Red().Correct("2026-11-18T14:00Z", ("absent", 0));
        var withdrawn = council.Do("2026-11-18T15:00Z", CaseAction.Withdraw);

        council.Report(on, ("absent", 8));

        Assert.Equal(reopens, Assert.Single(council.Tenant.Escalations.Values, e => e.IsOpen && e.Trigger == "absence").Id == withdrawn.Id);
    }

    [Fact]
    public void Standing_down_tells_those_who_were_told_since_it_last_began()
    {
        var council = TestActs.Red().Tick("2026-11-18T13:00Z");
        council.Do("2026-11-18T14:00Z", CaseAction.Acknowledge);
        Assert.Equal(["authority-lead", "authority-director", "region"], council.Do("2026-11-18T15:00Z", CaseAction.StandDown).Timeline[^1].Told);

        council.Do("2026-11-18T16:00Z", CaseAction.Reopen);
        council.Do("2026-11-18T17:00Z", CaseAction.Acknowledge);
        Assert.Equal(["authority-lead"], council.Do("2026-11-18T18:00Z", CaseAction.StandDown).Timeline[^1].Told);
    }

    [Fact]
    public void Whoever_was_only_asked_something_is_not_told_that_it_ended()
    {
        var council = TestActs.Red();
        council.Ask("2026-11-18T10:00Z", "2026-11-18T16:00Z");
        council.Reply("2026-11-18T10:30Z");
        council.Do("2026-11-18T11:00Z", CaseAction.Acknowledge);

        Assert.Equal(["authority-lead"], council.Do("2026-11-18T12:00Z", CaseAction.StandDown).Timeline[^1].Told);
    }

    private static void Refused(Council council, string why)
    {
        var before = council.Case;
        Assert.DoesNotContain(
            CaseAction.Withdraw,
            Acts.Allowed(before, ActingAs.Authority, Conditions.Of(council.Tenant.Subjects[Council.Home], before.Trigger, council.Tenant.RulesOn(England.DateOf(council.Tenant.KnownOn)), council.Tenant.KnownOn)));

        var refused = Assert.IsType<Refused>(council.Try("2026-11-18T15:00Z", ActingAs.Authority, TestActs.Of(CaseAction.Withdraw)));

        Assert.Equal("cause-stands", refused.Code);
        Assert.Contains(why, refused.Sentence, StringComparison.Ordinal);
        Assert.Contains("acknowledge", refused.Names);
        Assert.Same(before, council.Case);
    }
}
