using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Triggers;
using static Compliance.Domain.Checklists.TriggerLevel;
using static Compliance.Domain.Tests.Intake.Worded;

namespace Compliance.Domain.Tests.Intake;

/// <summary>By how much an answer has risen or fallen since an earlier period.</summary>
public sealed class ChangeTests
{
    [Theory]
    [InlineData(false, 4, 8, Clear)]
    [InlineData(false, 4, 9, Amber)]
    [InlineData(false, 9, 4, Clear)]
    [InlineData(true, 9, 5, Clear)]
    [InlineData(true, 9, 4, Amber)]
    [InlineData(true, 4, 9, Clear)]
    public void In_its_own_unit_since_the_period_before(bool falls, int before, int now, TriggerLevel expected) =>
        Assert.Equal(expected, Weeks(Moved(Absent, 5, falls), before, now).Level("moved"));

    [Theory]
    [InlineData(10, 14, Clear)]
    [InlineData(10, 15, Amber)]
    [InlineData(3, 4, Clear)]
    [InlineData(2, 3, Amber)]
    [InlineData(0, 9, Clear)]
    public void In_percent_of_what_it_was(int before, int now, TriggerLevel expected) =>
        Assert.Equal(expected, Weeks(Moved(Absent, 50, unit: ChangeUnit.Percent), before, now).Level("moved"));

    // Of forty: four is ten percent, six fifteen, seven seventeen and a half.
    [Theory]
    [InlineData(ChangeUnit.Units, 5, 4, 5, Clear)]
    [InlineData(ChangeUnit.Units, 5, 4, 6, Amber)]
    [InlineData(ChangeUnit.Percent, 50, 4, 5, Clear)]
    [InlineData(ChangeUnit.Percent, 50, 4, 6, Amber)]
    public void Of_a_percentage_in_points_or_in_percent(ChangeUnit unit, int limit, int before, int now, TriggerLevel expected)
    {
        var winter = Under(Moved(Share, limit, unit: unit));
        winter.Says("2026-11-02T09:00Z", ("employed", 40), ("absent", before));
        winter.Says("2026-11-09T09:00Z", ("absent", now));

        Assert.Equal(expected, winter.Level("moved"));
    }

    [Theory]
    [InlineData(4, Clear)]
    [InlineData(5, Amber)]
    public void A_percentage_is_compared_by_what_it_was_part_of_then(int now, TriggerLevel expected)
    {
        // Four of forty were ten percent; of twenty employed since, four are twenty and five are twenty-five.
        var winter = Under(Moved(Share, 15));
        winter.Says("2026-11-02T09:00Z", ("employed", 40), ("absent", 4));
        winter.Says("2026-11-09T09:00Z", ("employed", 20), ("absent", now));

        Assert.Equal(expected, winter.Level("moved"));
    }

    [Fact]
    public void A_part_of_what_was_given_earlier_in_the_same_month_is_known_though_that_was_given_anew_since()
    {
        var winter = Under(Moved(Share, 15));
        winter.Says("2026-11-02T08:00Z", ("employed", 40));
        winter.Says("2026-11-02T09:00Z", ("absent", 4));
        winter.Says("2026-11-09T08:00Z", ("employed", 20));

        winter.Says("2026-11-09T09:00Z", ("absent", 5));

        Assert.Equal(Amber, winter.Level("moved"));
    }

    [Fact]
    public void Without_an_answer_for_the_period_before_nothing_is_known()
    {
        var winter = Under(Moved(Absent, 5));
        winter.Says("2026-11-02T09:00Z", ("absent", 1));
        winter.Says("2026-11-16T09:00Z", ("absent", 9));

        Assert.Equal(Clear, winter.Level("moved"));
        Assert.Equal(["absent"], winter.State("moved").Unknown);
        Assert.Equal(
            "There is no answer to `absent` for the period before, so amber can be neither reached nor ruled out.", Why(winter));
    }

    [Fact]
    public void Of_nothing_no_percentage_is_known_and_that_shows()
    {
        var winter = Weeks(Moved(Absent, 50, unit: ChangeUnit.Percent), 0, 9);

        Assert.Equal(["absent"], winter.State("moved").Unknown);
        Assert.Equal(
            "`absent` was 0 for the period before, and of nothing there is no percentage, so amber can be neither reached nor ruled out.", Why(winter));
    }

    [Fact]
    public void A_share_that_was_one_of_nothing_is_told_from_one_that_is_now()
    {
        var winter = Under(Moved(Share, 15));
        winter.Says("2026-11-02T09:00Z", ("absent", 0), ("employed", 0));
        winter.Says("2026-11-09T09:00Z", ("absent", 4), ("employed", 40));
        Assert.Equal("`employed` was 0 for the period before, and there is no share of nothing, so amber can be neither reached nor ruled out.", Why(winter));

        winter.Says("2026-11-16T09:00Z", ("absent", 0), ("employed", 0));
        Assert.Equal("`employed` is 0, and there is no share of nothing, so amber can be neither reached nor ruled out.", Why(winter));
    }

    [Fact]
    public void What_was_said_to_be_unknown_then_is_not_known()
    {
        var winter = Under(Moved(Absent, 50, unit: ChangeUnit.Percent));
        winter.Live("2026-11-02T09:00Z").Send(Home, "2026-11-02T09:00Z", [new GivenReading("absent", Unknown: true)]);
        winter.Says("2026-11-09T09:00Z", ("absent", 4));

        Assert.Equal("What `absent` was for the period before is not known, so amber can be neither reached nor ruled out.", Why(winter));
    }

    [Fact]
    public void Silence_does_not_clear_a_rise_and_a_steady_week_does()
    {
        var winter = Weeks(Moved(Absent, 5), 1, 9);
        Assert.Equal(Amber, winter.Live("2026-11-30T09:00Z").Level("moved"));

        winter.Says("2026-11-30T10:00Z", ("absent", 9));
        Assert.Equal(Amber, winter.Level("moved"));
        winter.Says("2026-12-07T10:00Z", ("absent", 9));

        Assert.Equal(Clear, winter.Level("moved"));
    }

    [Fact]
    public void Several_words_in_a_period_the_last_counts_on_both_sides()
    {
        var winter = Under(Moved(Absent, 5));
        winter.Says("2026-11-02T09:00Z", ("absent", 1));
        winter.Says("2026-11-03T09:00Z", ("absent", 6));
        winter.Says("2026-11-09T09:00Z", ("absent", 9));
        Assert.Equal(Clear, winter.Level("moved"));

        winter.Says("2026-11-10T09:00Z", ("absent", 11));
        Assert.Equal(Amber, winter.Level("moved"));
    }

    [Fact]
    public void A_corrected_or_late_answer_of_the_period_before_counts()
    {
        var winter = Under(Moved(Absent, 5));
        var id = winter.Says("2026-11-02T09:00Z", ("absent", 5));
        winter.Says("2026-11-09T09:00Z", ("absent", 9));
        Assert.Equal(Clear, winter.Level("moved"));

        winter.Corrects(id, "2026-11-10T09:00Z", ("absent", 4));
        Assert.Equal(Amber, winter.Level("moved"));
        winter.Late("2026-11-10T10:00Z", "2026-11-04T09:00Z", ("absent", 6));

        Assert.Equal(Clear, winter.Level("moved"));
        Assert.Equal(FiringMark.WouldNotHaveFired, Assert.Single(winter.Tenant.Changes.Marks).Value);
    }

    [Theory]
    [InlineData(8, Clear)]
    [InlineData(9, Amber)]
    public void Since_the_same_week_a_year_before(int now, TriggerLevel expected)
    {
        var winter = Long(Moved(Absent, 5, since: Since.LastYear));
        winter.Says("2026-11-04T09:00Z", ("absent", 4));
        winter.Says("2026-11-11T09:00Z", ("absent", 1));

        winter.Says("2027-11-03T09:00Z", ("absent", now));

        Assert.Equal(expected, winter.Level("moved"));
    }

    [Theory]
    [InlineData("2027-11-01T00:00Z", Amber)]
    [InlineData("2027-11-30T23:59Z", Amber)]
    [InlineData("2027-12-01T00:00Z", Clear)]
    public void Since_the_same_month_a_year_before(string at, TriggerLevel expected)
    {
        var winter = Long(Moved(new TriggerValue.Reading("beds"), 5, since: Since.LastYear));
        winter.Says("2026-11-30T09:00Z", ("beds", 4));

        winter.Says(at, ("beds", 9));

        Assert.Equal(expected, winter.Level("moved"));
    }

    [Theory]
    [InlineData(8, Clear)]
    [InlineData(9, Amber)]
    public void Since_a_baseline_however_long_ago(int now, TriggerLevel expected)
    {
        var winter = Long(Moved(Absent, 5, since: Since.Baseline, baseline: "start"), new Baseline("start", "Start", London.Day("2026-11-04")));
        winter.Says("2026-11-06T09:00Z", ("absent", 4));
        for (var week = 1; week < 90; week++)
        {
            winter.Says(London.At("2026-11-06T09:00Z").AddDays(7 * week).ToString("O"), ("absent", 6));
        }

        winter.Says("2028-08-01T09:00Z", ("absent", now));

        Assert.Equal(expected, winter.Level("moved"));
        Assert.True(winter[Home].Known.History.All["absent"].Count < 14, "The history is longer than it need be.");
    }

    [Fact]
    public void What_divided_at_a_baseline_is_kept_with_it()
    {
        var winter = Long(Moved(Share, 10, since: Since.Baseline, baseline: "start"), new Baseline("start", "Start", London.Day("2026-11-02")));
        winter.Says("2026-11-06T08:00Z", ("employed", 40));
        winter.Says("2026-11-06T09:00Z", ("absent", 4));
        for (var day = 3; day < 300; day += 3)
        {
            winter.Says(London.At("2026-11-06T09:00Z").AddDays(day).ToString("O"), ("employed", 20), ("absent", 2));
        }

        Assert.Equal(Clear, winter.Level("moved"));
        winter.Says("2027-09-06T09:00Z", ("absent", 4));
        Assert.Equal(Amber, winter.Level("moved"));
    }

    [Fact]
    public void A_window_that_overflows_loses_nothing_that_a_change_needs()
    {
        // Six reports a day: the week before has long left the window of a hundred reports.
        var winter = Under(Moved(Absent, 5));
        for (var hour = 0; hour < 24 * 9; hour += 2)
        {
            winter.Says(London.At("2026-11-02T08:00Z").AddHours(hour).ToString("O"), ("absent", hour < 2 ? 1 : 2));
        }

        for (var hour = 0; hour < 200; hour++)
        {
            winter.Says(London.At("2026-11-11T09:00Z").AddMinutes(hour).ToString("O"), ("absent", 6));
        }

        Assert.True(winter[Home].Points[0].AsAt > London.At("2026-11-09T00:00Z"));
        Assert.Equal(Clear, winter.Level("moved"));
        winter.Says("2026-11-11T18:00Z", ("absent", 7));
        Assert.Equal(Amber, winter.Level("moved"));
    }

    [Fact]
    public void A_late_answer_from_before_an_overflown_window_is_remembered_for_its_period()
    {
        var winter = Under(Moved(Absent, 5));
        for (var minute = 0; minute < 200; minute++)
        {
            winter.Says(London.At("2026-11-11T09:00Z").AddMinutes(minute).ToString("O"), ("absent", 6));
        }

        winter.Late("2026-11-11T18:00Z", "2026-11-04T09:00Z", ("absent", 1));
        winter.Says("2026-11-11T19:00Z", ("absent", 6));

        Assert.Equal(Amber, winter.Level("moved"));
    }

    [Fact]
    public void What_is_remembered_and_what_is_on_its_way_survive_packing()
    {
        var winter = Under(
            Moved(Share, 5), Of("long", Absent, Small.AtLeast(Amber, 5, 3) with { For = Hours(72), HoldFor = Hours(24) }),
            Of("often", Absent, Small.AtLeast(Amber, 5, 3) with { Periods = 2, OfLast = 4 }));
        for (var week = 0; week < 30; week++)
        {
            winter.Says(London.At("2026-10-05T09:00Z").AddDays(week * 5).ToString("O"), ("employed", 40 + week), ("absent", week * 7 % 11));
        }

        var elm = winter[Home];
        var read = Packed.Read(Home, Packed.Position(elm), Packed.Window(elm));

        Assert.Equal(Packed.Position(elm), Packed.Position(read));
        Assert.Equal(Packed.Window(elm), Packed.Window(read));
        Assert.Equal(elm.Known.History.All["absent"], read.Known.History.All["absent"]);
        Assert.Equal(elm.Base.History.All["employed"], read.Base.History.All["employed"]);
        Assert.Equal(elm.State("long"), read.State("long"));
        Assert.Equal(elm.State("often"), read.State("often"));
        Timeline.Refold(read, winter.Rules());
        Assert.Equal(elm.State("moved"), read.State("moved"));
    }

    [Fact]
    public void Of_measures_whose_change_nobody_looks_at_nothing_is_remembered()
    {
        var winter = Under(Moved(Absent, 5));
        winter.Says("2026-11-02T09:00Z", ("employed", 40), ("absent", 4), ("masks", 3));

        Assert.Equal(["absent"], winter[Home].Known.History.All.Keys);
    }

    [Fact]
    public void A_nil_report_is_no_rise_and_after_it_everything_is_one()
    {
        var winter = Weeks(Moved(Absent, 5), 1, 9);
        winter.Tells("2026-11-16T09:00Z", ReportKind.Nil);
        Assert.Equal(Clear, winter.Level("moved"));

        winter.Says("2026-11-23T09:00Z", ("absent", 5));
        Assert.Equal(Amber, winter.Level("moved"));
    }

    [Fact]
    public void Its_sentences_say_since_when()
    {
        var winter = Weeks(Moved(Absent, 5), 1, 9);
        Assert.Equal("moved: up by 8 since the period before; amber from 5", winter.Case("moved")!.Summary);
        winter = Weeks(Moved(Share, 5), 2, 9, employed: 40);
        Assert.Equal("moved: up by 17.5 points since the period before; amber from 5 points", winter.Case("moved")!.Summary);
        winter = Weeks(Moved(Absent, 50, true, ChangeUnit.Percent), 8, 2);
        Assert.Equal("moved: down by 75 % since the period before; amber from 50 %", winter.Case("moved")!.Summary);
        winter = Weeks(Moved(Absent, 5), 9, 2);
        Assert.Equal("down by 7 since the period before is below amber's 5.", Why(winter));
    }

    private static string Why(Winter winter) => Assert.Single(
        WhyNot.Of(winter.Rules().RuleOf("moved")!.Trigger, winter.State("moved"), winter.Seen("moved"), London.England)).Sentence;

    private static Trigger Moved(
        TriggerValue of, long limit, bool falls = false, ChangeUnit unit = ChangeUnit.Units, Since since = Since.PreviousPeriod, string? baseline = null) =>
        Of("moved", new TriggerValue.Change(of, falls, since, baseline, unit), Small.AtLeast(Amber, limit, null));

    private static Winter Long(Trigger trigger, params Baseline[] baselines)
    {
        var winter = Under([], baselines, trigger);
        Assert.True(winter.Adopt("2026-10-01", "2027-06-30", 1).IsAccepted);
        foreach (var season in new[] { 2027, 2028 })
        {
            var set = new SetPlan("lead", winter.Checklist, season, new DateOnly(season, 7, 1), new DateOnly(season + 1, 6, 30), [], null);
            Assert.True(winter.Take(set, London.At("2026-09-01T10:00Z")).IsAccepted);
        }

        return winter;
    }

    private static Winter Weeks(Trigger trigger, int before, int now, int? employed = null)
    {
        var winter = Under(trigger);
        if (employed is { } staff)
        {
            winter.Says("2026-11-02T08:00Z", ("employed", staff));
        }

        winter.Says("2026-11-02T09:00Z", ("absent", before));
        winter.Says("2026-11-09T09:00Z", ("absent", now));
        return winter;
    }
}

file static class States
{
    public static string State(this SubjectState subject, string trigger) => System.Text.Encoding.UTF8.GetString(Domain.Journal.Canonical.Write(subject.StateOf(trigger)));
}
