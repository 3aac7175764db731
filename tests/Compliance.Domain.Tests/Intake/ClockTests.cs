using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Tests.Calendars;
using static Compliance.Domain.Checklists.TriggerLevel;

namespace Compliance.Domain.Tests.Intake;

public sealed class ClockTests
{
    [Theory]
    [InlineData("2026-11-08T23:59:59.000Z", false)]
    [InlineData("2026-11-08T23:59:59.999Z", false)]
    [InlineData("2026-11-09T00:00:00.000Z", true)]
    public void An_answer_is_overdue_once_the_last_second_of_its_week_is_over(string at, bool overdue)
    {
        var winter = Reported("2026-11-01T12:00Z");

        Clock.Settle(winter["elm"], winter.Tenant.RulesOn(London.Day("2026-11-08")), London.At(at), 99);

        Assert.Equal(overdue, winter["elm"].Overdue.Contains("absent"));
        Assert.True(winter["elm"].DueOn > London.At(at));
    }

    [Theory]
    [InlineData("2026-11-09T12:00:00.000Z", false)]
    [InlineData("2026-11-09T12:00:00.001Z", true)]
    public void An_answer_is_stale_after_the_last_instant_of_its_freshness(string at, bool stale)
    {
        var winter = Reported("2026-11-01T12:00Z");

        winter.Tick("2026-11-09T00:00Z");
        winter.Tick(at);

        Assert.Equal(stale, winter["elm"].Stale.Contains("absent"));
        Assert.Equal(stale, winter["elm"].StateOf("absence").Unknown.Contains("absent"));
    }

    // Due on Sunday 20 December: Monday to Thursday pass, then Christmas, a weekend and a bank holiday.
    [Theory]
    [InlineData("2026-12-23T23:59:59.999Z", Clear)]
    [InlineData("2026-12-24T00:00:00Z", Amber)]
    [InlineData("2026-12-31T23:59:59.999Z", Amber)]
    [InlineData("2027-01-01T00:00:00Z", Red)]
    public void Silence_counts_working_days_and_leaves_out_bank_holidays(string at, Domain.Checklists.TriggerLevel expected)
    {
        var winter = Reported("2026-12-13T12:00Z");

        PassTime(winter, at);

        Assert.Equal(expected, winter.LevelOf("elm", "silence"));
    }

    [Fact]
    public void A_report_ends_silence()
    {
        var winter = Reported("2026-11-01T12:00Z");
        PassTime(winter, "2026-11-13T00:00Z");
        Assert.Equal(Amber, winter.LevelOf("elm", "silence"));

        winter.Report("elm", "2026-11-13T10:00Z", absent: 1);

        Assert.Equal(Clear, winter.LevelOf("elm", "silence"));
    }

    [Fact]
    public void What_is_next_due_is_exactly_the_next_change()
    {
        var winter = Reported("2026-11-01T12:00Z");
        for (var i = 0; i < 40 && winter["elm"].DueOn is { } due; i++)
        {
            var before = Shown(winter["elm"]);
            winter.Tick(due.AddMilliseconds(-1).ToString("O"));
            Assert.Equal(before, Shown(winter["elm"]));

            winter.Tick(due.ToString("O"));
            Assert.True(winter["elm"].DueOn is null || winter["elm"].DueOn > due);
        }

        Assert.Null(winter["elm"].DueOn);
    }

    // A home that answers every Wednesday and has done what it was to do: time alone changes nothing in November but what it counts as owed.
    [Theory]
    [InlineData(ItemStatus.Met, 0)]
    [InlineData(ItemStatus.NotApplicable, 0)]
    [InlineData(ItemStatus.InProgress, 1)]
    public void A_quiet_month_writes_no_entry_that_changes_nothing(ItemStatus said, int entries)
    {
        var council = new Council("2026-10-01", SmallChecklist.Item("rota", new ItemDue.By(London.Day("2026-11-19")))).Register();
        council.Says("2026-10-05T09:00Z", "rota", said);
        var written = 0;
        for (var (now, end) = (London.At("2026-10-05T10:00Z"), London.At("2026-12-01T00:00Z")); now < end; now = now.AddHours(1))
        {
            if (now is { DayOfWeek: DayOfWeek.Wednesday, Hour: 9 })
            {
                council.Report(now.ToString("O"), Council.Home, new("absent", new(0, null)), new("masks", new(30, null)), new("employed", new(40, null)), new("safe", new(null, "yes")));
            }

            if (Desk.LetTimePass(council.Tenant, now) is not null && now >= London.At("2026-11-01T00:00Z"))
            {
                written++;
            }
        }

        Assert.Equal(entries, written);
    }

    [Fact]
    public void Silence_never_clears_a_level()
    {
        var winter = new Winter();
        winter.Join("elm");
        winter.Report("elm", "2026-11-02T09:00Z", 40, 8);

        PassTime(winter, "2027-06-01T00:00Z");

        Assert.Equal(Red, winter.LevelOf("elm"));
    }

    [Fact]
    public void A_limit_of_silence_beyond_any_season_is_never_due()
    {
        var winter = new Winter();
        winter.Join("elm");
        winter.Adopt("2026-10-01", "2027-03-31", 1, "2026-10-01T09:00Z", new Domain.Plans.Override("silence", Red, 1_000_000_000, null, null, null, false, "Never"));

        PassTime(winter, "2026-11-30T00:00Z");

        Assert.Equal(Amber, winter.LevelOf("elm", "silence"));
    }

    private static Winter Reported(string at)
    {
        var winter = new Winter();
        winter.Join("elm");
        winter.Report("elm", at, 40, 1);
        return winter;
    }

    private static void PassTime(Winter winter, string until)
    {
        while (winter.Tenant.Subjects.Values.Min(s => s.DueOn) is { } next && next <= London.At(until))
        {
            winter.Tick(next.ToString("O"));
        }
    }

    private static (string, string, string) Shown(SubjectState subject) => (
        string.Join(',', subject.Overdue), string.Join(',', subject.Stale),
        string.Join(',', subject.Triggers.Select(t => $"{t.Key}={t.Value.Level}/{string.Join('+', t.Value.Unknown)}").Order()));
}
