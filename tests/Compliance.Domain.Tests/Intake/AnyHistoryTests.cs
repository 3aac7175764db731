using System.Text;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Tests.Calendars;
using static Compliance.Domain.Checklists.TriggerLevel;
using static Compliance.Domain.Tests.Intake.Worded;

namespace Compliance.Domain.Tests.Intake;

/// <summary>Histories made up from a seed, under triggers of every kind that reports and time move.</summary>
public sealed class AnyHistoryTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Two_orders_of_arrival_agree_on_beliefs_and_levels(int seed)
    {
        var random = new Random(seed);
        var reports = Reports(random, 22);
        var (end, forward, shuffled) = (reports[^1].AsAt.AddDays(3).ToString("O"), Every(), Every());
        foreach (var report in reports)
        {
            Send(forward, report, report.AsAt);
        }

        forward.Live(end);
        shuffled.Live(end);
        foreach (var report in reports.OrderBy(_ => random.Next()))
        {
            Send(shuffled, report, London.At(end));
        }

        Assert.Equal(Believed(forward), Believed(shuffled));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void However_seldom_the_clock_is_looked_at_the_levels_are_the_same(int seed)
    {
        var random = new Random(seed);
        var reports = Reports(random, 30);
        var (exact, small, big) = (Every(), Every(), Every());
        var on = London.At("2026-11-01T00:00Z");
        foreach (var report in reports)
        {
            for (; on < report.AsAt; on = on.AddHours(random.Next(1, 20)))
            {
                small.Tick(on.ToString("O"));
            }

            exact.Live(report.AsAt.ToString("O"));
            big.Tick(report.AsAt.ToString("O"));
            foreach (var winter in new[] { exact, small, big })
            {
                winter.Tick(report.AsAt.ToString("O"));
                Send(winter, report, report.AsAt);
            }

            Assert.Equal(Levels(exact), Levels(small));
            Assert.Equal(Levels(exact), Levels(big));
        }

        var end = on.AddDays(12).ToString("O");
        exact.Live(end);
        small.Tick(end);
        big.Tick(end);
        Assert.Equal(Believed(exact), Believed(small));
        Assert.Equal(Believed(exact), Believed(big));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_clock_is_never_set_too_late(int seed)
    {
        // Looking far more often than told to finds nothing that was missed.
        var random = new Random(seed);
        var winter = Every(timed: true);
        var on = London.At("2026-11-01T00:00Z");
        foreach (var report in Reports(random, 12, statuses: true))
        {
            for (; on < report.AsAt; on = on.AddMinutes(random.Next(1, 900)))
            {
                Look(winter, on);
            }

            Send(winter, report, report.AsAt);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Folded_anew_the_journal_gives_the_same_bytes(int seed)
    {
        var random = new Random(seed);
        var winter = Every(timed: true);
        var ids = new List<string>();
        var at = London.At("2026-11-01T08:00Z");
        foreach (var report in Reports(random, 40, statuses: true))
        {
            at = at.AddMinutes(random.Next(60 * 40));
            winter.Tick(at);
            var given = ids.Count > 0 && random.Next(4) == 0
                ? new GivenReport(ReportKind.Correction, null, report.Readings, [], ids[random.Next(ids.Count)], ["absent"], null)
                : new GivenReport(ReportKind.Routine, random.Next(3) == 0 ? at.AddMinutes(-random.Next(60 * 24 * 30)) : null, report.Readings, report.Statuses, null, ["absent"], null);
            if (winter.Take(new SubmitReport("manager", Home, given), at) is ReportAccepted { Revision: 1 } accepted)
            {
                ids.Add(accepted.Id);
            }
        }

        var anew = winter.Replayed();
        Assert.True(winter.Journal.Count > 30, "Hardly anything was accepted.");
        foreach (var (key, subject) in winter.Tenant.Subjects)
        {
            Assert.Equal(Packed.Position(subject), Packed.Position(anew.Subjects[key]));
            Assert.Equal(Packed.Window(subject), Packed.Window(anew.Subjects[key]));
        }

        Assert.Equal(Shown(winter.Tenant.Escalations), Shown(anew.Escalations));
        Assert.Equal(Shown(winter.Tenant.Changes.Firings), Shown(anew.Changes.Firings));
        Assert.Equal(winter.Tenant.Changes.Marks, anew.Changes.Marks);
    }

    /// <summary>When nothing is said to be due, looking moves nothing.</summary>
    private static void Look(Winter winter, DateTime on)
    {
        if (NextOn(winter.Tenant) is { } next && next <= on)
        {
            winter.Tick(on);
            return;
        }

        var rules = winter.Tenant.RulesOn(winter.Tenant.Calendar.DateOf(on));
        foreach (var subject in winter.Tenant.Subjects.Values)
        {
            var copy = Packed.Read(subject.Key, Packed.Position(subject), Packed.Window(subject));
            Clock.Settle(copy, rules, on, subject.Seq);
            Assert.Equal(Standing(subject), Standing(copy));
            Assert.Equal(subject.Stale, copy.Stale);
            Assert.Equal(subject.Overdue, copy.Overdue);
        }
    }

    private static Winter Every(bool timed = false)
    {
        var level = new TriggerValue.LevelOf("long");
        Trigger[] reported =
        [
            Of("plain", Share, Small.AtLeast(Amber, 10, 8) with { Periods = 2 }, Small.AtLeast(Red, 20, 15)) with { AndAtLeast = new CountFloor("absent", 2) },
            Of("long", Absent, Small.AtLeast(Amber, 4, 3) with { For = Hours(30) }, Small.AtLeast(Red, 6, 5) with { For = Days(4), HoldFor = Days(2) }),
            Of("working", Share, Small.AtLeast(Red, 15, null) with { For = WorkingDays(2) }) with { Gaps = Gaps.Reset },
            Of("held", Absent, Small.AtLeast(Amber, 5, null), Small.AtLeast(Red, 8, null) with { HoldFor = WorkingDays(1) }),
            Of("often", Absent, Small.AtLeast(Amber, 5, null) with { Periods = 2, OfLast = 4 }) with { Gaps = Gaps.Reset },
            Of("floored", Absent, Small.AtLeast(Amber, 3, null) with { For = Hours(40) }) with { AndAtLeast = new CountFloor("count", 3) },
            Of("ratio", new TriggerValue.Ratio("absent", "employed", 1000), Small.AtLeast(Amber, 180, 90)),
            Of("least", new TriggerValue.Least(["masks", "gloves"]), Small.AtMost(Red, 2, 4)) with { Missing = MissingStrategy.NeverSkip },
            Of("most", new TriggerValue.Most(["masks", "gloves"]), Small.AtLeast(Red, 7, 4)),
            Of("rise", new TriggerValue.Change(Absent, false, Since.PreviousPeriod, null, ChangeUnit.Units), Small.AtLeast(Amber, 3, null)),
            Of("fall", new TriggerValue.Change(Share, true, Since.PreviousPeriod, null, ChangeUnit.Percent), Small.AtLeast(Amber, 30, null)),
            Of("based", new TriggerValue.Change(Share, false, Since.Baseline, "start", ChangeUnit.Units), Small.AtLeast(Amber, 5, null)),
            Of("reached", level, Small.AtLeast(Red, (long)Red, null)),
            Of("after", new TriggerValue.LevelOf("reached"), Small.AtLeast(Amber, (long)Red, null) with { For = Hours(20), HoldFor = Hours(10) }),
            Of("joined", new TriggerValue.Joined(), When(Amber, All(AtLeast(Absent, 3, 2), Any(AtLeast(level, (long)Amber), Not(AtLeast(Share, 30)))))) with { Missing = MissingStrategy.NeverSkip },
            Of("quiet", Share, Small.AtLeast(Amber, 12, null)) with { SuppressedBy = [new Suppressor("long", Amber)] },
        ];
        Trigger[] byTime =
        [
            Of("silent", new TriggerValue.SilentFor("absent"), Small.AtLeast(Amber, 1, null), Small.AtLeast(Red, 3, null)),
            Of("status", new TriggerValue.StatusOf("drill"), Is(Amber, "at-risk"), Is(Red, "not-met")),
            Of("stuck", new TriggerValue.DaysAt("drill", ItemStatus.AtRisk, false), Small.AtLeast(Amber, 2, null), Small.AtLeast(Red, 5, null)),
            Of("late", new TriggerValue.Overdue("rounds", true), Small.AtLeast(Amber, 2, null), Small.AtLeast(Red, 8, null)),
            Of("mixed", new TriggerValue.Joined(), When(Red, All(AtLeast(new TriggerValue.SilentFor("absent"), 2), AtLeast(new TriggerValue.LevelOf("late"), (long)Amber)))) with { Missing = MissingStrategy.NeverSkip },
        ];
        return Under(
            [SmallChecklist.Item("drill", new ItemDue.By(London.Day("2026-11-11"))), SmallChecklist.Item("rounds", repeat: Cadence.Week)],
            [new Baseline("start", "Start", London.Day("2026-11-03"))], timed ? [.. reported, .. byTime] : reported);
    }

    private static List<Made> Reports(Random random, int count, bool statuses = false)
    {
        var at = London.At("2026-11-01T08:00Z");
        return
        [
            .. Enumerable.Range(0, count).Select(i => new Made(
                at = at.AddMinutes(random.Next(1, random.Next(6) == 0 ? 60 * 24 * 12 : 60 * 40)),
                [
                    .. new[] { "absent", "employed", "masks", "gloves", "count" }.Where((_, m) => m == i % 5 || random.Next(3) > 0).Select(m => random.Next(9) switch
                    {
                        0 => new GivenReading(m, Unknown: true),
                        1 when m != "absent" => new GivenReading(m, NotApplicable: true),
                        _ => Winter.Number(m, m == "employed" ? random.Next(20, 40) : random.Next(10)),
                    }),
                ],
                statuses ? [.. new[] { "drill", "rounds" }.Where(_ => random.Next(3) == 0).Select(s => new StatusAnswer(s, (ItemStatus)random.Next(6), null))] : [])),
        ];
    }

    private static void Send(Winter winter, Made report, DateTime at)
    {
        var outcome = winter.Take(new SubmitReport(
            "manager", Home, new GivenReport(ReportKind.Routine, report.AsAt, report.Readings, report.Statuses, null, ["absent"], null)), at);
        Assert.True(outcome.IsAccepted, Shown<object>(outcome));
    }

    private static string Levels(Winter winter) => string.Join(' ', winter[Home].Triggers.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key}={t.Value.Level}"));

    // Of those who are not silent any more nothing needs to be kept.
    private static string Standing(SubjectState subject) => string.Join(
        ' ', subject.Triggers.Where(t => t.Key != "silent" || t.Value.Level > Clear).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key}={t.Value.Level}?{string.Join(',', t.Value.Unknown)}"));

    private static string Believed(Winter winter) => string.Join('\n', winter[Home].Beliefs.OrderBy(b => b.Key, StringComparer.Ordinal).Select(b => $"{b.Key}={b.Value.Answer}@{b.Value.AsAt:O}")
        .Concat(winter[Home].Triggers.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t =>
            $"{t.Key}={t.Value.Level} since {t.Value.Since:O}, {string.Join(',', t.Value.Runs)}, {t.Value.Value}, ?{string.Join(',', t.Value.Unknown)}, held {t.Value.HeldUntil:O}")));

    private static string Shown<T>(T value) => Encoding.UTF8.GetString(Canonical.Write(value));

    private sealed record Made(DateTime AsAt, List<GivenReading> Readings, List<StatusAnswer> Statuses);
}
