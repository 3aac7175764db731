using Compliance.Domain.Checklists;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Triggers;
using static Compliance.Domain.Checklists.TriggerLevel;
using static Compliance.Domain.Tests.Intake.Worded;

namespace Compliance.Domain.Tests.Intake;

/// <summary>So many of the last periods: three of five weeks from five absent, unless said otherwise.</summary>
public sealed class OfLastTests
{
    // One value a week; -1 is a week without a report.
    [Theory]
    [InlineData(Gaps.Hold, Clear, 5, 5)]
    [InlineData(Gaps.Hold, Amber, 5, 5, 5)]
    [InlineData(Gaps.Hold, Amber, 5, 4, 5, 4, 5)]
    [InlineData(Gaps.Hold, Clear, 5, 4, 4, 5, 4, 5)]
    [InlineData(Gaps.Hold, Clear, 4, 5, 4, 4, 5)]
    [InlineData(Gaps.Hold, Amber, 5, -1, -1, 5, -1, 5)]
    [InlineData(Gaps.Reset, Clear, 5, -1, -1, 5, -1, 5)]
    [InlineData(Gaps.Reset, Amber, 5, -1, 5, -1, 5)]
    public void It_fires_when_enough_of_the_last_reached_it(Gaps gaps, TriggerLevel expected, params int[] weeks) =>
        Assert.Equal(expected, Reported(Winter(gaps), weeks).Level("often"));

    [Fact]
    public void A_level_reached_stays_until_a_value_clears_it()
    {
        var winter = Reported(Winter(Gaps.Hold), 5, 5, 5);
        Assert.Equal(Amber, winter.Level("often"));

        winter.Says("2026-11-23T09:00Z", ("absent", 4));
        Assert.Equal(Clear, winter.Level("often"));
        Assert.Equal(3, winter.State("often").RunOf(Amber).Count);
    }

    [Fact]
    public void Several_reports_in_a_period_count_once_and_the_last_word_counts()
    {
        var winter = Winter(Gaps.Hold);
        winter.Says("2026-11-02T09:00Z", ("absent", 5));
        winter.Says("2026-11-03T09:00Z", ("absent", 6));
        winter.Says("2026-11-04T09:00Z", ("absent", 7));
        Assert.Equal((Clear, 1), (winter.Level("often"), winter.State("often").RunOf(Amber).Count));

        winter.Says("2026-11-05T09:00Z", ("absent", 1));
        Assert.Equal(0, winter.State("often").RunOf(Amber).Count);
        winter.Says("2026-11-06T09:00Z", ("absent", 5));
        Assert.Equal(1, winter.State("often").RunOf(Amber).Count);
    }

    [Fact]
    public void A_period_said_not_to_be_known_is_a_period_without_a_report()
    {
        var winter = Winter(Gaps.Hold);
        Reported(winter, 5, 5);
        winter.Unknown("2026-11-16T09:00Z", "absent");
        winter.Says("2026-11-23T09:00Z", ("absent", 5));

        Assert.Equal(Amber, winter.Level("often"));
    }

    [Theory]
    [InlineData(4, Clear)]
    [InlineData(5, Amber)]
    public void A_correction_of_a_middle_period_counts_all_anew(int corrected, TriggerLevel expected)
    {
        var winter = Winter(Gaps.Hold);
        winter.Says("2026-11-02T09:00Z", ("absent", 5));
        var id = winter.Says("2026-11-09T09:00Z", ("absent", corrected == 5 ? 4 : 5));
        winter.Says("2026-11-16T09:00Z", ("absent", 5));

        winter.Corrects(id, "2026-11-17T09:00Z", ("absent", corrected));

        Assert.Equal(expected, winter.Level("often"));
        Assert.Equal(expected == Clear ? 1 : 0, winter.Tenant.Changes.Marks.Count);
    }

    [Fact]
    public void A_late_report_takes_its_own_place()
    {
        var winter = Winter(Gaps.Hold);
        winter.Says("2026-11-02T09:00Z", ("absent", 5));
        winter.Says("2026-11-16T09:00Z", ("absent", 5));

        winter.Late("2026-11-17T09:00Z", "2026-11-09T09:00Z", ("absent", 5));

        Assert.Equal((Amber, 3), (winter.Level("often"), winter.State("often").RunOf(Amber).Count));
    }

    [Theory]
    [InlineData(31, Clear)]
    [InlineData(32, Amber)]
    public void As_many_as_thirty_two_periods_are_looked_at(int periods, TriggerLevel expected)
    {
        var winter = Under(Of("often", new TriggerValue.Reading("count"), Small.AtLeast(Amber, 5, null) with { Periods = 32, OfLast = 32 }));
        for (var i = 0; i < periods; i++)
        {
            winter.Says(London.At("2026-11-02T09:00Z").AddDays(i).ToString("O"), ("count", 5));
        }

        Assert.Equal(expected, winter.Level("often"));
    }

    [Fact]
    public void No_change_counts_no_period_even_when_what_divides_is_reported_after_it()
    {
        var winter = Under(Of("often", Share, Small.AtLeast(Amber, 10, 8) with { Periods = 2 }));
        winter.Says("2026-11-02T09:00Z", ("employed", 40), ("absent", 4));
        winter.Tells("2026-11-09T09:00Z", Domain.Reporting.ReportKind.NoChange);

        winter.Says("2026-11-09T10:00Z", ("employed", 39));

        Assert.Equal((Clear, 1), (winter.Level("often"), winter.State("often").RunOf(Amber).Count));
        winter.Says("2026-11-09T11:00Z", ("absent", 4));
        Assert.Equal(Amber, winter.Level("often"));
    }

    [Fact]
    public void Why_not_says_how_many_there_are_and_how_many_it_needs()
    {
        var winter = Reported(Winter(Gaps.Hold), 5, 4, 5);

        Assert.Equal("5 reaches amber's 5; amber needs 3 of the last 5 periods and this makes 2.", Assert.Single(
            WhyNot.Of(winter.Rules().RuleOf("often")!.Trigger, winter.State("often"), winter.Seen("often"), London.England)).Sentence);
    }

    private static Winter Winter(Gaps gaps) =>
        Under(Of("often", Absent, Small.AtLeast(Amber, 5, null) with { Periods = 3, OfLast = 5 }) with { Gaps = gaps });

    private static Winter Reported(Winter winter, params int[] weeks)
    {
        for (var i = 0; i < weeks.Length; i++)
        {
            if (weeks[i] >= 0)
            {
                winter.Says(London.At("2026-11-02T09:00Z").AddDays(7 * i).ToString("O"), ("absent", weeks[i]));
            }
        }

        return winter;
    }
}
