using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Tests.Calendars;
using static Compliance.Domain.Tests.Calendars.London;
using Calendar = Compliance.Domain.Calendars.Calendar;

namespace Compliance.Domain.Tests.Escalations;

/// <summary>Every time on a ladder says how it came about, on both sides of everything that moves it.</summary>
public sealed class ReckoningTests
{
    [Theory]
    // The office opens and closes.
    [InlineData("2026-11-18T08:59:59.999Z", 8, "5pm Wednesday 18 November: 8 working hours, counted from 8:59am Wednesday 18 November")]
    [InlineData("2026-11-18T09:00Z", 8, "5pm Wednesday 18 November: 8 working hours, counted from 9am Wednesday 18 November")]
    [InlineData("2026-11-18T09:01Z", 8, "9:01am Thursday 19 November: 8 working hours, counted from 9:01am Wednesday 18 November")]
    [InlineData("2026-11-18T16:59Z", 1, "9:59am Thursday 19 November: 1 working hour, counted from 4:59pm Wednesday 18 November")]
    [InlineData("2026-11-18T17:00Z", 1, "10am Thursday 19 November: 1 working hour, counted from 5pm Wednesday 18 November")]
    [InlineData("2026-11-18T18:30Z", 0, "9am Thursday 19 November: when the office opens, counted from 6:30pm Wednesday 18 November")]
    // A weekend.
    [InlineData("2026-11-20T16:00Z", 1, "5pm Friday 20 November: 1 working hour, counted from 4pm Friday 20 November")]
    [InlineData("2026-11-20T16:00Z", 2, "10am Monday 23 November: 2 working hours, one weekend skipped, counted from 4pm Friday 20 November")]
    [InlineData("2026-11-22T23:59Z", 3, "midday Monday 23 November: 3 working hours, one weekend skipped, counted from 11:59pm Sunday 22 November")]
    [InlineData("2026-11-23T00:00Z", 3, "midday Monday 23 November: 3 working hours, counted from midnight at the start of Monday 23 November")]
    // Christmas Day falls on a Friday, Boxing Day is made up for on Monday.
    [InlineData("2026-12-24T16:00Z", 1, "5pm Thursday 24 December: 1 working hour, counted from 4pm Thursday 24 December")]
    [InlineData("2026-12-24T16:00Z", 8, "4pm Tuesday 29 December: 8 working hours, two bank holidays skipped (Christmas Day, substitute day for Boxing Day), one weekend skipped, counted from 4pm Thursday 24 December")]
    [InlineData("2026-12-28T12:00Z", 1, "10am Tuesday 29 December: 1 working hour, one bank holiday skipped (substitute day for Boxing Day), counted from midday Monday 28 December")]
    // Both fall on the weekend, and both are made up for.
    [InlineData("2027-12-24T16:00Z", 2, "10am Wednesday 29 December: 2 working hours, two bank holidays skipped (substitute day for Christmas Day, substitute day for Boxing Day), one weekend skipped, counted from 4pm Friday 24 December")]
    // Easter.
    [InlineData("2026-04-02T15:00Z", 1, "5pm Thursday 2 April: 1 working hour, counted from 4pm Thursday 2 April")]
    [InlineData("2026-04-02T15:00Z", 2, "10am Tuesday 7 April: 2 working hours, two bank holidays skipped (Good Friday, Easter Monday), one weekend skipped, counted from 4pm Thursday 2 April")]
    // The clocks change on a Sunday, which costs no working hour.
    [InlineData("2026-03-27T16:00Z", 2, "10am Monday 30 March: 2 working hours, one weekend skipped, counted from 4pm Friday 27 March; the clocks went forward on 29 March")]
    [InlineData("2026-10-23T15:00Z", 2, "10am Monday 26 October: 2 working hours, one weekend skipped, counted from 4pm Friday 23 October; the clocks went back on 25 October")]
    public void Working_hours_in_England(string from, int hours, string words) => Assert.Equal(words, Say(LadderClock.WorkingHours, from, hours, Nations.England));

    [Theory]
    [InlineData("2026-12-31T16:00Z", 2, "10am Monday 4 January: 2 working hours, one bank holiday skipped (New Year's Day), one weekend skipped, counted from 4pm Thursday 31 December")]
    public void New_Year_in_England(string from, int hours, string words) => Assert.Equal(words, Say(LadderClock.WorkingHours, from, hours, Nations.England));

    [Theory]
    [InlineData("2026-12-31T16:00Z", 1, "5pm Thursday 31 December: 1 working hour, counted from 4pm Thursday 31 December")]
    [InlineData("2026-12-31T16:00Z", 2, "10am Tuesday 5 January: 2 working hours, two bank holidays skipped (New Year's Day, substitute day for 2nd January), one weekend skipped, counted from 4pm Thursday 31 December")]
    [InlineData("2026-04-02T15:00Z", 2, "10am Monday 6 April: 2 working hours, one bank holiday skipped (Good Friday), one weekend skipped, counted from 4pm Thursday 2 April")]
    public void Scotland_keeps_two_days_of_New_Year_and_works_on_Easter_Monday(string from, int hours, string words) =>
        Assert.Equal(words, Say(LadderClock.WorkingHours, from, hours, Nations.Scotland));

    [Theory]
    [InlineData("2026-12-24T22:00Z", 4, "2am Friday 25 December: 4 hours round the clock, counted from 10pm Thursday 24 December")]
    // At one in the morning the clocks jump to two.
    [InlineData("2026-03-28T20:59Z", 4, "12:59am Sunday 29 March: 4 hours round the clock, counted from 8:59pm Saturday 28 March")]
    [InlineData("2026-03-28T21:00Z", 4, "2am Sunday 29 March: 4 hours round the clock, counted from 9pm Saturday 28 March; the clocks went forward on 29 March")]
    [InlineData("2026-03-29T01:00Z", 4, "6am Sunday 29 March: 4 hours round the clock, counted from 2am Sunday 29 March")]
    // At two they go back to one, so that one o'clock is struck twice.
    [InlineData("2026-10-24T20:59Z", 4, "1:59am Sunday 25 October (before the clocks went back): 4 hours round the clock, counted from 9:59pm Saturday 24 October")]
    [InlineData("2026-10-24T21:00Z", 4, "1am Sunday 25 October (after the clocks went back): 4 hours round the clock, counted from 10pm Saturday 24 October; the clocks went back on 25 October")]
    [InlineData("2026-10-25T00:30Z", 1, "1:30am Sunday 25 October (after the clocks went back): 1 hour round the clock, counted from 1:30am Sunday 25 October (before the clocks went back); the clocks went back on 25 October")]
    [InlineData("2026-10-25T01:00Z", 4, "5am Sunday 25 October: 4 hours round the clock, counted from 1am Sunday 25 October (after the clocks went back)")]
    [InlineData("2026-10-25T02:00Z", 4, "6am Sunday 25 October: 4 hours round the clock, counted from 2am Sunday 25 October")]
    public void Round_the_clock(string from, int hours, string words) => Assert.Equal(words, Say(LadderClock.RoundTheClock, from, hours, Nations.England));

    [Fact]
    public void Up_to_ten_is_said_in_words_and_more_in_digits()
    {
        Assert.Contains("ten weekends skipped", Say(LadderClock.WorkingHours, "2026-06-01T08:00Z", 8 * 51, Nations.England), StringComparison.Ordinal);
        Assert.Contains("11 weekends skipped", Say(LadderClock.WorkingHours, "2026-06-01T08:00Z", 8 * 56, Nations.England), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_names_bank_holidays_are_only_counted() =>
        Assert.Equal(
            "4pm Tuesday 29 December: 8 working hours, two bank holidays skipped, one weekend skipped, counted from 4pm Thursday 24 December",
            Say(LadderClock.WorkingHours, "2026-12-24T16:00Z", 8, England));

    [Fact]
    public void A_clock_that_stood_still_says_from_when_to_when_and_what_that_added()
    {
        var working = TestActs.Reporting(4);
        working.Ask("2026-11-18T10:00Z", "2026-11-20T16:00Z");
        Assert.Equal(
            "1pm Friday 20 November: 16 working hours, counted from 9am Wednesday 18 November; paused from 10am Wednesday 18 November to 2pm Wednesday 18 November: 4 working hours added",
            CaseDue.Of(working.Reply("2026-11-18T14:00Z"), Nations.England)!.Because);

        var always = TestActs.Red();
        always.Ask("2026-11-18T10:00Z", "2026-11-20T16:00Z");
        Assert.Equal(
            "midday Thursday 19 November: 4 hours round the clock, counted from 9am Wednesday 18 November; paused from 10am Wednesday 18 November to 9am Thursday 19 November: 23 hours added",
            CaseDue.Of(always.Reply("2026-11-19T09:00Z"), Nations.England)!.Because);
    }

    [Theory]
    [InlineData("2026-11-18T10:00Z", "2026-11-18T10:20Z", "paused from 10am Wednesday 18 November to 10:20am Wednesday 18 November: 20 minutes of working time added")]
    [InlineData("2026-11-18T18:00Z", "2026-11-18T22:00Z", "paused from 6pm Wednesday 18 November to 10pm Wednesday 18 November: nothing added as the office was closed")]
    public void A_short_pause_and_one_at_night_say_so(string asked, string answered, string words)
    {
        var council = TestActs.Reporting(4);
        council.Ask(asked, "2026-11-20T16:00Z");

        Assert.EndsWith("; " + words, CaseDue.Of(council.Reply(answered), England)!.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Three_pauses_are_told_one_by_one_and_four_are_added_up()
    {
        var council = TestActs.Red();
        for (var hour = 10; hour < 13; hour++)
        {
            council.Ask($"2026-11-18T{hour}:00Z", "2026-11-20T16:00Z");
            council.Reply($"2026-11-18T{hour}:40Z");
        }

        var three = CaseDue.Of(council.Case, England)!.Because;
        Assert.Equal(3, three.Split("paused from").Length - 1);
        council.Ask("2026-11-18T13:00Z", "2026-11-20T16:00Z");
        Assert.EndsWith("; paused four times: 2 hours 40 minutes added", CaseDue.Of(council.Reply("2026-11-18T13:40Z"), England)!.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pause_before_a_new_ladder_began_is_not_counted_to_it()
    {
        var council = TestActs.Reporting(4);
        council.Ask("2026-11-18T10:00Z", "2026-11-20T16:00Z");
        council.Reply("2026-11-18T11:00Z");

        var risen = council.Report("2026-11-18T12:00Z", ("absent", 8)).Case;

        Assert.DoesNotContain("paused", CaseDue.Of(risen, England)!.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void What_else_is_due_says_when_and_why()
    {
        var council = TestActs.Red();
        Assert.Equal(
            "4pm Thursday 19 November: reply asked of the provider at 10am Wednesday 18 November; the ladder's clock stands still meanwhile",
            CaseDue.Of(council.Ask("2026-11-18T10:00Z", "2026-11-19T16:00Z"), England)!.Because);
        council.Reply("2026-11-18T11:00Z");
        council.Do("2026-11-18T11:00Z", CaseAction.Acknowledge);
        Assert.Equal(
            "4pm Thursday 19 November: the mitigation set out at midday Wednesday 18 November lasts until then",
            CaseDue.Of(council.Do("2026-11-18T12:00Z", CaseAction.Mitigate), England)!.Because);
    }

    private static string Say(LadderClock clock, string from, int hours, Calendar calendar)
    {
        var ladder = new Ladder("any", clock, hours, []);
        return Reckoning.Of(ladder, hours, At(from), Deadlines.Add(ladder, At(from), hours, calendar), calendar);
    }
}
