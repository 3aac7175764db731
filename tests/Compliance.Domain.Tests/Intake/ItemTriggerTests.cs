using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Triggers;
using static Compliance.Domain.Checklists.TriggerLevel;
using static Compliance.Domain.Reporting.ItemStatus;
using static Compliance.Domain.Tests.Intake.Worded;

namespace Compliance.Domain.Tests.Intake;

/// <summary>Triggers on the status of an action.</summary>
public sealed class ItemTriggerTests
{
    [Fact]
    public void It_fires_on_a_status_and_clears_on_another()
    {
        var winter = With(Of("drill-bad", new TriggerValue.StatusOf("drill"), Is(Amber, "at-risk"), Is(Red, "not-met")));
        Assert.Equal(["drill"], winter.Live("2026-11-01T09:00Z").State("drill-bad").Unknown);

        foreach (var (day, status, level) in new[] { (2, NotStarted, Clear), (3, AtRisk, Amber), (4, NotMet, Red), (5, AtRisk, Amber), (6, InProgress, Clear), (7, NotMet, Red), (8, NotApplicable, Clear) })
        {
            winter.Status($"2026-11-0{day}T09:00Z", "drill", status);
            Assert.Equal((level, 0), (winter.Level("drill-bad"), winter.State("drill-bad").Unknown.Count));
        }
    }

    [Fact]
    public void Its_sentences_name_the_status()
    {
        var winter = With(Of("drill-bad", new TriggerValue.StatusOf("drill"), Is(Amber, "at-risk"), Is(Red, "not-met")));
        winter.Live("2026-11-01T09:00Z");
        Assert.Equal("There is no answer to `drill` that still counts, so amber can be neither reached nor ruled out.", WhyNots(winter, "drill-bad")[0]);

        winter.Status("2026-11-02T09:00Z", "drill", AtRisk);

        Assert.Equal("drill-bad: “at-risk”", winter.Case("drill-bad")!.Summary);
        Assert.Equal(["The status is “at-risk”, not “not-met”."], WhyNots(winter, "drill-bad"));
    }

    [Theory]
    [InlineData("2026-11-05T08:59:59.999Z", Clear)]
    [InlineData("2026-11-05T09:00:00.000Z", Amber)]
    public void Days_at_a_status_pass_by_the_clock(string at, TriggerLevel expected)
    {
        var winter = With(AtRiskFor(3));
        winter.Status("2026-11-02T09:00Z", "drill", AtRisk);
        winter.Status("2026-11-04T09:00Z", "drill", AtRisk);

        Assert.Equal(expected, winter.Live(at).Level("stuck"));
    }

    [Fact]
    public void Another_status_ends_the_days_and_the_first_one_again_begins_them_anew()
    {
        var winter = With(AtRiskFor(3));
        winter.Status("2026-11-02T09:00Z", "drill", AtRisk);
        winter.Status("2026-11-04T09:00Z", "drill", InProgress);
        winter.Status("2026-11-04T10:00Z", "drill", AtRisk);

        Assert.Equal(Clear, winter.Live("2026-11-07T09:59:59.999Z").Level("stuck"));
        Assert.Equal(Amber, winter.Live("2026-11-07T10:00Z").Level("stuck"));
        winter.Status("2026-11-07T11:00Z", "drill", Met);
        Assert.Equal(Clear, winter.Level("stuck"));
    }

    // Thursday; then Christmas Day, a weekend and a bank holiday.
    [Theory]
    [InlineData("2026-12-30T23:59:59.999Z", Clear)]
    [InlineData("2026-12-31T00:00:00.000Z", Amber)]
    public void Working_days_at_a_status_leave_out_weekends_and_bank_holidays(string at, TriggerLevel expected)
    {
        var winter = With(AtRiskFor(2, working: true));
        winter.Status("2026-12-24T09:00Z", "drill", AtRisk);

        Assert.Equal(expected, winter.Live(at).Level("stuck"));
    }

    [Fact]
    public void A_correction_of_the_only_word_takes_its_days_away_and_back()
    {
        var winter = With(AtRiskFor(3));
        var id = winter.Status("2026-11-02T09:00Z", "drill", AtRisk);
        winter.Live("2026-11-06T09:00Z");
        Assert.Equal(Amber, winter.Level("stuck"));

        winter.Status("2026-11-06T10:00Z", "drill", InProgress, corrects: id);
        Assert.Equal(Clear, winter.Level("stuck"));
        winter.Status("2026-11-06T11:00Z", "drill", AtRisk, corrects: id);

        Assert.Equal(Amber, winter.Level("stuck"));
    }

    [Fact]
    public void A_correction_that_says_what_stood_before_lets_that_go_on()
    {
        var winter = With(AtRiskFor(3));
        winter.Status("2026-11-02T09:00Z", "drill", AtRisk);
        var id = winter.Status("2026-11-04T09:00Z", "drill", InProgress);

        winter.Status("2026-11-04T10:00Z", "drill", AtRisk, corrects: id);

        Assert.Equal(Clear, winter.Live("2026-11-05T08:59:59.999Z").Level("stuck"));
        Assert.Equal(Amber, winter.Live("2026-11-05T09:00Z").Level("stuck"));
    }

    [Fact]
    public void Once_the_first_word_is_corrected_only_the_last_is_certain()
    {
        var winter = With(AtRiskFor(3));
        var id = winter.Status("2026-11-02T09:00Z", "drill", AtRisk);
        winter.Status("2026-11-04T09:00Z", "drill", AtRisk);

        winter.Status("2026-11-04T10:00Z", "drill", InProgress, corrects: id);

        Assert.Equal(Clear, winter.Live("2026-11-07T08:59:59.999Z").Level("stuck"));
        Assert.Equal(Amber, winter.Live("2026-11-07T09:00Z").Level("stuck"));
    }

    [Theory]
    [InlineData(InProgress, "2026-11-07T09:00Z")]
    [InlineData(AtRisk, "2026-11-05T09:00Z")]
    public void A_late_word_in_between_counts_if_it_says_something_else(ItemStatus late, string on)
    {
        var winter = With(AtRiskFor(3));
        winter.Status("2026-11-02T09:00Z", "drill", AtRisk);
        winter.Status("2026-11-04T09:00Z", "drill", AtRisk);
        winter.Status("2026-11-04T10:00Z", "drill", late, asAt: "2026-11-03T09:00Z");

        Assert.Equal(Clear, winter.Live(London.At(on).AddMilliseconds(-1).ToString("O")).Level("stuck"));
        Assert.Equal(Amber, winter.Live(on).Level("stuck"));
    }

    // It has been said again and again since 2 November; three days count from the first word after what says something else.
    [Theory]
    [InlineData("2026-11-02T12:00Z", null, "2026-11-06T09:00Z")]
    [InlineData("2026-11-03T12:00Z", null, "2026-11-07T09:00Z")]
    [InlineData(null, 0, "2026-11-06T09:00Z")]
    [InlineData(null, 1, "2026-11-07T09:00Z")]
    public void After_another_word_in_between_days_count_from_the_next_and_not_from_the_last(string? late, int? corrected, string on)
    {
        var winter = With(AtRiskFor(3));
        var ids = new[] { "02", "03", "04", "05" }.Select(day => winter.Status($"2026-11-{day}T09:00Z", "drill", AtRisk, asAt: null)).ToList();
        Assert.Equal(Amber, winter.Level("stuck"));

        winter.Status("2026-11-05T10:00Z", "drill", InProgress, late, corrected is { } index ? ids[index] : null);

        Assert.Equal(Clear, winter.Live(London.At(on).AddMilliseconds(-1).ToString("O")).Level("stuck"));
        Assert.Equal(Amber, winter.Live(on).Level("stuck"));
        var anew = winter.Replayed();
        Assert.Equal(Domain.Subjects.Packed.Position(winter[Home]), Domain.Subjects.Packed.Position(anew.Subjects[Home]));
    }

    [Fact]
    public void Corrected_back_its_days_count_as_before()
    {
        var winter = With(AtRiskFor(4));
        var id = winter.Status("2026-11-02T09:00Z", "drill", AtRisk);
        winter.Status("2026-11-04T09:00Z", "drill", AtRisk);
        winter.Status("2026-11-04T10:00Z", "drill", InProgress, corrects: id);
        winter.Status("2026-11-04T11:00Z", "drill", AtRisk, corrects: id);

        Assert.Equal(Clear, winter.Live("2026-11-06T08:59:59.999Z").Level("stuck"));
        Assert.Equal(Amber, winter.Live("2026-11-06T09:00Z").Level("stuck"));
    }

    [Fact]
    public void A_correction_of_what_it_fired_on_marks_the_firing_and_tells_those_concerned()
    {
        var winter = With(Of("bad", new TriggerValue.StatusOf("drill"), Is(Amber, "at-risk"), Is(Red, "not-met")), AtRiskFor(3));
        var id = winter.Status("2026-11-02T09:00Z", "drill", AtRisk);
        winter.Live("2026-11-05T09:00Z");
        Assert.Equal((Amber, Amber), (winter.Level("bad"), winter.Level("stuck")));

        winter.Status("2026-11-06T09:00Z", "drill", InProgress, corrects: id);

        foreach (var trigger in new[] { "bad", "stuck" })
        {
            Assert.Equal(FiringMark.WouldNotHaveFired, winter.Tenant.Changes.Marks[(trigger, Home, Assert.Single(winter.Fired(trigger)).Seq)]);
            Assert.Equal(["raised", "cause-corrected", "stand-down-proposed"], winter.Case(trigger)!.Timeline.Select(t => t.Event).Where(e => e != "overdue"));
        }
    }

    [Theory]
    [InlineData("2026-11-13T10:00Z", true)]
    [InlineData("2026-11-14T10:00Z", false)]
    public void Said_late_to_have_been_met_before_it_fired_it_would_not_have(string asAt, bool marked)
    {
        // Due by the end of 11 November, two days past due with the end of the 13th.
        var winter = With(PastDue("drill", 2));
        winter.Live("2026-11-15T09:00Z");
        Assert.Equal(Amber, winter.Level("late"));

        winter.Status("2026-11-15T10:00Z", "drill", Met, asAt: asAt);

        Assert.Equal((Clear, marked), (winter.Level("late"), winter.Tenant.Changes.Marks.Count == 1));
        Assert.Equal(marked, winter.Case("late")!.Timeline.Any(t => t.Event == "cause-corrected"));
    }

    // Due by the end of 11 November; a day is twenty-four hours from then.
    [Theory]
    [InlineData("2026-11-13T23:59:58.999Z", Clear)]
    [InlineData("2026-11-13T23:59:59.000Z", Amber)]
    public void Days_past_due_of_what_is_done_once(string at, TriggerLevel expected)
    {
        var winter = With(PastDue("drill", 2));
        winter.Status("2026-11-12T09:00Z", "drill", InProgress);

        Assert.Equal(expected, winter.Live(at).Level("late"));
    }

    [Theory]
    [InlineData(Met)]
    [InlineData(NotApplicable)]
    public void Met_late_or_not_applicable_it_is_past_due_no_more(ItemStatus status)
    {
        var winter = With(PastDue("drill", 2));
        Assert.Equal(Amber, winter.Live("2026-11-16T09:00Z").Level("late"));
        Assert.Equal("late: 2 days past due; amber from 2 days", winter.Case("late")!.Summary);

        winter.Status("2026-11-16T10:00Z", "drill", status);
        Assert.Equal((Clear, true), (winter.Level("late"), winter.Case("late")!.StandDownProposed));

        winter.Status("2026-11-17T10:00Z", "drill", InProgress);
        Assert.Equal(Amber, winter.Level("late"));
    }

    [Theory]
    [InlineData("2026-11-13T23:59:59.999Z", Clear)]
    [InlineData("2026-11-14T00:00:00.000Z", Amber)]
    public void Working_days_past_due(string at, TriggerLevel expected) =>
        Assert.Equal(expected, With(PastDue("drill", 2, working: true)).Live(at).Level("late"));

    [Fact]
    public void What_repeats_is_past_due_since_the_first_period_that_was_missed()
    {
        // A week each from 5 October; ten days past due is more than a week, and the clocks change on the way.
        var winter = With(PastDue("rounds", 10));
        winter.Status("2026-10-07T09:00Z", "rounds", Met);
        Assert.Equal(Clear, winter.Live("2026-10-28T22:59:58.999Z").Level("late"));
        Assert.Equal(Amber, winter.Live("2026-10-28T22:59:59Z").Level("late"));

        Assert.Equal(Amber, winter.Live("2026-11-20T09:00Z").Level("late"));
        Assert.Single(winter.Fired("late"));
        winter.Status("2026-11-20T10:00Z", "rounds", Met);
        Assert.Equal(Clear, winter.Level("late"));
        Assert.Equal(Clear, winter.Live("2026-12-09T23:59:58.999Z").Level("late"));
        Assert.Equal(Amber, winter.Live("2026-12-09T23:59:59Z").Level("late"));
    }

    [Fact]
    public void A_word_on_this_period_takes_nothing_from_the_last_that_was_met()
    {
        var winter = With(PastDue("rounds", 1));
        winter.Status("2026-10-07T09:00Z", "rounds", Met);
        winter.Status("2026-10-12T09:00Z", "rounds", InProgress);

        Assert.Equal(Clear, winter.Live("2026-10-18T23:00Z").Level("late"));
        winter.Status("2026-10-18T22:00Z", "rounds", Met);
        Assert.Equal(Clear, winter.Live("2026-10-25T22:00Z").Level("late"));
    }

    [Fact]
    public void Said_in_the_same_period_not_to_be_met_after_all_it_is_not()
    {
        var winter = With(PastDue("rounds", 1));
        winter.Status("2026-10-07T09:00Z", "rounds", Met);
        winter.Status("2026-10-09T09:00Z", "rounds", NotMet);

        Assert.Equal(Clear, winter.Live("2026-10-12T22:59:58.999Z").Level("late"));
        Assert.Equal(Amber, winter.Live("2026-10-12T22:59:59Z").Level("late"));
    }

    [Fact]
    public void A_correction_takes_back_that_it_was_met()
    {
        var winter = With(PastDue("rounds", 1));
        winter.Status("2026-10-07T09:00Z", "rounds", Met);
        var id = winter.Status("2026-10-14T09:00Z", "rounds", Met);
        Assert.Equal(Clear, winter.Live("2026-10-20T22:59:59Z").Level("late"));

        winter.Status("2026-10-20T23:30Z", "rounds", InProgress, corrects: id);
        Assert.Equal(Amber, winter.Level("late"));
        winter.Status("2026-10-20T23:40Z", "rounds", Met, corrects: id);

        Assert.Equal(Clear, winter.Level("late"));
    }

    [Fact]
    public void A_word_that_comes_late_but_speaks_of_its_period_counts_for_it()
    {
        var winter = With(PastDue("rounds", 1));
        winter.Status("2026-10-07T09:00Z", "rounds", Met);
        winter.Status("2026-10-20T09:00Z", "rounds", InProgress);
        Assert.Equal(Amber, winter.Level("late"));

        winter.Status("2026-10-20T10:00Z", "rounds", Met, asAt: "2026-10-15T10:00Z");

        Assert.Equal(Clear, winter.Level("late"));
    }

    [Fact]
    public void Switched_off_it_clears_and_a_person_decides()
    {
        var winter = With(PastDue("drill", 2));
        winter.Live("2026-11-16T09:00Z");

        Assert.True(winter.Adopt("2026-10-01", "2027-03-31", 1, "2026-11-16T10:00Z", new Override(null, null, null, null, null, null, true, "Not here", "drill")).IsAccepted);

        Assert.Equal((Clear, true), (winter.Level("late"), winter.Case("late")!.StandDownProposed));
    }

    [Fact]
    public void After_the_plan_has_ended_it_stays_as_it_was_and_nothing_new_is_past_due()
    {
        var winter = With(PastDue("drill", 2), AtRiskFor(3), Of("drill-bad", new TriggerValue.StatusOf("drill"), Is(Amber, "at-risk")), PastDue("rounds", 500) with { Key = "rounds-late" });
        winter.Status("2026-11-12T09:00Z", "drill", AtRisk);
        winter.Live("2027-04-30T09:00Z");

        Assert.Equal((Amber, Amber, Amber, Clear), (winter.Level("late"), winter.Level("stuck"), winter.Level("drill-bad"), winter.Level("rounds-late")));
        Assert.False(winter.Case("late")!.StandDownProposed);
        Assert.Single(winter.Fired("late"));
    }

    [Fact]
    public void Days_on_which_the_trigger_was_not_in_force_do_not_count()
    {
        var winter = With(AtRiskFor(3) with { InForce = new InForce(London.Day("2026-11-10"), London.Day("2026-11-20")) });
        winter.Status("2026-11-02T09:00Z", "drill", AtRisk);

        Assert.Equal(Clear, winter.Live("2026-11-12T23:59:58.999Z").Level("stuck"));
        Assert.Equal(Amber, winter.Live("2026-11-12T23:59:59Z").Level("stuck"));
        Assert.Equal(Amber, winter.Live("2026-12-12T23:59:59Z").Level("stuck"));
    }

    [Fact]
    public void A_home_of_another_type_or_gone_is_not_judged()
    {
        var winter = With(PastDue("nurses", 2));
        winter.Join("oak", type: "nursing-home");
        winter.Live("2026-11-20T09:00Z");

        Assert.Equal((Clear, Amber), (winter.Level("late"), winter.Level("late", "oak")));
    }

    [Fact]
    public void Days_at_a_status_read_as_such()
    {
        var winter = With(AtRiskFor(1));
        winter.Status("2026-11-02T09:00Z", "drill", AtRisk);
        Assert.Equal(["0 days at “at-risk” is below amber's 1 day."], WhyNots(winter, "stuck"));

        winter.Live("2026-11-03T09:00Z");

        Assert.Equal("stuck: 1 day at “at-risk”; amber from 1 day", winter.Case("stuck")!.Summary);
    }

    private static IReadOnlyList<string> WhyNots(Winter winter, string trigger) =>
        [.. WhyNot.Of(winter.Rules().RuleOf(trigger)!.Trigger, winter.State(trigger), winter.Seen(trigger), London.England).Select(w => w.Sentence)];

    private static Trigger AtRiskFor(int days, bool working = false) =>
        Of("stuck", new TriggerValue.DaysAt("drill", AtRisk, working), Small.AtLeast(Amber, days, null));

    private static Trigger PastDue(string item, int days, bool working = false) =>
        Of("late", new TriggerValue.Overdue(item, working), Small.AtLeast(Amber, days, null));

    private static Winter With(params Trigger[] triggers) => Under(
        [
            SmallChecklist.Item("drill", new ItemDue.By(London.Day("2026-11-11"))), SmallChecklist.Item("rounds", repeat: Cadence.Week),
            SmallChecklist.Item("nurses", new ItemDue.By(London.Day("2026-11-11"))) with { AppliesTo = new Services(["nursing-home"]) },
        ],
        [], triggers);
}
