using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Tests.Intake;

namespace Compliance.Domain.Tests.Subjects;

public sealed class DebtTests
{
    // 5 October 2026 is a Monday.
    [Theory]
    [InlineData("absent", "2026-10-05", "2026-07-01", null, "2026-10-05")]
    [InlineData("absent", "2026-10-06", "2026-07-01", null, "2026-10-12")]
    [InlineData("absent", "2026-10-01", "2026-10-05", null, "2026-10-05")]
    [InlineData("absent", "2026-10-01", "2026-10-06", null, "2026-10-12")]
    [InlineData("absent", "2026-10-05", "2026-07-01", "2026-10-11", "2026-10-05")]
    [InlineData("absent", "2026-10-05", "2026-07-01", "2026-10-10", null)]
    [InlineData("employed", "2026-10-01", "2026-07-01", null, "2026-10-01")]
    [InlineData("employed", "2026-10-02", "2026-07-01", null, "2026-11-01")]
    [InlineData("employed", "2026-10-02", "2026-07-01", "2026-11-30", "2026-11-01")]
    [InlineData("employed", "2026-10-02", "2026-07-01", "2026-11-29", null)]
    [InlineData("stock", "2026-10-05", "2026-07-01", null, null)]
    public void Only_whole_periods_within_plan_and_membership_are_owed(string measure, string from, string joined, string? left, string? owed) =>
        Assert.Equal(owed, FirstOwed(measure, Home(joined, left), Rules(London.Day("2026-10-01"), Plan(from, "2027-03-31"))));

    [Theory]
    [InlineData("2026-10-18T22:59:59.999Z", "2026-10-19")]
    [InlineData("2026-10-18T23:00:00Z", "2026-10-26")]
    [InlineData("2027-03-21T23:59:59Z", "2027-03-22")]
    [InlineData("2027-03-22T00:00:00Z", null)]
    public void The_week_after_the_last_answer_is_owed_next_and_nothing_after_the_plan(string answered, string? owed)
    {
        var home = Home("2026-07-01", null);
        home.Beliefs["absent"] = new Belief(Answer.Unknown, London.At(answered), 1);

        Assert.Equal(owed, FirstOwed("absent", home, Rules(London.Day("2026-10-01"), Plan("2026-10-01", "2027-03-31"))));
    }

    [Fact]
    public void An_answer_falls_due_with_the_last_second_of_its_period_in_local_time() =>
        Assert.Equal(
            London.At("2026-10-25T23:59:59Z"),
            Debt.DueOn(Home("2026-10-19", null), Measure("absent"), Rules(London.Day("2026-10-19"), Plan("2026-10-01", "2027-03-31"))));

    [Theory]
    [InlineData("2027-09-30", "2027-03-22")]
    [InlineData("2027-10-01", "2027-10-04")]
    public void What_was_missed_in_an_ended_plan_is_owed_until_the_next_plan_begins(string today, string owed)
    {
        var home = Home("2026-07-01", null);
        home.Beliefs["absent"] = new Belief(Answer.Count(1), London.At("2027-03-17T09:00Z"), 1);
        var rules = Rules(London.Day(today), Plan("2026-10-01", "2027-03-31"), Plan("2027-10-01", "2028-03-31"));

        Assert.Equal(owed, FirstOwed("absent", home, rules));
    }

    [Theory]
    [InlineData("care-home", true)]
    [InlineData("home-care", false)]
    public void A_measure_is_owed_by_the_services_it_is_for(string type, bool owed)
    {
        var measure = Measure("absent") with { AppliesTo = new Services(["care-home"]) };

        Assert.Equal(owed, Debt.AppliesTo(measure, new SubjectState("home") { Membership = new Membership(type, London.Day("2026-07-01"), null) }));
    }

    private static string? FirstOwed(string measure, SubjectState subject, Rulebook rules) =>
        Debt.FirstOwed(subject, Measure(measure), rules)?.Start.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static SubjectState Home(string joined, string? left) =>
        new("home") { Membership = new Membership("care-home", London.Day(joined), left is null ? null : London.Day(left)) };

    private static Measure Measure(string key) => Small.Checklist().Measures.Single(m => m.Key == key);

    private static Rulebook Rules(DateOnly on, params Plan[] plans) => new(plans, London.England, on);

    private static Plan Plan(string from, string to) =>
        new(Small.Checklist(), Season.Of(London.Day(from)), London.Day(from), London.Day(to), [], [], 1, London.Day(from));
}
