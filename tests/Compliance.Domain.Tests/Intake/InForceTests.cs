using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Subjects;
using Compliance.Domain.Tests.Calendars;
using static Compliance.Domain.Checklists.TriggerLevel;

namespace Compliance.Domain.Tests.Intake;

public sealed class InForceTests
{
    private static readonly InForce _days = new(London.Day("2026-11-11"), London.Day("2027-03-15"));

    [Theory]
    [InlineData("2026-11-10", false)]
    [InlineData("2026-11-11", true)]
    [InlineData("2027-03-15", true)]
    [InlineData("2027-03-16", false)]
    public void Both_days_are_included(string date, bool covered) => Assert.Equal(covered, _days.Covers(London.Day(date)));

    [Fact]
    public void An_end_left_out_is_open()
    {
        Assert.True(new InForce(null, London.Day("2027-03-15")).Covers(DateOnly.MinValue));
        Assert.True(new InForce(London.Day("2026-11-11"), null).Covers(DateOnly.MaxValue));
    }

    // 16 November 2026 and 8 March 2027 are Mondays.
    [Theory]
    [InlineData("2026-10-20", "2026-11-16")]
    [InlineData("2026-11-20", "2026-11-23")]
    [InlineData("2027-02-28", "2027-03-01")]
    [InlineData("2027-03-02", "2027-03-08")]
    [InlineData("2027-03-10", null)]
    public void A_question_is_owed_for_whole_periods_inside_its_days(string answered, string? owed)
    {
        var winter = Asked();
        winter["elm"].Beliefs["masks"] = new Domain.Reporting.Belief(Domain.Reporting.Answer.Count(1), London.At($"{answered}T12:00Z"), 1);
        var rules = winter.Tenant.RulesOn(London.Day("2026-11-11"));

        Assert.Equal(owed is null ? null : London.Day(owed), Debt.FirstOwed(winter["elm"], rules.MeasureOf("masks")!, rules)?.Start);
    }

    [Theory]
    [InlineData("2026-11-10T23:59:59Z", false)]
    [InlineData("2026-11-11T00:00:00Z", true)]
    [InlineData("2027-03-15T23:59:59Z", true)]
    [InlineData("2027-03-16T00:00:00Z", false)]
    public void It_is_asked_and_answered_on_its_days_only(string at, bool asked)
    {
        var winter = Asked();
        var rules = winter.Tenant.RulesOn(London.England.DateOf(London.At(at)));

        var outcome = winter.Send("elm", at, [Winter.Number("masks", 1)]);

        Assert.Equal(asked, Debt.Asked(winter["elm"], rules, rules.On).Any(m => m.Key == "masks"));
        Assert.Equal(asked, outcome.IsAccepted);
        if (outcome is Invalid refused)
        {
            Assert.Equal("`masks` is asked only from 11 November 2026 to 15 March 2027; leave it out.", refused.Faults.Single().Sentence);
        }
    }

    [Theory]
    [InlineData("2026-11-22T23:59:59Z", false)]
    [InlineData("2026-11-23T00:00:00Z", true)]
    [InlineData("2027-03-15T23:59:59Z", true)]
    [InlineData("2027-03-16T00:00:00Z", false)]
    public void What_is_no_longer_asked_is_no_longer_overdue(string at, bool overdue)
    {
        var winter = Asked();

        PassTime(winter, at);

        Assert.Equal(overdue, winter["elm"].Overdue.Contains("masks"));
    }

    [Theory]
    [InlineData("2026-11-10T23:59:59Z", Clear)]
    [InlineData("2026-11-11T00:00:00Z", Red)]
    [InlineData("2027-03-15T23:59:59Z", Red)]
    [InlineData("2027-03-16T00:00:00Z", Clear)]
    public void A_trigger_judges_what_was_true_on_its_days(string at, TriggerLevel level)
    {
        var winter = Judged("absence");

        winter.Report("elm", at, 40, 8);

        Assert.Equal(level, winter.LevelOf("elm"));
    }

    [Fact]
    public void A_firing_that_stands_stays_when_its_days_are_over()
    {
        var winter = Judged("absence");
        winter.Report("elm", "2027-03-15T09:00Z", 40, 8);

        winter.Report("elm", "2027-03-16T09:00Z", 40, 0);

        Assert.Equal(Red, winter.LevelOf("elm"));
        Assert.Single(winter.Tenant.Escalations.Values, e => e.IsOpen);
    }

    [Fact]
    public void A_late_report_is_judged_by_the_day_of_which_it_speaks()
    {
        var winter = Judged("absence");

        winter.Report("elm", "2027-03-17T09:00Z", 40, 8, asAt: "2027-03-15T09:00Z");

        Assert.Equal(Red, winter.LevelOf("elm"));
    }

    // The week from Monday 9 November is the first that is silent; the days before the 11th do not count.
    [Theory]
    [InlineData("2026-11-13T23:59:59Z", Clear)]
    [InlineData("2026-11-14T00:00:00Z", Amber)]
    [InlineData("2026-11-19T23:59:59Z", Amber)]
    [InlineData("2026-11-20T00:00:00Z", Red)]
    public void Silence_before_its_days_does_not_count(string at, TriggerLevel level)
    {
        var winter = Judged("silence");

        PassTime(winter, at);

        Assert.Equal(level, winter.LevelOf("elm", "silence"));
    }

    // Due on Sunday 7 March; Monday 8 to Monday 15 are six working days, one less than red needs.
    [Fact]
    public void Silence_after_its_days_does_not_count_and_a_report_still_ends_it()
    {
        var winter = Judged("silence");
        winter.Report("elm", "2027-02-28T12:00Z", 40, 1);
        PassTime(winter, "2027-03-30T00:00Z");
        Assert.Equal(Amber, winter.LevelOf("elm", "silence"));

        winter.Report("elm", "2027-03-30T10:00Z", absent: 1);

        Assert.Equal(Clear, winter.LevelOf("elm", "silence"));
    }

    [Fact]
    public void A_share_of_what_is_not_judged_neither_fires_nor_warns()
    {
        var winter = Judged("absence");
        winter.Join("oak");
        winter.Join("ash");

        winter.Report("elm", "2026-11-10T09:00Z", 40, 8);
        winter.Report("oak", "2026-11-10T09:00Z", 40, 8);
        Assert.Equal((Clear, false), (winter.Authority.StateOf("widespread").Level, winter.Authority.StateOf("widespread").Warned));

        winter.Report("elm", "2026-11-11T09:00Z", 40, 8);
        winter.Report("oak", "2026-11-11T09:00Z", 40, 8);
        Assert.Equal(Red, winter.LevelOf(SubjectState.Authority, "widespread"));
    }

    private static Winter Asked() => Joined(c => c with
    {
        Sections = [c.Sections[0] with { Measures = [.. c.Sections[0].Measures.Select(m => m.Key == "masks" ? m with { InForce = _days } : m)] }],
    });

    private static Winter Judged(string trigger) => Joined(c => c with
    {
        Triggers = [.. c.Triggers.Select(t => t.Key == trigger ? t with { InForce = _days } : t)],
    });

    private static Winter Joined(Func<Checklist, Checklist> change)
    {
        var winter = new Winter(change: change);
        winter.Join("elm");
        return winter;
    }

    private static void PassTime(Winter winter, string until)
    {
        while (winter.Tenant.Subjects.Values.Min(s => s.DueOn) is { } next && next <= London.At(until))
        {
            winter.Tick(next.ToString("O"));
        }
    }
}
