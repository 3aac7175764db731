using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;

namespace Compliance.Domain.Tests.Escalations;

/// <summary>An answer that comes when the case has gone on without it is not lost.</summary>
public sealed class LateAnswerTests
{
    [Fact]
    public void A_late_answer_is_taken_moves_nothing_and_lifts_the_mark()
    {
        var council = Passed();
        var before = council.Case;
        Assert.True(before.IsOverdue);
        Assert.Equal([CaseAction.ProvideInformation, CaseAction.Notes], Acts.Allowed(before, ActingAs.Provider, Domain.Escalations.Condition.True));

        var after = council.Reply("2026-11-18T11:30Z");

        Assert.Equal((before.State, before.AnswerBy, false), (after.State, after.AnswerBy, after.IsOverdue));
        var said = after.Timeline[^1];
        Assert.Equal(("information-provided", true, ActingAs.Provider, "Six of eight"), (said.Event, said.Late, said.Asked, said.Answer));
        Assert.Equal(["authority-lead"], said.Told);
        Assert.Null(said.Paused);
    }

    [Fact]
    public void An_answer_in_time_is_not_marked()
    {
        var council = TestActs.Red();
        council.Ask("2026-11-18T10:00Z", "2026-11-18T11:00Z");

        Assert.Null(council.Reply("2026-11-18T10:59:59.999Z").Timeline[^1].Late);
    }

    [Theory]
    [InlineData(CaseAction.Acknowledge, CaseState.Acknowledged)]
    [InlineData(CaseAction.Mitigate, CaseState.Mitigating)]
    public void It_is_taken_whatever_others_have_done_meanwhile(CaseAction last, CaseState state)
    {
        var council = Passed();
        council.Do("2026-11-18T11:10Z", CaseAction.Acknowledge);
        _ = last == CaseAction.Mitigate ? council.Do("2026-11-18T11:20Z", last) : null;

        var after = council.Reply("2026-11-18T11:30Z");

        Assert.Equal((state, true), (after.State, after.Timeline[^1].Late));
    }

    [Fact]
    public void Answered_once_it_is_answered()
    {
        var council = Passed();
        council.Reply("2026-11-18T11:30Z");

        Assert.IsType<Refused>(council.Try("2026-11-18T11:40Z", ActingAs.Provider, TestActs.Of(CaseAction.ProvideInformation)));
    }

    [Fact]
    public void Only_whoever_was_asked_last_answers()
    {
        var council = Passed();
        var refused = Assert.IsType<Refused>(council.Try("2026-11-18T11:30Z", ActingAs.Authority, TestActs.Of(CaseAction.ProvideInformation)));
        Assert.Contains("it is for the provider, who was asked", refused.Sentence, StringComparison.Ordinal);

        council.Tick("2026-11-18T14:00Z");
        council.Ask("2026-11-18T14:10Z", "2026-11-18T15:00Z", ActingAs.Region, ActingAs.Authority);
        council.Tick("2026-11-18T15:00Z");

        Assert.DoesNotContain(CaseAction.ProvideInformation, Acts.Allowed(council.Case, ActingAs.Provider, Domain.Escalations.Condition.True));
        Assert.Equal(["region"], council.Reply("2026-11-18T15:10Z", ActingAs.Authority).Timeline[^1].Told);
    }

    [Fact]
    public void What_was_cut_off_by_a_rise_can_still_be_answered_and_is_not_late_before_its_time()
    {
        var council = TestActs.Reporting(4);
        council.Ask("2026-11-18T10:00Z", "2026-11-18T12:00Z");
        council.Report("2026-11-18T11:00Z", ("employed", 40), ("absent", 8));
        Assert.Equal((CaseState.Raised, "level-rose"), (council.Case.State, council.Case.Timeline[^1].Event));

        var after = council.Reply("2026-11-18T11:30Z");

        Assert.Equal((CaseState.Raised, null), (after.State, after.Timeline[^1].Late));
    }

    [Fact]
    public void A_closed_case_takes_notes_and_no_answers_and_a_case_that_begins_anew_has_no_old_question()
    {
        var council = Passed();
        council.Do("2026-11-18T11:10Z", CaseAction.Acknowledge);
        council.Do("2026-11-18T11:20Z", CaseAction.StandDown);
        Assert.IsType<Refused>(council.Try("2026-11-18T11:30Z", ActingAs.Provider, TestActs.Of(CaseAction.ProvideInformation)));

        var again = council.Do("2026-11-18T11:40Z", CaseAction.Reopen);

        Assert.Null(again.Owner);
        Assert.Equal([CaseAction.Notes], Acts.Allowed(again, ActingAs.Provider, Domain.Escalations.Condition.True));
    }

    // Asked at ten, to be answered by eleven, and it was not.
    private static Council Passed()
    {
        var council = TestActs.Red();
        council.Ask("2026-11-18T10:00Z", "2026-11-18T11:00Z");
        return council.Tick("2026-11-18T11:00Z");
    }
}
