using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Returns;
using Compliance.Domain.Subjects;
using Compliance.Domain.Tests.Calendars;
using static Compliance.Domain.Checklists.TriggerLevel;

namespace Compliance.Domain.Tests.Intake;

public sealed class OutageTests
{
    // Reported on Sunday 1 November; the next week is due on Sunday the 8th, and silence is amber after three working days, red after seven.
    private readonly Winter _winter = new();

    public OutageTests()
    {
        _winter.Join("elm");
        _winter.Report("elm", "2026-11-01T12:00Z", 40, 1);
    }

    [Theory]
    [InlineData("2026-11-12T10:00Z", Clear)]
    [InlineData("2026-11-18T23:59:59.999Z", Clear)]
    [InlineData("2026-11-19T00:00Z", Amber)]
    [InlineData("2026-11-25T00:00Z", Red)]
    public void OurOutageDoesNotMakeThemSilent(string at, TriggerLevel expected)
    {
        PassTime("2026-11-06T17:30Z");
        _winter.Out("2026-11-06T17:30Z", "2026-11-12T10:00Z");

        PassTime(at);

        Assert.Equal(expected, _winter.LevelOf("elm", "silence"));
    }

    // Without an outage, silence is amber on Thursday the 12th at midnight.
    [Theory]
    [InlineData("2026-11-10T12:00Z", "2026-11-10T12:20Z", "2026-11-13T00:00Z")]
    [InlineData("2026-11-09T17:00Z", "2026-11-10T09:00Z", "2026-11-12T00:00Z")]
    [InlineData("2026-11-09T16:00Z", "2026-11-11T10:00Z", "2026-11-17T00:00Z")]
    public void A_day_on_which_nobody_could_report_is_no_day_of_silence(string from, string to, string amber)
    {
        PassTime(from);
        _winter.Out(from, to);

        PassTime(London.At(amber).AddMilliseconds(-1).ToString("O"));
        Assert.Equal(Clear, _winter.LevelOf("elm", "silence"));

        PassTime(amber);
        Assert.Equal(Amber, _winter.LevelOf("elm", "silence"));
    }

    [Fact]
    public void What_had_been_said_before_an_outage_stands()
    {
        PassTime("2026-11-12T12:00Z");
        Assert.Equal(Amber, _winter.LevelOf("elm", "silence"));

        _winter.Out("2026-11-12T12:00Z", "2026-12-03T12:00Z");

        Assert.Equal(Amber, _winter.LevelOf("elm", "silence"));
        var raised = _winter.Tenant.Escalations.Values.Single(e => e.Trigger == "silence");
        Assert.True(raised is { IsOpen: true, StandDownProposed: false });
        Assert.Single(raised.Timeline, t => t.Event == "raised");
    }

    [Theory]
    [InlineData("2026-11-09T23:59:59.999Z", false)]
    [InlineData("2026-11-10T00:00Z", true)]
    public void Board_debt_and_completeness_agree_on_what_was_moved(string at, bool overdue)
    {
        PassTime("2026-11-08T10:00Z");
        _winter.Out("2026-11-08T10:00Z", "2026-11-08T10:30Z");
        PassTime(at);
        _winter.Out("2026-11-08T10:00Z", "2026-11-08T10:30Z", at);

        var (elm, now) = (_winter["elm"], London.At(at));
        var rules = _winter.Tenant.RulesOn(London.England.DateOf(now));
        var due = Debt.Now(elm, rules, now).Single(d => d.Measure.Key == "absent");
        Assert.Equal(overdue, elm.Overdue.Contains("absent"));
        Assert.Equal((London.At("2026-11-09T23:59:59Z"), London.At("2026-11-09T23:59:59Z") < now), (due.DueOn, due.IsOverdue(now)));
        Assert.Equal(
            "Due at the end of 9 November 2026 instead of 8 November 2026, because this service was out of order from 10:00 on 8 November to 10:30 on 8 November.",
            due.Moved(rules.Calendar));
        Assert.Equal(overdue, Owing.Of(rules, [elm], now).Providers.Any(p => p.Measures.Any(m => m.Measure == "absent")));
        var week = Completeness.Of(
            rules, [elm], Array.Empty<Received>().ToLookup(r => r.Provider), London.Day("2026-11-02"), London.Day("2026-11-08"), now);
        Assert.Equal(overdue, week.Measures.Any(m => m.Key == "absent"));
    }

    [Theory]
    [InlineData("2026-11-09T23:59:59.999Z", 1)]
    [InlineData("2026-11-10T00:00Z", 0)]
    public void A_return_is_on_time_by_the_moved_due(string received, int onTime)
    {
        _winter.Out("2026-11-08T10:00Z", "2026-11-08T10:30Z");
        var report = new Received("elm", London.At(received), London.At("2026-11-05T10:00Z"), ReceivedKind.Answers, ["absent"]);

        var week = Completeness.Of(
            _winter.Tenant.RulesOn(London.Day("2026-11-12")), [_winter["elm"]], new[] { report }.ToLookup(r => r.Provider),
            London.Day("2026-11-02"), London.Day("2026-11-08"), London.At("2026-11-12T10:00Z"));

        Assert.Equal(new Counts(1, onTime, 1 - onTime, 0, 0, 0), week.Measures.Single(m => m.Key == "absent").Value);
    }

    [Fact]
    public void An_outage_is_noted_once()
    {
        Assert.True(_winter.Out("2026-11-08T10:00Z", "2026-11-08T12:00Z"));
        var seq = _winter.Tenant.Seq;

        Assert.False(_winter.Out("2026-11-08T10:00Z", "2026-11-08T12:00Z"));
        Assert.False(_winter.Out("2026-11-08T10:00Z", "2026-11-08T12:15Z"));
        Assert.False(_winter.Out("2026-11-08T11:00Z", "2026-11-08T11:50Z", "2026-11-08T12:15Z"));
        Assert.Equal(seq, _winter.Tenant.Seq);
        Assert.Equal([new Outage(London.At("2026-11-08T10:00Z"), London.At("2026-11-08T12:00Z"))], _winter.Tenant.Outages);
    }

    [Fact]
    public void Of_an_outage_that_went_on_the_rest_is_noted()
    {
        _winter.Out("2026-11-08T10:00Z", "2026-11-08T12:00Z");

        Assert.True(_winter.Out("2026-11-08T10:00Z", "2026-11-08T12:15:00.001Z"));

        Assert.Equal(London.At("2026-11-08T12:00Z"), _winter.Tenant.Outages[^1].From);
    }

    [Fact]
    public void Who_has_no_plan_is_told_of_no_outage()
    {
        var tenant = new TenantState("new", London.England, _ => Small.Checklist());

        var (outcome, entry) = Desk.Take(
            tenant, new NoteOutage(new Outage(London.At("2026-11-08T10:00Z"), London.At("2026-11-09T10:00Z")), TimeSpan.Zero), London.At("2026-11-09T10:00Z"));

        Assert.True(outcome.IsAccepted);
        Assert.Null(entry);
    }

    [Fact]
    public void What_is_next_due_is_exactly_the_next_change_after_an_outage_too()
    {
        _winter.Out("2026-11-08T10:00Z", "2026-11-12T12:00Z");
        for (var i = 0; i < 40 && _winter["elm"].DueOn is { } due; i++)
        {
            var before = Packed.Position(_winter["elm"]);
            _winter.Tick(due.AddMilliseconds(-1).ToString("O"));
            Assert.Equal(before, Packed.Position(_winter["elm"]));

            _winter.Tick(due.ToString("O"));
            Assert.True(_winter["elm"].DueOn is null || _winter["elm"].DueOn > due);
        }
    }

    [Fact]
    public void An_item_that_a_provider_keeps_is_moved_as_answers_are()
    {
        var item = SmallChecklist.Item("round", null, Cadence.Week);
        var council = new Council("2026-10-01", item).Register().Tick("2026-11-08T10:00Z");
        Desk.Take(council.Tenant, new NoteOutage(new Outage(London.At("2026-11-08T10:00Z"), London.At("2026-11-08T10:30Z")), TimeSpan.Zero), London.At("2026-11-08T10:30Z"));
        var home = council.Tenant.Subjects[Council.Home];

        Assert.Equal(London.Day("2026-11-01"), LastDue("2026-11-09T23:59:59Z").Period!.Value.End);
        Assert.Equal((London.Day("2026-11-08"), London.At("2026-11-09T23:59:59Z")), (LastDue("2026-11-10T00:00Z").Period!.Value.End, LastDue("2026-11-10T00:00Z").On));
        Assert.Equal(London.At("2026-11-10T00:00Z"), Duties.NextOn(item, home, RulesAt("2026-11-09T10:00Z"), London.At("2026-11-09T10:00Z")));

        Deadline LastDue(string at) => Duties.LastDue(item, home, RulesAt(at), London.At(at))!;
        Domain.Plans.Rulebook RulesAt(string at) => council.Tenant.RulesOn(London.England.DateOf(London.At(at)));
    }

    [Fact]
    public void What_ended_more_than_four_hundred_days_ago_is_forgotten()
    {
        _winter.Out("2026-11-08T10:00Z", "2026-11-08T12:00Z");
        _winter.Out("2026-11-09T10:00Z", "2026-11-09T12:00Z");

        _winter.Out("2027-12-13T10:00Z", "2027-12-13T12:00:00.001Z");

        Assert.Equal(["2026-11-09", "2027-12-13"], _winter.Tenant.Outages.Select(o => o.To.ToString("yyyy-MM-dd", null)));
    }

    private void PassTime(string until)
    {
        while (_winter.Tenant.Subjects.Values.Min(s => s.DueOn) is { } next && next <= London.At(until))
        {
            _winter.Tick(next.ToString("O"));
        }

        _winter.Tick(until);
    }
}
