using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Subjects;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Tests.Intake;

public sealed class TimelineTests
{
    private readonly Winter _winter = new();

    public TimelineTests() => _winter.Join("elm");

    [Fact]
    public void A_late_report_is_put_in_its_place_and_newer_beliefs_stay()
    {
        _winter.Report("elm", "2026-11-11T09:00Z", 40, 4);
        Assert.Equal(TriggerLevel.Clear, _winter.LevelOf("elm"));

        _winter.Report("elm", "2026-11-12T09:00Z", 40, 5, asAt: "2026-11-04T09:00Z");

        Assert.Equal(TriggerLevel.Amber, _winter.LevelOf("elm"));
        Assert.Equal(4, _winter["elm"].BeliefOf("absent")!.Value.Answer.Value);
        Assert.Equal((TriggerLevel.Amber, _winter.Tenant.Seq), Assert.Single(_winter.Tenant.Changes.Firings.Select(f => (f.Level, f.Seq))));
    }

    [Fact]
    public void A_red_that_is_over_before_it_is_known_is_recorded_as_discovered_late()
    {
        _winter.Report("elm", "2026-11-11T09:00Z", 40, 1);

        _winter.Report("elm", "2026-11-12T09:00Z", 40, 10, asAt: "2026-11-04T09:00Z");

        Assert.Equal(TriggerLevel.Clear, _winter.LevelOf("elm"));
        Assert.Equal((TriggerLevel.Red, FiringMark.DiscoveredLate), Assert.Single(_winter.Tenant.Changes.Firings.Select(f => (f.Level, f.Mark!.Value))));
        Assert.True(Assert.Single(_winter.Tenant.Escalations.Values).StandDownProposed);
    }

    [Fact]
    public void A_correction_that_takes_the_cause_away_marks_the_firing_and_a_second_one_marks_its_own()
    {
        var id = _winter.Report("elm", "2026-11-11T09:00Z", 40, 10);
        var first = Assert.Single(_winter.Tenant.Changes.Firings);
        _winter.Correct("elm", id, "2026-11-11T10:00Z", absent: 1);
        Assert.Equal(FiringMark.WouldNotHaveFired, _winter.Tenant.Changes.Marks[("absence", "elm", first.Seq)]);

        _winter.Correct("elm", id, "2026-11-11T11:00Z", absent: 10);
        var second = _winter.Tenant.Changes.Firings[^1];
        _winter.Correct("elm", id, "2026-11-11T12:00Z", absent: 2);

        Assert.Equal(FiringMark.WouldNotHaveFired, _winter.Tenant.Changes.Marks[("absence", "elm", second.Seq)]);
    }

    [Fact]
    public void A_correction_that_changes_nothing_marks_nothing()
    {
        var id = _winter.Report("elm", "2026-11-11T09:00Z", 40, 10);

        _winter.Correct("elm", id, "2026-11-11T10:00Z", absent: 11);

        Assert.Empty(_winter.Tenant.Changes.Marks);
        Assert.Single(_winter.Tenant.Changes.Firings);
    }

    [Fact]
    public void A_correction_of_an_older_report_refolds_what_came_after_it()
    {
        var id = _winter.Report("elm", "2026-11-04T09:00Z", 40, 1);
        _winter.Report("elm", "2026-11-11T09:00Z", 40, 4);

        _winter.Correct("elm", id, "2026-11-12T09:00Z", absent: 4);

        Assert.Equal(TriggerLevel.Amber, _winter.LevelOf("elm"));
        Assert.Equal(London.At("2026-11-11T09:00Z"), _winter["elm"].BeliefOf("absent")!.Value.AsAt);
    }

    [Fact]
    public void Of_the_same_instant_the_later_entry_counts_and_a_corrected_one_before_all()
    {
        var id = _winter.Report("elm", "2026-11-11T10:00Z", 40, 1, asAt: "2026-11-11T09:00Z");
        _winter.Report("elm", "2026-11-11T11:00Z", 40, 2, asAt: "2026-11-11T09:00Z");
        Assert.Equal(2, _winter["elm"].BeliefOf("absent")!.Value.Answer.Value);

        _winter.Correct("elm", id, "2026-11-11T12:00Z", absent: 3);
        Assert.Equal(3, _winter["elm"].BeliefOf("absent")!.Value.Answer.Value);
        _winter.Report("elm", "2026-11-11T13:00Z", 40, 4, asAt: "2026-11-11T09:00Z");
        Assert.Equal(3, _winter["elm"].BeliefOf("absent")!.Value.Answer.Value);
    }

    [Fact]
    public void Two_orders_of_arrival_end_in_the_same_beliefs_and_levels()
    {
        var reports = Enumerable.Range(0, 12)
            .Select(i => (AsAt: London.At("2026-10-19T09:00Z").AddDays(i * 3).ToString("O"), Absent: i * 7 % 11, Employed: i % 3 == 0 ? 40 : (int?)null)).ToList();
        var random = new Random(7);
        for (var i = 0; i < 20; i++)
        {
            var (forward, shuffled) = (new Winter(), new Winter());
            foreach (var (winter, order) in new[] { (forward, reports), (shuffled, reports.OrderBy(_ => random.Next()).ToList()) })
            {
                winter.Join("elm");
                order.ForEach(r => winter.Send(
                    "elm", "2026-11-24T09:00Z", Winter.Staff(r.Employed, r.Absent), r.AsAt, null, "absent"));
            }

            Assert.Equal(Known(forward["elm"]), Known(shuffled["elm"]));
        }

    }

    [Fact]
    public void Trimming_the_window_changes_nothing_that_is_believed()
    {
        for (var i = 0; i < 25; i++)
        {
            _winter.Report("elm", London.At("2026-10-02T09:00Z").AddDays(i * 7).ToString("O"), 40, i * 5 % 13);
        }

        var elm = _winter["elm"];
        Assert.True(elm.Points.Count < 18 && elm.Base.Beliefs.Count == 2);
        var whole = new SubjectState("elm") { Membership = elm.Membership };
        whole.Points.AddRange(Enumerable.Range(0, 25).Select(i => new Point(
            London.At("2026-10-02T09:00Z").AddDays(i * 7), i + 3, 1,
            [new("employed", Domain.Reporting.Answer.Count(40), i + 3), new("absent", Domain.Reporting.Answer.Count(i * 5 % 13), i + 3)], [])));
        Timeline.Refold(whole, _winter.Tenant.RulesOn(London.Day("2027-03-19")));

        Assert.Equal(whole.StateOf("absence").Level, elm.StateOf("absence").Level);
        Assert.Equal(whole.StateOf("absence").Runs, elm.StateOf("absence").Runs);
        Assert.Equal(whole.BeliefOf("absent")!.Value with { Seq = 0 }, elm.BeliefOf("absent")!.Value with { Seq = 0 });
    }

    [Fact]
    public void What_leaves_the_window_as_a_late_report_comes_marks_no_firing()
    {
        _winter.Report("elm", "2026-10-05T09:00Z", 40, 10);
        _winter.Report("elm", "2027-01-04T09:00Z", 40, 10);

        _winter.Report("elm", "2027-01-06T09:00Z", 40, 10, asAt: "2026-12-30T09:00Z");

        Assert.Equal(2, _winter["elm"].Points.Count);
        Assert.Empty(_winter.Tenant.Changes.Marks);
    }

    [Fact]
    public void The_oldest_report_of_a_full_window_can_be_corrected()
    {
        var ids = Enumerable.Range(0, SubjectState.WindowReports)
            .Select(i => _winter.Report("elm", London.At("2026-11-02T09:00Z").AddHours(i).ToString("O"), 40, 1)).ToList();

        _winter.Correct("elm", ids[0], "2026-11-12T09:00Z", absent: 10);

        Assert.Equal((SubjectState.WindowReports, 2), (_winter["elm"].Points.Count, _winter["elm"].Points[0].Revision));
    }

    [Fact]
    public void A_window_is_trimmed_before_it_grows_without_end()
    {
        for (var i = 0; i < 3 * SubjectState.WindowReports; i++)
        {
            _winter.Report("elm", London.At("2026-11-02T09:00Z").AddHours(i).ToString("O"), 40, 1);
        }

        Assert.InRange(_winter["elm"].Window.Count, SubjectState.WindowReports, SubjectState.WindowReports * 3 / 2);
    }

    [Fact]
    public void A_late_report_from_before_a_full_window_overrides_nothing_newer()
    {
        for (var i = 0; i <= SubjectState.WindowReports * 3 / 2; i++)
        {
            _winter.Report("elm", London.At("2026-11-02T09:00Z").AddHours(i).ToString("O"), 40, 1);
        }

        _winter.Report("elm", "2026-11-12T09:00Z", 40, 10, asAt: "2026-11-02T08:00Z");

        Assert.Equal(1, _winter["elm"].BeliefOf("absent")!.Value.Answer.Value);
        Assert.Equal(1, _winter["elm"].Base.Beliefs["absent"].Answer.Value);
        Assert.Equal(TriggerLevel.Clear, _winter.LevelOf("elm"));
    }

    [Fact]
    public void A_level_switched_off_falls_to_the_next_lower_one_and_closes_no_case()
    {
        // By then the report that fired has left the window.
        _winter.Report("elm", "2026-10-02T09:00Z", 40, 10);
        _winter.Report("elm", "2027-01-25T09:00Z", 40);

        var adopted = _winter.Adopt(
            "2026-10-01", "2027-03-31", 1, "2027-01-26T09:00Z",
            new Plans.Override("absence", TriggerLevel.Red, null, null, null, null, true, "Not wanted"),
            new Plans.Override("widespread", null, null, null, null, null, true, "Not wanted"));
        Assert.True(adopted.IsAccepted);

        Assert.True(Assert.Single(_winter.Tenant.Escalations.Values, e => e.Trigger == "absence").IsOpen);
        Assert.NotEqual(TriggerLevel.Red, _winter.LevelOf("elm"));
    }

    private static string Known(SubjectState s) => string.Join(
        ';', s.Beliefs.Select(b => $"{b.Key}={b.Value.Answer}@{b.Value.AsAt:O}").Order()
            .Concat(s.Triggers.Select(t => $"{t.Key}={t.Value.Level}:{string.Join(',', t.Value.Runs)}:{t.Value.Value}").Order()));
}
