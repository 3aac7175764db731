using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Triggers;
using static Compliance.Domain.Checklists.TriggerLevel;
using static Compliance.Domain.Tests.Intake.Worded;

namespace Compliance.Domain.Tests.Intake;

/// <summary>A limit that must have been reached for some time. Answers to "absent" count for eight days.</summary>
public sealed class ForTests
{
    [Theory]
    [InlineData("2026-11-05T08:59:59.999Z", Clear)]
    [InlineData("2026-11-05T09:00:00.000Z", Amber)]
    public void It_fires_by_the_clock_alone_and_not_a_millisecond_early(string at, TriggerLevel expected)
    {
        var winter = Lasting(Hours(72));
        winter.Says("2026-11-02T09:00Z", ("absent", 5));

        Assert.Equal(expected, winter.Live(at).Level("long"));
    }

    [Fact]
    public void The_clock_is_set_to_the_very_instant_and_the_case_tells_of_it()
    {
        var winter = Lasting(Hours(72));
        winter.Says("2026-11-02T09:00Z", ("absent", 5));
        Assert.Equal(London.At("2026-11-05T09:00Z"), winter[Home].DueOn);

        winter.Live("2026-11-07T00:00Z");

        Assert.Equal(London.At("2026-11-05T09:00Z"), winter.State("long").Since);
        Assert.Equal((Amber, London.At("2026-11-05T09:00Z")), Assert.Single(winter.Fired("long").Select(f => (f.Level, f.KnownOn))));
        Assert.Equal("long: 5; amber from 5 for 72 hours", winter.Case("long")!.Summary);
    }

    [Theory]
    [InlineData(4, Clear)]
    [InlineData(5, Amber)]
    public void The_limit_itself_is_reached(int absent, TriggerLevel expected)
    {
        var winter = Lasting(Hours(72));
        winter.Says("2026-11-02T09:00Z", ("absent", absent));

        Assert.Equal(expected, winter.Live("2026-11-06T00:00Z").Level("long"));
    }

    [Fact]
    public void An_answer_below_the_limit_begins_the_time_anew()
    {
        var winter = Lasting(Hours(72));
        winter.Says("2026-11-02T09:00Z", ("absent", 5));
        winter.Says("2026-11-04T09:00Z", ("absent", 4));
        winter.Says("2026-11-04T10:00Z", ("absent", 6));

        Assert.Equal(Clear, winter.Live("2026-11-07T09:59:59.999Z").Level("long"));
        Assert.Equal(Amber, winter.Live("2026-11-07T10:00Z").Level("long"));
    }

    [Fact]
    public void It_fires_at_the_last_instant_at_which_its_answer_counts_and_not_after()
    {
        var (reached, missed) = (Lasting(Days(8)), Lasting(Hours(8 * 24 + 1)));
        foreach (var winter in new[] { reached, missed })
        {
            winter.Says("2026-11-02T09:00Z", ("absent", 5));
            winter.Live("2026-11-12T09:00Z");
        }

        Assert.Equal((Amber, Clear), (reached.Level("long"), missed.Level("long")));
    }

    [Theory]
    [InlineData(Gaps.Hold, "2026-11-13T08:59:59.999Z", Clear)]
    [InlineData(Gaps.Hold, "2026-11-13T09:00:00.000Z", Amber)]
    [InlineData(Gaps.Reset, "2026-11-20T09:00:00.000Z", Clear)]
    public void Time_in_which_nothing_counted_is_left_out_or_ends_it(Gaps gaps, string at, TriggerLevel expected)
    {
        // Stale on the 10th at nine, and two days on reported again.
        var winter = Lasting(Days(9), gaps);
        winter.Says("2026-11-02T09:00Z", ("absent", 5));
        winter.Says("2026-11-12T09:00Z", ("absent", 5));

        Assert.Equal(expected, winter.Live(at).Level("long"));
    }

    [Theory]
    [InlineData(Gaps.Hold, "2026-11-10T09:00Z")]
    [InlineData(Gaps.Reset, "2026-11-12T09:00Z")]
    public void After_a_gap_the_time_goes_on_or_is_counted_from_the_next_answer(Gaps gaps, string on)
    {
        var winter = Lasting(Days(4), gaps);
        winter.Says("2026-11-03T09:00Z", ("absent", 5));
        winter.Unknown("2026-11-05T09:00Z", "absent");
        winter.Says("2026-11-08T09:00Z", ("absent", 5));

        Assert.Equal(Clear, winter.Live(London.At(on).AddMilliseconds(-1).ToString("O")).Level("long"));
        Assert.Equal(Amber, winter.Live(on).Level("long"));
    }

    [Fact]
    public void An_answer_that_is_said_not_to_be_known_is_time_in_which_nothing_counts()
    {
        var winter = Lasting(Hours(72));
        winter.Says("2026-11-02T09:00Z", ("absent", 5));
        winter.Unknown("2026-11-03T09:00Z", "absent");
        Assert.Equal(Clear, winter.Live("2026-11-08T09:00Z").Level("long"));

        winter.Says("2026-11-08T09:00Z", ("absent", 5));

        Assert.Equal(Clear, winter.Live("2026-11-10T08:59:59.999Z").Level("long"));
        Assert.Equal(Amber, winter.Live("2026-11-10T09:00Z").Level("long"));
    }

    [Fact]
    public void No_change_neither_sustains_nor_clears()
    {
        var winter = Lasting(Days(10));
        winter.Says("2026-11-02T09:00Z", ("absent", 5));
        winter.Tells("2026-11-09T09:00Z", ReportKind.NoChange);

        Assert.Equal(Clear, winter.Live("2026-11-17T09:00Z").Level("long"));
        winter.Says("2026-11-17T09:00Z", ("absent", 5));

        // Eight days counted until the 10th, two more from the 17th.
        Assert.Equal(Clear, winter.Live("2026-11-19T08:59:59.999Z").Level("long"));
        Assert.Equal(Amber, winter.Live("2026-11-19T09:00Z").Level("long"));
        winter.Tells("2026-11-23T09:00Z", ReportKind.NoChange);
        Assert.Equal(Amber, winter.Level("long"));
    }

    // Christmas Day, a weekend and the bank holiday for Boxing Day do not count.
    [Theory]
    [InlineData("2026-12-24T10:00Z", 2, "2026-12-31T00:00Z")]
    // The last Sunday of October has twenty-five hours, the last of March twenty-three; Good Friday and Easter Monday do not count.
    [InlineData("2026-10-23T09:00Z", 1, "2026-10-27T00:00Z")]
    [InlineData("2027-03-25T09:00Z", 1, "2027-03-30T23:00Z")]
    public void Working_days_pass_wholly_by_the_local_calendar(string asAt, int days, string on)
    {
        var winter = Lasting(WorkingDays(days));
        winter.Says(asAt, ("absent", 5));

        Assert.Equal(Clear, winter.Live(London.At(on).AddMilliseconds(-1).ToString("O")).Level("long"));
        Assert.Equal(Amber, winter.Live(on).Level("long"));
    }

    [Theory]
    [InlineData("2026-10-26T08:59:59.999Z", Clear)]
    [InlineData("2026-10-26T09:00:00.000Z", Amber)]
    public void A_day_is_twenty_four_hours_when_the_clocks_change_too(string at, TriggerLevel expected)
    {
        var winter = Lasting(Days(3));
        winter.Says("2026-10-23T09:00Z", ("absent", 5));

        Assert.Equal(expected, winter.Live(at).Level("long"));
    }

    [Theory]
    [InlineData("2026-11-05T08:59:59.999Z")]
    [InlineData("2026-11-05T09:00:00.000Z")]
    public void A_late_report_of_better_days_folds_a_rise_away_and_says_so(string asAt)
    {
        var winter = Lasting(Hours(72));
        winter.Says("2026-11-02T09:00Z", ("absent", 5));
        winter.Live("2026-11-06T09:00Z");
        var fired = Assert.Single(winter.Fired("long"));
        winter.Acts("2026-11-06T10:00Z", Domain.Escalations.CaseAction.Acknowledge, "long");

        winter.Late("2026-11-06T11:00Z", asAt, ("absent", 1));

        Assert.Equal(Clear, winter.Level("long"));
        Assert.Equal(FiringMark.WouldNotHaveFired, winter.Tenant.Changes.Marks[("long", Home, fired.Seq)]);
        var told = Assert.Single(winter.Case("long")!.Timeline, e => e.Event == "cause-corrected");
        Assert.Equal(["lead", "authority-lead"], told.Told);
    }

    [Fact]
    public void A_late_report_from_after_the_rise_leaves_the_firing_as_it_was()
    {
        var winter = Lasting(Hours(72));
        winter.Says("2026-11-02T09:00Z", ("absent", 5));
        winter.Live("2026-11-06T09:00Z");

        winter.Late("2026-11-06T11:00Z", "2026-11-05T09:00:00.001Z", ("absent", 1));

        Assert.Equal(Clear, winter.Level("long"));
        Assert.Empty(winter.Tenant.Changes.Marks);
    }

    [Fact]
    public void A_late_report_that_says_the_same_leaves_the_firing_as_it_was()
    {
        var winter = Lasting(Hours(72));
        winter.Says("2026-11-02T09:00Z", ("absent", 5));
        winter.Live("2026-11-06T09:00Z");

        winter.Late("2026-11-06T11:00Z", "2026-11-03T09:00Z", ("absent", 6));
        winter.Says("2026-11-06T12:00Z", ("absent", 1));
        winter.Late("2026-11-06T13:00Z", "2026-11-04T09:00Z", ("absent", 6));

        Assert.Empty(winter.Tenant.Changes.Marks);
        Assert.Single(winter.Fired("long"));
        Assert.Equal(Clear, winter.Level("long"));
    }

    [Fact]
    public void A_correction_that_takes_the_cause_away_marks_what_time_made_fire_though_it_is_over()
    {
        var winter = Lasting(Hours(72));
        var id = winter.Says("2026-11-02T09:00Z", ("absent", 5));
        winter.Says("2026-11-06T09:00Z", ("absent", 1));
        var fired = Assert.Single(winter.Fired("long"));

        winter.Corrects(id, "2026-11-06T11:00Z", ("absent", 2));

        Assert.Equal(FiringMark.WouldNotHaveFired, winter.Tenant.Changes.Marks[("long", Home, fired.Seq)]);
    }

    [Fact]
    public void Of_two_rises_the_one_that_was_corrected_away_is_marked_and_no_other()
    {
        var winter = Lasting(Hours(72));
        var id = winter.Says("2026-11-02T09:00Z", ("absent", 5));
        winter.Says("2026-11-06T09:00Z", ("absent", 1));
        winter.Says("2026-11-09T09:00Z", ("absent", 5));
        winter.Says("2026-11-13T09:00Z", ("absent", 1));
        Assert.Equal(2, winter.Fired("long").Count);

        winter.Corrects(id, "2026-11-13T11:00Z", ("absent", 2));

        Assert.Equal([("long", Home, winter.Fired("long")[0].Seq)], winter.Tenant.Changes.Marks.Keys);
    }

    [Fact]
    public void A_rise_that_time_would_have_made_and_that_is_over_is_recorded_as_discovered_late()
    {
        var winter = Lasting(Hours(72));
        winter.Says("2026-11-02T09:00Z", ("absent", 1));
        winter.Says("2026-11-09T09:00Z", ("absent", 1));

        winter.Late("2026-11-10T09:00Z", "2026-11-03T09:00Z", ("absent", 5));

        Assert.Equal((Amber, FiringMark.DiscoveredLate), Assert.Single(winter.Fired("long").Select(f => (f.Level, f.Mark!.Value))));
        Assert.Equal(Clear, winter.Level("long"));
    }

    [Fact]
    public void A_late_beginning_lets_the_time_be_over_already()
    {
        var winter = Lasting(Hours(72));
        winter.Says("2026-11-05T09:00Z", ("absent", 5));

        winter.Late("2026-11-05T10:00Z", "2026-11-02T10:00Z", ("absent", 5));

        Assert.Equal(Amber, winter.Level("long"));
        Assert.Equal(London.At("2026-11-05T10:00Z"), winter.State("long").Since);
    }

    [Fact]
    public void The_floor_must_be_known_for_the_time_to_count()
    {
        // What is counted for the floor is asked every day and counts for two.
        var winter = Under(Of("long", Absent, Small.AtLeast(Amber, 5, null) with { For = Hours(72) }) with { AndAtLeast = new CountFloor("count", 3) });
        winter.Says("2026-11-02T09:00Z", ("absent", 5), ("count", 3));
        Assert.Equal(Clear, winter.Live("2026-11-07T09:00Z").Level("long"));

        winter.Says("2026-11-07T09:00Z", ("count", 3));

        Assert.Equal(Clear, winter.Live("2026-11-08T08:59:59.999Z").Level("long"));
        Assert.Equal(Amber, winter.Live("2026-11-08T09:00Z").Level("long"));
    }

    [Fact]
    public void Each_level_has_a_time_of_its_own()
    {
        var winter = Under(Of("long", Absent, Small.AtLeast(Amber, 5, null) with { For = Hours(24) }, Small.AtLeast(Red, 8, null) with { For = Hours(48) }));
        winter.Says("2026-11-02T09:00Z", ("absent", 5));
        Assert.Equal(Amber, winter.Live("2026-11-03T09:00Z").Level("long"));
        winter.Says("2026-11-03T10:00Z", ("absent", 8));

        Assert.Equal(Amber, winter.Live("2026-11-05T09:59:59.999Z").Level("long"));
        Assert.Equal(Red, winter.Live("2026-11-05T10:00Z").Level("long"));
        Assert.Equal([Amber, Red], winter.Fired("long").Select(f => f.Level));
    }

    [Fact]
    public void Outside_its_plan_time_makes_nothing_rise()
    {
        var winter = Lasting(Hours(72));
        winter.Says("2027-03-30T09:00Z", ("absent", 5));

        Assert.Equal(Clear, winter.Live("2027-04-10T09:00Z").Level("long"));
    }

    private static Winter Lasting(Span span, Gaps gaps = Gaps.Hold) =>
        Under(Of("long", Absent, Small.AtLeast(Amber, 5, null) with { For = span }) with { Gaps = gaps });
}
