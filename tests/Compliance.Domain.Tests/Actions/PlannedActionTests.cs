using Compliance.Domain.Actions;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Actions;

/// <summary>A plan from Monday 5 October 2026 to 31 March 2027.</summary>
public sealed class PlannedActionTests
{
    private readonly List<(string Item, ActionWord Word)> _said = [];
    private Item _item = Own("weekly-message") with { Repeat = Cadence.Week };
    private DateOnly _adopted = Day("2026-10-01");
    private IReadOnlyList<Override> _overrides = [];

    [Theory]
    [InlineData("2026-10-05T09:00Z", ActionState.Due, "2026-10-11T22:59:59Z")]
    [InlineData("2026-10-11T22:59:59Z", ActionState.Due, "2026-10-11T22:59:59Z")]
    [InlineData("2026-10-11T23:00:00Z", ActionState.Late, "2026-10-11T22:59:59Z")]
    [InlineData("2026-10-20T09:00Z", ActionState.Late, "2026-10-18T22:59:59Z")]
    public void One_that_repeats_is_late_once_a_period_has_passed_without(string at, ActionState state, string due) =>
        Assert.Equal((state, At(due)), (Of(at).State, Of(at).DueOn));

    [Fact]
    public void Each_period_stands_for_itself()
    {
        Say("2026-10-07T09:00Z", ItemStatus.Met);
        Say("2026-10-14T09:00Z", ItemStatus.InProgress);
        Say("2026-10-21T09:00Z", ItemStatus.Met, receivedOn: "2026-10-27T09:00Z");
        Say("2026-10-28T09:00Z", ItemStatus.NotApplicable);

        var action = Of("2026-11-03T09:00Z");

        Assert.Equal(
            [PeriodState.Met, PeriodState.Missed, PeriodState.MetLate, PeriodState.NotApplicable, PeriodState.Open],
            action.Periods.Select(p => p.State));
        Assert.Equal(1, action.Missed);
    }

    [Fact]
    public void Met_for_this_week_it_is_due_again_at_the_end_of_the_next()
    {
        Say("2026-10-07T09:00Z", ItemStatus.Met);
        Assert.Equal((ActionState.Met, At("2026-10-18T22:59:59Z")), (Of("2026-10-08T09:00Z").State, Of("2026-10-08T09:00Z").DueOn));
        Assert.Equal(ActionState.Due, Of("2026-10-12T09:00Z").State);
        Assert.Equal(ActionState.Late, Of("2026-10-19T09:00Z").State);
    }

    [Fact]
    public void A_missed_week_stays_missed_when_the_next_is_met_but_nothing_is_late_any_more_once_that_one_has_passed()
    {
        Say("2026-10-14T09:00Z", ItemStatus.Met);
        Assert.Equal(ActionState.Late, Of("2026-10-15T09:00Z").State);
        Assert.Equal((ActionState.Due, 1), (Of("2026-10-19T09:00Z").State, Of("2026-10-19T09:00Z").Missed));
    }

    [Fact]
    public void A_word_sent_later_about_a_missed_period_mends_it_and_shows_as_late()
    {
        Say("2026-10-09T09:00Z", ItemStatus.Met, receivedOn: "2026-10-13T09:00Z");
        Assert.Equal((ActionState.Due, PeriodState.MetLate), (Of("2026-10-13T10:00Z").State, Of("2026-10-13T10:00Z").Periods[0].State));
    }

    [Fact]
    public void Nothing_is_owed_for_a_period_in_which_the_plan_was_adopted()
    {
        _adopted = Day("2026-10-14");
        Assert.Equal((ActionState.Due, 0), (Of("2026-10-19T09:00Z").State, Of("2026-10-19T09:00Z").Missed));
        Assert.Equal(ActionState.Late, Of("2026-10-26T09:00Z").State);
    }

    [Fact]
    public void Not_applicable_is_of_its_own_period_and_hides_no_miss_before_it()
    {
        Say("2026-10-14T09:00Z", ItemStatus.NotApplicable);
        Assert.Equal((ActionState.Late, 1), (Of("2026-10-15T09:00Z").State, Of("2026-10-15T09:00Z").Missed));
        Assert.Equal(ActionState.Due, Of("2026-10-19T09:00Z").State);
        Assert.Equal(ActionState.Late, Of("2026-10-26T09:00Z").State);
    }

    [Fact]
    public void The_last_word_about_a_period_counts()
    {
        Say("2026-10-07T09:00Z", ItemStatus.Met);
        Say("2026-10-07T09:00Z", ItemStatus.NotMet);
        Assert.Equal(ActionState.Late, Of("2026-10-12T09:00Z").State);
    }

    [Theory]
    [InlineData("2026-10-01T09:00Z", ActionState.NotYet)]
    [InlineData("2026-11-16T23:59:59Z", ActionState.Due)]
    [InlineData("2026-11-17T00:00:00Z", ActionState.Late)]
    [InlineData("2027-05-01T09:00Z", ActionState.Late)]
    public void One_that_is_done_once_is_late_after_its_day(string at, ActionState state)
    {
        _item = Own("portal", new ItemDue.WeeksAfterStart(6));
        Assert.Equal(state, Of(at).State);
    }

    [Fact]
    public void Without_a_day_of_its_own_it_is_due_by_the_end_of_the_plan()
    {
        _item = Own("portal");
        Assert.Equal((ActionState.Due, At("2027-03-31T22:59:59Z")), (Of("2027-03-31T22:59:59Z").State, Of("2027-03-31T22:59:59Z").DueOn));
        Assert.Equal(ActionState.Late, Of("2027-04-01T09:00Z").State);
        Say("2027-03-30T09:00Z", ItemStatus.Met);
        Assert.Equal((ActionState.Met, null), (Of("2027-04-01T09:00Z").State, Of("2027-04-01T09:00Z").DueOn));
    }

    [Theory]
    [InlineData("2021-11-11", "2022-03-15", ActionState.Ended)]
    [InlineData("2026-11-11", "2026-11-30", ActionState.Late)]
    [InlineData("2026-11-18", "2027-03-15", ActionState.Late)]
    [InlineData("2026-11-19", "2027-03-15", ActionState.NotYet)]
    [InlineData("2026-11-11", "2026-11-17", ActionState.Ended)]
    public void What_the_law_asks_counts_from_its_first_day_to_its_last(string from, string to, ActionState state)
    {
        _item = Own("vaccinated", new ItemDue.Fixed(Day(from), Day(to)));
        Assert.Equal(state, Of("2026-11-18T09:00Z").State);
    }

    [Theory]
    [InlineData("2022-01-14", ActionState.Ended)]
    [InlineData("2026-10-04", ActionState.Ended)]
    [InlineData("2026-11-17", ActionState.Late)]
    [InlineData("2026-11-18", ActionState.Due)]
    public void A_fixed_day_counts_only_in_a_plan_that_covers_it(string by, ActionState state)
    {
        _item = Own("return", new ItemDue.By(Day(by)));
        Assert.Equal(state, Of("2026-11-18T09:00Z").State);
    }

    [Theory]
    [InlineData("2027-03-31T22:59:59Z")]
    [InlineData("2027-06-01T09:00Z")]
    public void A_fixed_day_after_the_plan_is_never_late_in_it(string at)
    {
        _item = Own("return", new ItemDue.By(Day("2027-04-29")));
        Assert.Equal((ActionState.Due, At("2027-04-29T22:59:59Z")), (Of(at).State, Of(at).DueOn));
    }

    [Fact]
    public void What_was_said_in_another_season_does_not_count()
    {
        _item = Own("portal", new ItemDue.WeeksAfterStart(4));
        Say("2026-03-01T09:00Z", ItemStatus.Met);
        Assert.Equal((ActionState.Late, null), (Of("2026-11-18T09:00Z").State, Of("2026-11-18T09:00Z").Last));
    }

    [Fact]
    public void Switched_off_it_is_neither_due_nor_late()
    {
        _overrides = [new Override(null, null, null, null, null, null, true, "The region sends it", "weekly-message")];
        Assert.Equal((ActionState.Off, "The region sends it"), (Of("2026-11-18T09:00Z").State, Of("2026-11-18T09:00Z").OffReason));
    }

    [Fact]
    public void Late_and_next_puts_the_longest_late_first_and_leaves_out_what_is_done_or_ended()
    {
        var plan = PlanOf(
            Own("ended", new ItemDue.By(Day("2022-01-14"))), Own("next", new ItemDue.WeeksAfterStart(9)), Own("done"),
            Own("late", new ItemDue.WeeksAfterStart(2)), Own("later", new ItemDue.WeeksAfterStart(4)));
        _said.Add(("done", new ActionWord(ItemStatus.Met, At("2026-10-09T09:00Z"), At("2026-10-09T09:00Z"), 1, "authority-lead:1", null, null)));
        var all = PlannedAction.Of(plan, _said.ToLookup(s => s.Item, s => s.Word), England, At("2026-11-18T09:00Z"));

        Assert.Equal(["late", "later", "next"], PlannedAction.LateAndNext(all).Select(a => a.Item.Key));
    }

    private void Say(string asAt, ItemStatus status, string? receivedOn = null) =>
        _said.Add((_item.Key, new ActionWord(status, At(asAt), At(receivedOn ?? asAt), _said.Count + 1, "authority-lead:1", null, null)));

    private PlannedAction Of(string at) =>
        Assert.Single(PlannedAction.Of(PlanOf(_item), _said.ToLookup(s => s.Item, s => s.Word), England, At(at)));

    private Plan PlanOf(params Item[] items) =>
        new(SmallChecklist.With(items), 2026, Day("2026-10-05"), Day("2027-03-31"), [], _overrides, 1, _adopted);

    private static Item Own(string key, ItemDue? due = null) => SmallChecklist.Item(key, due) with { Owner = Owner.Authority };
}
