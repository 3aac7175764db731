using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Tests.Escalations;

/// <summary>A case that its provider is not to see, and is never told of.</summary>
public sealed class KeptFromProviderTests
{
    [Theory]
    [InlineData(ActingAs.Region, null, true)]
    [InlineData(ActingAs.Region, Audience.Authority, true)]
    [InlineData(ActingAs.Region, Audience.Provider, null)]
    [InlineData(ActingAs.Authority, null, null)]
    [InlineData(ActingAs.Authority, Audience.Authority, true)]
    [InlineData(ActingAs.Authority, Audience.Provider, null)]
    public void What_a_region_raises_is_kept_unless_it_says_otherwise(ActingAs role, Audience? audience, bool? kept) =>
        Assert.Equal(kept, Raise(role, audience).Case.KeptFromProvider);

    [Fact]
    public void Of_the_authority_itself_there_is_nobody_to_keep_it_from()
    {
        var council = Quiet();
        Assert.IsType<CaseChanged>(council.Raise("2026-11-18T09:00Z", ActingAs.Region, subject: SubjectState.Authority));
        Assert.Null(council.Case.KeptFromProvider);
    }

    [Theory]
    [InlineData(Audience.Region, Council.Home)]
    [InlineData(Audience.Provider, SubjectState.Authority)]
    public void An_audience_that_cannot_be_is_refused(Audience audience, string subject) => Assert.Equal(
        ["/audience"],
        Assert.IsType<Invalid>(Quiet().Raise("2026-11-18T09:00Z", ActingAs.Region, subject: subject, audience: audience)).Faults.Select(f => f.Pointer));

    [Fact]
    public void Asking_the_provider_opens_it_and_asking_the_authority_does_not()
    {
        var council = Raise(ActingAs.Region, null, Tier.Region);
        council.Ask("2026-11-18T10:00Z", "2026-11-18T12:00Z", ActingAs.Region, ActingAs.Authority);
        Assert.True(council.Reply("2026-11-18T10:30Z", ActingAs.Authority).KeptFromProvider);

        var asked = council.Ask("2026-11-18T11:00Z", "2026-11-18T12:00Z", ActingAs.Region);

        Assert.Null(asked.KeptFromProvider);
        Assert.Equal(["provider"], asked.Timeline[^1].Told);
        Assert.DoesNotContain(asked.Timeline.SkipLast(1), e => e.Told?.Contains("provider") is true);
    }

    [Fact]
    public void No_step_of_its_ladder_tells_the_provider()
    {
        var ladder = new Ladder("l", LadderClock.RoundTheClock, 4, [new LadderStep(0, ["provider", "authority-lead"], false), new LadderStep(1, ["provider"], false), new LadderStep(2, ["provider", "lrf"], false)]);
        var council = Raise(ActingAs.Region, null);
        var kept = council.Tenant.Escalations[council.Case.Id] = council.Case with { Ladder = ladder, StepsDone = 0, ClockFrom = council.Case.RaisedOn.AddHours(-1) };

        Assert.Equal([["authority-lead"], ["lrf"], ["region"]], CaseNext.Of(kept, Calendars.London.England).Select(n => n.Told));
        var told = council.Tick("2026-11-23T20:00Z").Case.Timeline.Skip(kept.Sequence).ToList();

        Assert.Equal([["authority-lead"], ["lrf"], ["region"]], told.Select(e => e.Told!));
    }

    [Fact]
    public void A_note_for_whoever_cannot_see_the_case_is_refused()
    {
        var note = new Act(CaseAction.Notes) { Note = new Note("Come at nine", Audience.Provider) };

        Assert.Equal(["/audience"], Assert.IsType<Invalid>(Raise(ActingAs.Region, null).Try("2026-11-18T10:00Z", ActingAs.Authority, note)).Faults.Select(f => f.Pointer));
        Assert.IsType<CaseChanged>(Raise(ActingAs.Region, Audience.Provider).Try("2026-11-18T10:00Z", ActingAs.Authority, note));
    }

    private static Council Quiet() => new Council("2026-11-12").Register();

    private static Council Raise(ActingAs role, Audience? audience, Tier tier = Tier.Authority)
    {
        var council = Quiet();
        Assert.IsType<CaseChanged>(council.Raise("2026-11-18T09:00Z", role, tier: tier, audience: audience));
        return council;
    }
}
