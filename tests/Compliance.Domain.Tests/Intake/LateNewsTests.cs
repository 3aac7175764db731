using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Triggers;
using static Compliance.Domain.Checklists.TriggerLevel;
using static Compliance.Domain.Tests.Intake.Worded;
using Holding = Compliance.Domain.Escalations.Condition;

namespace Compliance.Domain.Tests.Intake;

/// <summary>A level reached in the past and left before anybody knew.</summary>
public sealed class LateNewsTests
{
    private readonly Winter _winter = Under(
        Of("high", Absent, Small.AtLeast(Amber, 3, null), Small.AtLeast(Red, 5, null) with { Tier = Tier.Region }));

    [Fact]
    public void It_raises_a_case_with_standing_down_proposed_and_the_sender_hears_who_is_told()
    {
        _winter.Says("2026-11-04T09:00Z", ("absent", 1));

        var answer = Late("2026-11-05T09:00Z", "2026-11-03T09:00Z", 9);

        var raised = _winter.Case("high")!;
        Assert.Equal((Red, Tier.Region, true, CaseState.Raised), (raised.Level, raised.Tier, raised.StandDownProposed, raised.State));
        Assert.Equal(["raised", "stand-down-proposed"], raised.Timeline.Select(t => t.Event));
        Assert.Equal((FiringMark.DiscoveredLate, "authority-lead region"), (raised.Timeline[0].Mark, string.Join(' ', raised.Timeline[0].Told!)));
        Assert.Equal("high: 9; red from 5; so on 3 November 2026, discovered late", raised.Summary);
        Assert.Equal(
            new Movement("high", Home, Clear, Red, raised.Id, null, FiringMark.DiscoveredLate), Assert.Single(answer.Movements));
        Assert.Equal(["authority-lead", "region"], answer.Told);
        Assert.Equal(raised.FiringId, Assert.Single(_winter.Fired("high")).Id);
        Assert.Equal((Clear, Condition()), (_winter.Level("high"), Holding.Clear));
        IsReplayed();
    }

    [Fact]
    public void On_time_it_raises_the_case_as_ever()
    {
        _winter.Says("2026-11-03T09:00Z", ("absent", 9));

        Assert.Equal(["raised"], _winter.Case("high")!.Timeline.Select(t => t.Event));
        Assert.Null(_winter.Case("high")!.Timeline[0].Mark);
    }

    [Theory]
    [InlineData(2, null, false)]
    [InlineData(3, Amber, true)]
    public void Below_every_level_there_is_nothing_to_tell(int absent, TriggerLevel? level, bool told)
    {
        _winter.Says("2026-11-04T09:00Z", ("absent", 1));

        var answer = Late("2026-11-05T09:00Z", "2026-11-03T09:00Z", absent);

        Assert.Equal((level, told), (_winter.Case("high")?.Level, answer.Told.Count > 0));
        Assert.Equal(told ? 1 : 0, answer.Movements.Count);
    }

    [Fact]
    public void An_open_case_says_so_to_whoever_has_it()
    {
        _winter.Says("2026-11-04T09:00Z", ("absent", 4));
        _winter.Acts("2026-11-04T10:00Z", CaseAction.Acknowledge, "high");

        var answer = Late("2026-11-04T12:00Z", "2026-11-03T09:00Z", 9);

        var open = Assert.Single(_winter.Tenant.Escalations.Values);
        var late = open.Timeline.Single(t => t.Event == "discovered-late");
        Assert.Equal((Red, "lead authority-lead region"), (late.Level, string.Join(' ', late.Told!)));
        Assert.Equal((Amber, Tier.Authority, CaseState.Acknowledged, true, false), (open.Level, open.Tier, open.State, open.ForRegion, open.StandDownProposed));
        Assert.Contains("region", answer.Told);
        Assert.Equal(open.Id, Assert.Single(answer.Movements).Escalation);
        IsReplayed();
    }

    [Theory]
    [InlineData("2026-11-11T11:00Z", 1)]
    [InlineData("2026-11-11T11:00:01Z", 2)]
    public void A_case_stood_down_hears_of_it_while_it_is_watched(string at, int cases)
    {
        _winter.Says("2026-11-04T09:00Z", ("absent", 4));
        _winter.Acts("2026-11-04T10:00Z", CaseAction.Acknowledge, "high");
        _winter.Says("2026-11-04T10:30Z", ("absent", 1));
        _winter.Acts("2026-11-04T11:00Z", CaseAction.StandDown, "high");

        Late(at, "2026-11-03T09:00Z", 9);

        Assert.Equal(cases, _winter.Tenant.Escalations.Count);
        var first = _winter.Tenant.Escalations.Values.First(e => e.RaisedOn == London.At("2026-11-04T09:00Z"));
        Assert.Equal((CaseState.StoodDown, cases == 1), (first.State, first.Timeline[^1].Event == "discovered-late"));
        IsReplayed();
    }

    [Fact]
    public void What_only_began_earlier_than_was_known_is_told_once()
    {
        _winter.Says("2026-11-04T09:00Z", ("absent", 4));
        _winter.Acts("2026-11-04T10:00Z", CaseAction.Acknowledge, "high");
        _winter.Says("2026-11-04T10:30Z", ("absent", 1));
        _winter.Acts("2026-11-04T11:00Z", CaseAction.StandDown, "high");

        var answer = Late("2026-11-20T09:00Z", "2026-11-03T09:00Z", 4);

        Assert.Single(_winter.Tenant.Escalations);
        Assert.Null(Assert.Single(answer.Movements).Escalation);
    }

    [Fact]
    public void Corrected_again_its_case_says_that_the_cause_never_was()
    {
        _winter.Says("2026-11-04T09:00Z", ("absent", 1));
        var id = Late("2026-11-05T09:00Z", "2026-11-03T09:00Z", 9).Id;

        _winter.Corrects(id, "2026-11-05T10:00Z", ("absent", 0));

        Assert.Equal("cause-corrected", _winter.Case("high")!.Timeline[^1].Event);
        Assert.Equal(FiringMark.WouldNotHaveFired, Assert.Single(_winter.Tenant.Changes.Marks).Value);
        IsReplayed();
    }

    [Fact]
    public void What_another_case_speaks_for_is_recorded_and_not_told()
    {
        var winter = Under(
            Of("loud", new TriggerValue.Reading("masks"), Small.AtLeast(Red, 5, null)),
            Of("quiet", Absent, Small.AtLeast(Red, 5, null)) with { SuppressedBy = [new Suppressor("loud", Red)] });
        winter.Says("2026-11-04T09:00Z", ("absent", 1), ("masks", 9));

        winter.Late("2026-11-05T09:00Z", "2026-11-03T09:00Z", ("absent", 9));

        Assert.Null(winter.Case("quiet"));
        Assert.Equal("loud", Assert.Single(winter.Fired("quiet")).Receipt.SuppressedBy);
    }

    // Red on the 3rd and held for three days; what looks at it for thirty hours rises and falls by time alone, after the last report.
    [Theory]
    [InlineData("2026-11-06T08:59Z", null)]
    [InlineData("2026-11-06T09:00Z", FiringMark.DiscoveredLate)]
    public void What_time_alone_raised_and_ended_since_the_last_report_is_told_too(string at, FiringMark? mark)
    {
        var winter = Under(
            Of("held", Absent, Small.AtLeast(Red, 5, null) with { HoldFor = Days(3) }),
            Of("after", new TriggerValue.LevelOf("held"), Small.AtLeast(Red, (long)Red, null) with { For = Hours(30) }));
        winter.Says("2026-11-04T09:00Z", ("absent", 1));

        winter.Late(at, "2026-11-03T09:00Z", ("absent", 9));

        Assert.Equal(mark is null ? Red : Clear, winter.Level("after"));
        Assert.Equal(mark, winter.Tenant.Changes.Late.SingleOrDefault(m => m.Trigger == "after")?.Mark);
        Assert.Equal(mark is not null, winter.Case("after")!.StandDownProposed);
    }

    [Fact]
    public void What_is_not_known_now_is_not_proposed_to_be_stood_down()
    {
        _winter.Says("2026-11-04T09:00Z", ("absent", 1));
        _winter.Unknown("2026-11-05T08:00Z", "absent");

        Late("2026-11-05T09:00Z", "2026-11-03T09:00Z", 9);

        Assert.False(_winter.Case("high")!.StandDownProposed);
        Assert.Equal(Holding.Unknown, Condition());
    }

    private Holding? Condition() => Conditions.Of(_winter[Home], "high", _winter.Rules(), _winter.Tenant.KnownOn);

    private ReportAccepted Late(string at, string asAt, int absent) =>
        Assert.IsType<ReportAccepted>(_winter.Live(at).Send(Home, at, [Winter.Number("absent", absent)], asAt, null, "absent"));

    private void IsReplayed()
    {
        var anew = _winter.Replayed();
        Assert.Equal(_winter.Tenant.Escalations.Values.Select(Shown).Order(), anew.Escalations.Values.Select(Shown).Order());
        Assert.Equal(_winter.Tenant.Changes.Late, anew.Changes.Late);

        static string Shown(Escalation e) => System.Text.Encoding.UTF8.GetString(Domain.Journal.Canonical.Write(e));
    }
}
