using Compliance.Domain.Actions;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Subjects;

public sealed class DutiesTests
{
    private static readonly Item _by = SmallChecklist.Item("fund-return", new ItemDue.By(Day("2027-01-14")));
    private static readonly Item _monthlyBy = SmallChecklist.Item("monthly-by", new ItemDue.By(Day("2027-01-14")), Cadence.Month) with { Owner = Owner.Authority };
    private static readonly ILookup<string, ActionWord> _nothing = Array.Empty<ActionWord>().ToLookup(_ => "");
    private static readonly Item _law = SmallChecklist.Item("law", new ItemDue.Fixed(Day("2026-11-11"), Day("2027-03-15")));
    private static readonly Item _once = SmallChecklist.Item("once", new ItemDue.WeeksAfterStart(6));

    [Theory]
    [InlineData("2026-10-01", "2026-10-01", false)]
    [InlineData("2027-01-14", "2026-10-01", false)]
    [InlineData("2027-01-15", "2026-10-01", true)]
    [InlineData("2026-10-01", "2027-01-14", false)]
    [InlineData("2026-10-01", "2027-01-15", true)]
    public void What_is_due_by_a_day_has_ended_in_a_plan_that_began_or_was_adopted_after_it(string from, string adopted, bool ended)
    {
        var plan = Plan(from, "2027-03-31", adopted);

        Assert.Equal(ended, Duties.HasEnded(_by, plan, Day("2027-02-01")));
        Assert.Equal(!ended, Duties.IsInForce(_by, plan, Day("2027-02-01")));
        Assert.Equal(ended, LastDue(plan, "2027-02-01T09:00Z") is null);
    }

    [Theory]
    [InlineData("2027-01-14", "2027-01-14T23:59:59Z")]
    [InlineData("2027-01-13", null)]
    public void It_never_falls_due_in_a_plan_that_ends_before_it(string to, string? due) =>
        Assert.Equal(due is null ? null : At(due), Duties.NextOn(_by, Home("2026-10-01"), Rules(Plan("2026-10-01", to), "2027-01-10"), At("2027-01-10T09:00Z"))?.AddSeconds(-1));

    [Theory]
    [InlineData("2027-01-14", true)]
    [InlineData("2027-01-15", false)]
    public void Who_joins_after_the_day_does_not_owe_it(string joined, bool owed) =>
        Assert.Equal(owed, Duties.LastDue(_by, Home(joined), Rules(Plan("2026-10-01", "2027-03-31"), "2027-02-01"), At("2027-02-01T09:00Z")) is not null);

    [Theory]
    [InlineData("2026-11-10", false, false)]
    [InlineData("2026-11-11", true, false)]
    [InlineData("2027-03-15", true, false)]
    [InlineData("2027-03-16", false, true)]
    public void The_law_counts_from_its_first_day_to_its_last(string date, bool inForce, bool ended)
    {
        var plan = Plan("2026-10-01", "2027-03-31");

        Assert.Equal((inForce, ended), (Duties.IsInForce(_law, plan, Day(date)), Duties.HasEnded(_law, plan, Day(date))));
    }

    [Fact]
    public void What_is_counted_from_the_plan_itself_never_ends_before_it() =>
        Assert.False(Duties.HasEnded(_once, Plan("2026-10-01", "2027-03-31"), Day("2027-03-31")));

    // By Thursday 14 January: December is due at its end, and January by that day.
    [Theory]
    [InlineData("2027-01-14T23:59:59Z", "2026-12-31T23:59:59Z", "2026-12-01")]
    [InlineData("2027-01-15T00:00:00Z", "2027-01-14T23:59:59Z", "2027-01-01")]
    [InlineData("2027-03-01T09:00:00Z", "2027-01-14T23:59:59Z", "2027-01-01")]
    public void What_repeats_until_a_day_is_due_by_it_and_not_after(string at, string due, string period)
    {
        var last = Duties.LastDue(_monthlyBy, Home("2026-10-01"), Rules(Plan("2026-10-01", "2027-03-31"), at[..10]), At(at))!;

        Assert.Equal((At(due), Day(period)), (last.On, last.Period!.Value.Start));
    }

    [Fact]
    public void Time_turns_with_the_day_it_repeats_until()
    {
        var rules = Rules(Plan("2026-10-01", "2027-03-31"), "2027-01-10");

        Assert.Equal(At("2027-01-15T00:00:00Z"), Duties.NextOn(_monthlyBy, Home("2026-10-01"), rules, At("2027-01-10T09:00Z")));
        Assert.Equal(At("2027-02-01T00:00:00Z"), Duties.NextOn(_monthlyBy, Home("2026-10-01"), rules, At("2027-01-15T00:00Z")));
    }

    [Theory]
    [InlineData("2027-01-14", "2027-01-14T23:59:59Z")]
    [InlineData("2027-01-13", "2026-12-31T23:59:59Z")]
    public void A_plan_that_ends_before_the_day_owes_only_its_whole_periods(string to, string due) => Assert.Equal(
        At(due),
        PlannedAction.Of(Plan("2026-10-01", to), _nothing, England, At("2027-02-01T09:00Z")).Single(a => a.Item.Key == "monthly-by").Periods[^1].DueOn);

    [Theory]
    [InlineData("2027-01-14T23:59:59Z", ActionState.Due, "2027-01-14T23:59:59Z")]
    [InlineData("2027-01-15T00:00:00Z", ActionState.Late, "2027-01-14T23:59:59Z")]
    public void An_action_that_repeats_until_a_day_is_late_after_it(string at, ActionState state, string due)
    {
        var said = new[] { "2026-10-05", "2026-11-05", "2026-12-05" }.Select(d => Met(d)).ToLookup(_ => "monthly-by");

        var action = PlannedAction.Of(Plan("2026-10-01", "2027-03-31"), said, England, At(at)).Single(a => a.Item.Key == "monthly-by");

        Assert.Equal((state, At(due)), (action.State, action.DueOn));
    }

    [Fact]
    public void Once_its_last_period_is_met_it_is_done()
    {
        var said = new[] { "2026-10-05", "2026-11-05", "2026-12-05", "2027-01-14" }.Select(d => Met(d)).ToLookup(_ => "monthly-by");

        var action = PlannedAction.Of(Plan("2026-10-01", "2027-03-31"), said, England, At("2027-02-10T09:00Z")).Single(a => a.Item.Key == "monthly-by");

        Assert.Equal((ActionState.Met, null, 4), (action.State, action.DueOn, action.Periods.Count));
    }

    private static ActionWord Met(string day) => new(ItemStatus.Met, At($"{day}T09:00Z"), At($"{day}T09:00Z"), 1, "lead", null, null);

    private static Deadline? LastDue(Plan plan, string at) => Duties.LastDue(_by, Home("2026-10-01"), Rules(plan, "2027-02-01"), At(at));

    private static Rulebook Rules(Plan plan, string on) => new([plan], England, Day(on));

    private static Plan Plan(string from, string to, string adopted = "2026-07-01") =>
        new(SmallChecklist.With(_by, _monthlyBy, _law, _once), 2026, Day(from), Day(to), [], [], 1, Day(adopted));

    private static SubjectState Home(string joined) => new("home") { Membership = new Membership("care-home", Day(joined), null, Day("2026-07-01")) };
}
