using Compliance.Domain.Boards;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using Compliance.Domain.Plans;
using Compliance.Domain.Tests.Calendars;
using static Compliance.Domain.Checklists.TriggerLevel;
using static Compliance.Domain.Tests.Intake.Worded;
using Condition = Compliance.Domain.Escalations.Condition;

namespace Compliance.Domain.Tests.Intake;

/// <summary>A trigger that is not watched any more while its case is open.</summary>
public sealed class SwitchedOffTests
{
    private readonly Winter _winter = Under(
        Of("high", Absent, Small.AtLeast(Amber, 3, null), Small.AtLeast(Red, 5, null)),
        Of("short", Absent, Small.AtLeast(Red, 5, null)) with { InForce = new InForce(null, London.Day("2026-11-10")) });

    [Fact]
    public void Its_case_says_so_and_when_it_is_on_again()
    {
        _winter.Says("2026-11-02T09:00Z", ("absent", 9));
        Assert.Equal(Condition.True, Now("high"));

        Off("2026-11-03T09:00Z");

        var off = _winter.Case("high")!;
        Assert.Equal(("trigger-switched-off", "Not our way"), (off.Timeline[^1].Event, off.Timeline[^1].Reason));
        Assert.Equal(Condition.NotWatched, Now("high"));
        Assert.Equal((true, Red), (off.IsOpen, _winter.Level("high")));

        Off("2026-11-03T10:00Z");
        Assert.Equal(off.Sequence, _winter.Case("high")!.Sequence);

        On("2026-11-04T09:00Z");
        Assert.Equal("trigger-switched-on", _winter.Case("high")!.Timeline[^1].Event);
        Assert.Equal((Condition.True, Red), (Now("high"), _winter.Level("high")));
        Assert.DoesNotContain(_winter.Case("short")!.Timeline, e => e.Event.StartsWith("trigger-", StringComparison.Ordinal));
        IsReplayed();
    }

    [Fact]
    public void Who_changed_the_plan_is_named_and_a_region_that_has_the_case_is_told()
    {
        _winter.Says("2026-11-02T09:00Z", ("absent", 9));
        Off("2026-11-02T09:10Z");
        var own = _winter.Case("high")!;
        Assert.Equal(("authority-lead:7", null), (own.Timeline[^1].By, own.Timeline[^1].Told));
        On("2026-11-02T09:20Z");

        _winter.Acts("2026-11-02T09:30Z", CaseAction.PassUp, "high");
        Off("2026-11-04T09:00Z");
        var off = _winter.Case("high")!.Timeline[^1];
        On("2026-11-05T09:00Z");

        var on = _winter.Case("high")!.Timeline[^1];
        Assert.Equal(("trigger-switched-off", "authority-lead:7", "Not our way", "region"), (off.Event, off.By, off.Reason, string.Join(' ', off.Told ?? [])));
        Assert.Equal(("trigger-switched-on", "authority-lead:7", "region"), (on.Event, on.By, string.Join(' ', on.Told ?? [])));
        IsReplayed();
    }

    [Theory]
    [InlineData(false, "trigger-switched-off trigger-switched-on stand-down-proposed")]
    [InlineData(true, "trigger-switched-off stood-down trigger-switched-on reopened")]
    public void Switched_on_comes_before_what_is_then_found(bool closed, string last)
    {
        _winter.Says("2026-11-02T09:00Z", ("absent", 9));
        _winter.Acts("2026-11-02T10:00Z", CaseAction.Acknowledge, "high");
        Off("2026-11-02T11:00Z");
        if (closed)
        {
            _winter.Acts("2026-11-02T12:00Z", CaseAction.StandDown, "high");
        }

        _winter.Says("2026-11-02T13:00Z", ("absent", closed ? 9 : 0));
        On("2026-11-02T14:00Z");

        Assert.EndsWith(last, string.Join(' ', _winter.Case("high")!.Timeline.Select(t => t.Event)), StringComparison.Ordinal);
        IsReplayed();
    }

    [Theory]
    [InlineData("2026-11-05T08:00Z", false, false)]
    [InlineData("2026-11-05T08:00Z", true, true)]
    public void Nobody_need_say_why_all_the_same_once_nothing_is_watched(string at, bool off, bool accepted)
    {
        _winter.Says("2026-11-02T09:00Z", ("absent", 9));
        _winter.Acts("2026-11-03T09:00Z", CaseAction.Acknowledge, "high");
        if (off)
        {
            Off("2026-11-03T10:00Z");
        }

        var open = _winter.Live(at).Case("high")!;
        if (!open.State.Equals(CaseState.Acknowledged))
        {
            open = _winter.Acts(at, CaseAction.Acknowledge, "high");
        }

        var outcome = _winter.Take(
            new ActOnCase("lead:1", ActingAs.Authority, open.Id, Home, new Act(CaseAction.StandDown) { Reason = "Seen to" }, open.Sequence), London.At(at));

        Assert.Equal(accepted, outcome.IsAccepted);
    }

    [Fact]
    public void Since_when_it_is_off_is_kept_while_it_stays_off()
    {
        _winter.Says("2026-11-02T09:00Z", ("absent", 9));
        Off("2026-11-03T09:00Z");
        Off("2026-11-05T09:00Z");

        Assert.Equal(
            new Unwatched(UnwatchedBecause.SwitchedOff, "Not our way", London.At("2026-11-03T09:00Z")), Unwatched.Of("high", _winter.Rules()));

        On("2026-11-06T09:00Z");
        Assert.Null(Unwatched.Of("high", _winter.Rules()));
        Off("2026-11-07T09:00Z");
        Assert.Equal(London.At("2026-11-07T09:00Z"), Unwatched.Of("high", _winter.Rules())!.Since);
    }

    [Fact]
    public void Level_by_level_it_is_switched_off_too()
    {
        _winter.Says("2026-11-02T09:00Z", ("absent", 9));

        Adopt("2026-11-03T09:00Z", new Override("high", Red, null, null, null, null, true, "One"));
        Assert.Null(Unwatched.Of("high", _winter.Rules()));
        Adopt("2026-11-04T09:00Z", new Override("high", Amber, null, null, null, null, true, "Two"), new Override("high", Red, null, null, null, null, true, "One"));

        Assert.Equal(
            new Unwatched(UnwatchedBecause.SwitchedOff, "Two One", London.At("2026-11-04T09:00Z")), Unwatched.Of("high", _winter.Rules()));
    }

    [Theory]
    [InlineData("2026-11-10T23:59:59Z", true)]
    [InlineData("2026-11-11T00:00:00Z", false)]
    public void Out_of_force_is_not_watched(string at, bool watched)
    {
        _winter.Says("2026-11-02T09:00Z", ("absent", 9));
        _winter.Says("2026-11-10T09:00Z", ("absent", 9));

        _winter.Live(at);

        Assert.Equal(watched ? Condition.True : Condition.NotWatched, Now("short"));
        Assert.Equal(watched ? 0 : 1, _winter.Case("short")!.Timeline.Count(e => e.Event == "not-watched"));
        Assert.Equal(
            watched ? null : new Unwatched(UnwatchedBecause.OutOfForce, "It judges what was true up to 10 November 2026.", London.At("2026-11-11T00:00Z")),
            Unwatched.Of("short", _winter.Rules()));
        IsReplayed();
    }

    [Theory]
    [InlineData("2027-03-31T22:59:59Z", true)]
    [InlineData("2027-03-31T23:00:00Z", false)]
    public void A_plan_that_ended_watches_nothing(string at, bool watched)
    {
        _winter.Says("2027-03-30T09:00Z", ("absent", 9));

        _winter.Live(at);

        Assert.Equal(watched ? Condition.True : Condition.NotWatched, Now("high"));
        Assert.Equal(watched ? null : "The plan that has it ended on 31 March 2027.", _winter.Case("high")!.Timeline.LastOrDefault(e => e.Event == "not-watched")?.Reason);

        Assert.True(_winter.Adopt("2026-10-01", "2027-04-30", 1, at).IsAccepted);
        Assert.Equal(watched ? 0 : 1, _winter.Case("high")!.Timeline.Count(e => e.Event == "watched-again"));
        Assert.Equal(Condition.True, Now("high"));
        IsReplayed();
    }

    [Fact]
    public void A_case_reopened_or_raised_while_nothing_is_watched_says_so()
    {
        _winter.Says("2026-11-02T09:00Z", ("absent", 9));
        _winter.Acts("2026-11-02T10:00Z", CaseAction.Acknowledge, "high");
        _winter.Acts("2026-11-02T11:00Z", CaseAction.StandDown, "high");
        Off("2026-11-03T09:00Z");

        Assert.Equal("trigger-switched-off", _winter.Acts("2026-11-03T10:00Z", CaseAction.Reopen, "high").Timeline[^1].Event);
    }

    [Theory]
    [InlineData(9, Red, false)]
    [InlineData(4, Amber, false)]
    [InlineData(1, Clear, true)]
    public void On_again_it_goes_on_from_what_was_reported_meanwhile(int meanwhile, TriggerLevel level, bool proposed)
    {
        _winter.Says("2026-11-02T09:00Z", ("absent", 9));
        Off("2026-11-03T09:00Z");
        _winter.Says("2026-11-04T09:00Z", ("absent", meanwhile));
        Assert.Equal(Red, _winter.Level("high"));

        On("2026-11-05T09:00Z");

        Assert.Equal((level, proposed), (_winter.Level("high"), _winter.Case("high")!.StandDownProposed));
        IsReplayed();
    }

    [Fact]
    public void What_another_case_spoke_for_is_not_forgotten_while_it_is_off()
    {
        var winter = Under(Of("loud", Absent, Small.AtLeast(Red, 5, null)), Of("quiet", Absent, Small.AtLeast(Red, 5, null)) with { SuppressedBy = [new Suppressor("loud", Red)] });
        winter.Says("2026-11-02T09:00Z", ("absent", 9));
        winter.Adopt("2026-10-01", "2027-03-31", 1, "2026-11-03T09:00Z", new Override("quiet", null, null, null, null, null, true, "Not our way"));
        winter.Adopt("2026-10-01", "2027-03-31", 2, "2026-11-04T09:00Z", new Override("loud", null, null, null, null, null, true, "Not our way"));

        Assert.NotNull(winter.Case("quiet"));
    }

    [Fact]
    public void The_board_shows_the_open_case_and_says_why_nothing_moves_it()
    {
        _winter.Says("2026-11-02T09:00Z", ("absent", 9), ("employed", 20), ("masks", 9), ("gloves", 9));
        Off("2026-11-03T09:00Z");

        foreach (var by in new[] { BoardBy.Section, BoardBy.Item })
        {
            var cell = Row(by, _winter.Case("high")!.Id).First(e => e.Cell.Column is "staff" or "absent");
            Assert.Equal((CellStatus.OffTrack, "high"), (cell.Cell.Status, cell.Cell.Because.First(b => b.Trigger == "high").Trigger));
            Assert.Equal(_winter.Case("high")!.Id, cell.Cell.Because.First(b => b.Trigger == "high").Case);
            Assert.Contains("high: red since 2 November 2026; switched off since 3 November 2026, as the authority says: Not our way", cell.Sentence, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Row(BoardBy.Section, null).SelectMany(e => e.Cell.Because), b => b.Trigger == "high");
    }

    [Theory]
    [InlineData("home-care", true)]
    [InlineData("day-service", false)]
    public void Nothing_is_missed_of_who_would_not_be_judged(string asked, bool missed)
    {
        var winter = new Winter(change: c => c with
        {
            Sections = [c.Sections[0] with { Measures = [.. c.Sections[0].Measures.Select(m => m.Key == "absent" ? m with { AppliesTo = new Services([asked]) } : m)] }],
            Triggers = [Of("high", Absent, Small.AtLeast(Red, 5, null))],
        });
        winter.Join(Home, type: "home-care");
        winter.Adopt("2026-10-01", "2027-03-31", 1, "2026-11-03T09:00Z", new Override("high", null, null, null, null, null, true, "Not our way"));

        var cells = Explanation.OfRow(winter[Home], winter.Rules(), [], winter.Tenant.KnownOn, BoardBy.Section).Select(e => e.Cell);

        Assert.Equal(missed ? ["high"] : [], cells.SelectMany(c => c.NotWatched).Select(g => g.Trigger.Key));
        Assert.Equal(["high"], winter.Rules().Gaps.Select(g => g.Trigger.Key));
    }

    [Theory]
    [InlineData("2026-11-10T23:59:59Z", "")]
    [InlineData("2026-11-11T00:00:00Z", "short")]
    public void What_is_out_of_its_days_is_missed_too(string at, string missed)
    {
        _winter.Live(at);

        Assert.Equal(missed, string.Join(' ', _winter.Rules().Gaps.Select(g => g.Trigger.Key)));
    }

    private IReadOnlyList<Explanation> Row(BoardBy by, string? open) =>
        Explanation.OfRow(_winter[Home], _winter.Rules(), open is null ? [] : [new OpenCase("high", Home, open)], _winter.Tenant.KnownOn, by);

    private Condition? Now(string trigger) => Conditions.Of(_winter[Home], trigger, _winter.Rules(), _winter.Tenant.KnownOn);

    private void Off(string at) => Adopt(at, new Override("high", null, null, null, null, null, true, "Not our way"));

    private void On(string at) => Adopt(at);

    private void Adopt(string at, params Override[] overrides)
    {
        _winter.Live(at);
        Assert.True(_winter.Take(
            new SetPlan("authority-lead:7", _winter.Checklist, 2026, London.Day("2026-10-01"), London.Day("2027-03-31"), overrides, _winter.Tenant.Plans[0].Revision),
            London.At(at)).IsAccepted);
    }

    private void IsReplayed() => Assert.Equal(
        _winter.Tenant.Escalations.Values.Select(e => (e.Id, string.Join(' ', e.Timeline.Select(t => t.Event)))),
        _winter.Replayed().Escalations.Values.Select(e => (e.Id, string.Join(' ', e.Timeline.Select(t => t.Event)))));
}
