using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Escalations;

public sealed class CaseTests
{
    [Fact]
    public void A_higher_level_raises_an_acknowledged_case_with_its_own_ladder_and_clock()
    {
        var council = TestActs.Reporting(4);
        council.Do("2026-11-18T10:00Z", CaseAction.Acknowledge);

        var risen = council.Report("2026-11-18T12:00Z", ("absent", 8)).Case;

        Assert.Equal((CaseState.Raised, TriggerLevel.Red, "urgent"), (risen.State, risen.Level, risen.Ladder.Key));
        Assert.Equal((At("2026-11-18T12:00Z"), At("2026-11-18T16:00Z"), null), (risen.ClockFrom, risen.AnswerBy, risen.ReviewBy));
        Assert.Equal("level-rose", risen.Timeline[^1].Event);
        Assert.Equal(TriggerLevel.Red, risen.Receipt!.After);
    }

    [Fact]
    public void A_level_that_rises_never_lowers_the_tier()
    {
        var council = TestActs.Reporting(4);
        council.Do("2026-11-18T10:00Z", CaseAction.PassUp);

        Assert.Equal(Tier.Region, council.Report("2026-11-18T12:00Z", ("absent", 8)).Case.Tier);
    }

    [Fact]
    public void A_repeat_is_appended_and_nothing_else()
    {
        var council = TestActs.Red();
        var acknowledged = council.Do("2026-11-18T10:00Z", CaseAction.Acknowledge);

        var repeated = council.Report("2026-11-18T12:00Z", ("absent", 9)).Case;

        Assert.Equal("repeated", repeated.Timeline[^1].Event);
        Assert.Equal(acknowledged with { Timeline = repeated.Timeline, Summary = repeated.Summary }, repeated);
        Assert.Contains("9 of 40", repeated.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_falling_level_is_appended_and_clear_proposes_to_stand_down()
    {
        var council = TestActs.Red();
        var acknowledged = council.Do("2026-11-18T10:00Z", CaseAction.Acknowledge);

        var fallen = council.Report("2026-11-18T11:00Z", ("absent", 5)).Case;
        Assert.Equal(("level-fell", TriggerLevel.Amber, false), (fallen.Timeline[^1].Event, fallen.Timeline[^1].Level, fallen.StandDownProposed));
        Assert.Equal((acknowledged.State, acknowledged.Level, acknowledged.ReviewBy), (fallen.State, fallen.Level, fallen.ReviewBy));

        var clear = council.Report("2026-11-18T12:00Z", ("absent", 3)).Case;
        Assert.Equal(("stand-down-proposed", true, CaseState.Acknowledged), (clear.Timeline[^1].Event, clear.StandDownProposed, clear.State));

        var again = council.Report("2026-11-18T13:00Z", ("absent", 4)).Case;
        Assert.Equal(("repeated", false), (again.Timeline[^1].Event, again.StandDownProposed));
    }

    [Theory]
    [InlineData("2026-11-25T11:00:00.000Z", true)]
    [InlineData("2026-11-25T11:00:00.001Z", false)]
    public void Firing_again_within_the_watch_reopens_the_case_and_later_raises_anew(string on, bool reopens)
    {
        var council = TestActs.Red();
        council.Do("2026-11-18T09:30Z", CaseAction.Acknowledge);
        council.Report("2026-11-18T10:00Z", ("absent", 0));
        var closed = council.Do("2026-11-18T11:00Z", CaseAction.StandDown);

        council.Report(on, ("absent", 8));

        var open = Assert.Single(council.Tenant.Escalations.Values, e => e.IsOpen && e.Trigger == "absence");
        Assert.Equal(reopens, open.Id == closed.Id);
        Assert.Equal(reopens ? "reopened" : "raised", open.Timeline[^1].Event);
        Assert.Equal(At("2026-11-18T11:00Z"), council.Tenant.Escalations[closed.Id].ClosedOn ?? At("2026-11-18T11:00Z"));
    }

    [Fact]
    public void Stood_down_despite_the_condition_it_comes_back_with_the_next_report_that_finds_it_true()
    {
        var council = TestActs.Red();
        council.Do("2026-11-18T09:30Z", CaseAction.Acknowledge);
        council.Do("2026-11-18T11:00Z", CaseAction.StandDown);

        Assert.Equal("reopened", council.Report("2026-11-18T12:00Z", ("absent", 8)).Case.Timeline[^1].Event);
    }

    [Fact]
    public void A_case_that_starts_with_the_region_or_tells_it_is_the_regions_to_see()
    {
        var council = new Council("2026-11-12").Register()
            .Report("2026-11-18T09:00Z", Council.Home, new GivenReading("safe", new GivenValue(null, "no")));

        Assert.Equal((Tier.Region, true, At("2026-11-18T10:00Z")), (council.Case.Tier, council.Case.ForRegion, council.Case.AnswerBy));
        Assert.False(TestActs.Red().Case.ForRegion);
    }

    [Fact]
    public void Only_one_case_is_open_for_a_trigger_and_a_subject()
    {
        var council = TestActs.Reporting(4).Report("2026-11-18T10:00Z", ("absent", 8)).Report("2026-11-18T11:00Z", ("absent", 0)).Report("2026-11-18T12:00Z", ("absent", 8));

        Assert.Single(council.Tenant.Escalations);
    }
}
