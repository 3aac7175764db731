using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Subjects;

public sealed class DutiesTests
{
    private static readonly Item _by = SmallChecklist.Item("fund-return", new ItemDue.By(Day("2027-01-14")));
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

    private static Deadline? LastDue(Plan plan, string at) => Duties.LastDue(_by, Home("2026-10-01"), Rules(plan, "2027-02-01"), At(at));

    private static Rulebook Rules(Plan plan, string on) => new([plan], England, Day(on));

    private static Plan Plan(string from, string to, string adopted = "2026-07-01") =>
        new(SmallChecklist.With(_by, _law, _once), 2026, Day(from), Day(to), [], [], 1, Day(adopted));

    private static SubjectState Home(string joined) => new("home") { Membership = new Membership("care-home", Day(joined), null, Day("2026-07-01")) };
}
