using System.Text;
using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Triggers;
using static Compliance.Domain.Checklists.TriggerLevel;
using static Compliance.Domain.Tests.Intake.Worded;

namespace Compliance.Domain.Tests.Intake;

/// <summary>Faults that other products had, each of which must not be ours.</summary>
public sealed class PitfallTests
{
    // Icinga 7191: results that no longer came left everything green.
    [Fact]
    public void What_has_gone_stale_is_green_no_more()
    {
        var winter = Under(Of("high", Absent, Small.AtLeast(Red, 5, null)), Silent);
        winter.Says("2026-11-02T09:00Z", ("absent", 1));
        Assert.Equal((Clear, 0), (winter.Level("high"), winter.State("high").Unknown.Count));

        winter.Live("2026-11-10T09:00:00.001Z");
        Assert.Equal((Clear, "absent", "absent"), (winter.Level("high"), Assert.Single(winter.State("high").Unknown), Assert.Single(winter[Home].Stale)));
        Assert.Equal(Amber, winter.Live("2026-11-20T00:00Z").Level("silent"));
    }

    // Grafana 105571: a series that went missing was told as resolved, and fired again when it came back.
    [Fact]
    public void Silence_clears_nothing_and_its_end_fires_nothing_again()
    {
        var winter = Under(Of("high", Absent, Small.AtLeast(Red, 5, null)), Of("long", Absent, Small.AtLeast(Red, 5, null) with { For = Hours(24), HoldFor = Hours(24) }));
        winter.Says("2026-11-02T09:00Z", ("absent", 9));
        winter.Live("2026-11-06T09:00Z");
        // Not to know is to be silent too.
        winter.Unknown("2026-11-06T10:00Z", "absent");
        winter.Live("2026-12-20T09:00Z");
        Assert.All(new[] { "high", "long" }, t => Assert.Equal((Red, false), (winter.Level(t), winter.Case(t)!.StandDownProposed)));

        winter.Says("2026-12-20T10:00Z", ("absent", 9));

        Assert.All(new[] { "high", "long" }, t => Assert.Single(winter.Fired(t)));
        Assert.Equal(2, winter.Tenant.Escalations.Count);
        Assert.All(winter.Tenant.Escalations.Values, e => Assert.DoesNotContain(e.Timeline, t => t.Event == "stand-down-proposed"));
    }

    // Prometheus 8943: nothing could be said of a member that had never been seen.
    [Fact]
    public void A_provider_that_never_reported_is_silent_and_counts_as_such()
    {
        var winter = Under(Silent, Of("high", Absent, Small.AtLeast(Red, 5, null)), OfAll("all", new TriggerValue.ShareOfProviders(Services.All, "high", Red, Bound.LowerBound, Bound.UpperBound, 0, 1), Small.AtLeast(Red, 90, null)));
        winter.Join("oak");
        winter.Says("oak", "2026-10-14T09:00Z", ("absent", 9));

        winter.Live("2026-10-21T00:00Z");

        Assert.Equal(Amber, winter.Level("silent"));
        Assert.NotNull(winter.Case("silent"));
        Assert.Equal(new Tally(0, 1, 1), winter.Authority.Tallies["all"]);
    }

    // Grafana 56067: what had no data fired at once, whatever waiting had been asked for. Due by the end of Sunday 8 November.
    [Theory]
    [InlineData("2026-11-09T00:00:00.000Z", Clear)]
    [InlineData("2026-11-11T23:59:59.999Z", Clear)]
    [InlineData("2026-11-12T00:00:00.000Z", Amber)]
    public void Silence_has_a_grace_of_its_own(string at, TriggerLevel expected)
    {
        var winter = Under(Silent);
        winter.Says("2026-10-29T09:00Z", ("absent", 1));

        Assert.Equal(expected, winter.Live(at).Level("silent"));
    }

    // PostHog 91700: the last bucket, empty as yet, was read as zero, and “too few” fired.
    [Fact]
    public void What_is_not_known_is_not_zero()
    {
        var low = new[]
        {
            Of("few", new TriggerValue.Reading("masks"), Small.AtMost(Red, 2, null)),
            Of("below", new TriggerValue.Reading("masks"), new Level(Red, Comparison.Below, 3, null, null, 1, Tier.Authority, "local", 7)),
            Of("least", new TriggerValue.Least(["masks", "gloves"]), Small.AtMost(Red, 2, null)) with { Missing = MissingStrategy.NeverSkip },
            Of("share", Share, Small.AtMost(Red, 2, null)),
            Of("ratio", new TriggerValue.Ratio("absent", "employed", 1000), Small.AtMost(Red, 2, null)),
            Of("fall", new TriggerValue.Change(new TriggerValue.Reading("masks"), true, Since.PreviousPeriod, null, ChangeUnit.Units), Small.AtLeast(Red, 3, null)),
            Of("not", new TriggerValue.Joined(), When(Red, Not(AtLeast(new TriggerValue.Reading("masks"), 3)))) with { Missing = MissingStrategy.NeverSkip },
            OfAll("sum", new TriggerValue.SumOfProviders(Services.All, "masks", null, 0, 0), Small.AtMost(Red, 2, null)),
            OfAll("rate", new TriggerValue.SumOfProviders(Services.All, "absent", "employed", 0, 0), Small.AtMost(Red, 2, null)),
        };
        var winter = Under(low);
        winter.Live("2026-11-01T09:00Z");
        Assert.Empty(winter.Tenant.Changes.Firings);

        winter.Says("2026-11-02T09:00Z", ("masks", 30), ("gloves", 30), ("absent", 5), ("employed", 20));
        winter.Unknown("2026-11-09T09:00Z", "masks", "gloves", "absent");
        winter.Live("2026-12-20T09:00Z");

        Assert.Empty(winter.Tenant.Changes.Firings);
    }

    // Prometheus 3376 and 15175: a duration began anew with a reload or a restart.
    [Theory]
    [InlineData("2026-11-05T08:59:59.999Z", Clear)]
    [InlineData("2026-11-05T09:00:00.000Z", Amber)]
    public void A_duration_goes_on_through_a_restart_and_a_change_of_the_plan(string at, TriggerLevel expected)
    {
        var winter = Under(Of("long", Absent, Small.AtLeast(Amber, 5, null) with { For = Hours(72) }), Of("other", Absent, Small.AtLeast(Amber, 50, null)));
        winter.Says("2026-11-02T09:00Z", ("absent", 5));
        Restart(winter);
        Assert.True(winter.Adopt("2026-10-01", "2027-03-31", 1, "2026-11-03T09:00Z", new Plans.Override("other", null, null, null, null, null, true, "Not here")).IsAccepted);
        Restart(winter);
        Assert.Equal(London.At("2026-11-05T09:00Z"), winter[Home].DueOn);

        Assert.Equal(expected, winter.Live(at).Level("long"));
    }

    // Grafana 93200: rules provisioned anew, unchanged, stood at normal again.
    [Fact]
    public void A_plan_set_again_unchanged_changes_no_state()
    {
        var winter = Under(
            [SmallChecklist.Item("drill")], [], Of("high", Absent, Small.AtLeast(Red, 5, 3)), Of("held", Absent, Small.AtLeast(Red, 5, null) with { HoldFor = Hours(500) }),
            Of("often", Absent, Small.AtLeast(Amber, 5, null) with { Periods = 2, OfLast = 3 }), Of("stuck", new TriggerValue.DaysAt("drill", ItemStatus.AtRisk, false), Small.AtLeast(Amber, 1, null)),
            Silent, OfAll("all", new TriggerValue.CountOfProviders(Services.All, "high", Red, Bound.LowerBound, Bound.UpperBound, 0, 1), Small.AtLeast(Red, 1, null)));
        winter.Status("2026-11-02T08:00Z", "drill", ItemStatus.AtRisk);
        winter.Says("2026-11-02T09:00Z", ("absent", 9));
        winter.Says("2026-11-09T09:00Z", ("absent", 4));
        winter.Live("2026-11-20T09:00Z");
        var before = winter.Tenant.Subjects.ToDictionary(s => s.Key, s => States(s.Value));
        var fired = winter.Tenant.Changes.Firings.Count;
        Assert.Contains(winter[Home].Triggers.Values, t => t.Level > Clear);

        Assert.True(winter.Adopt("2026-10-01", "2027-03-31", 1, "2026-11-20T09:00Z").IsAccepted);

        Assert.Equal(before, winter.Tenant.Subjects.ToDictionary(s => s.Key, s => States(s.Value)));
        Assert.Equal(fired, winter.Tenant.Changes.Firings.Count);
    }

    // Kibana 285154: runs that came too late skipped their windows, and said that all was well.
    [Fact]
    public void A_clock_that_was_away_for_long_misses_nothing_that_it_should_have_seen()
    {
        var winter = Under(Of("long", Absent, Small.AtLeast(Amber, 5, null) with { For = Hours(24), HoldFor = Hours(24) }), Of("after", new TriggerValue.LevelOf("long"), Small.AtLeast(Red, (long)Amber, null)), Silent);
        winter.Says("2026-11-02T09:00Z", ("absent", 5));

        winter.Tick("2026-12-20T09:00Z");

        Assert.Equal((Amber, Red, Amber), (winter.Level("long"), winter.Level("after"), winter.Level("silent")));
        Assert.Equal(London.At("2026-11-03T09:00Z"), winter.State("long").Since);
        Assert.Equal(3, winter.Tenant.Escalations.Count);
        Assert.All(winter.Tenant.Subjects.Values, s => Assert.True(s.DueOn is null || s.DueOn > winter.Tenant.KnownOn));
    }

    // VictoriaMetrics 5759: every replay gave another answer.
    [Fact]
    public void A_replay_gives_the_same_answer_every_time()
    {
        var winter = Under(
            Of("long", Absent, Small.AtLeast(Amber, 5, null) with { For = Hours(24) }), Silent, Of("quiet", Absent, Small.AtLeast(Amber, 4, null)) with { SuppressedBy = [new Suppressor("long", Amber)] },
            Of("rise", new TriggerValue.Change(Absent, false, Since.PreviousPeriod, null, ChangeUnit.Units), Small.AtLeast(Amber, 3, null)));
        var id = winter.Says("2026-11-02T09:00Z", ("absent", 5));
        winter.Says("2026-11-09T09:00Z", ("absent", 9));
        winter.Corrects(id, "2026-11-10T09:00Z", ("absent", 8));
        winter.Late("2026-11-10T10:00Z", "2026-11-05T09:00Z", ("absent", 2));
        winter.Live("2026-12-01T09:00Z");

        foreach (var anew in new[] { winter.Replayed(), winter.Replayed() })
        {
            Assert.Equal(Shown(winter.Tenant.Changes.Firings), Shown(anew.Changes.Firings));
            Assert.Equal(Shown(winter.Tenant.Escalations), Shown(anew.Escalations));
            Assert.Equal(winter.Tenant.Changes.Marks, anew.Changes.Marks);
            Assert.All(winter.Tenant.Subjects, s => Assert.Equal(Packed.Position(s.Value), Packed.Position(anew.Subjects[s.Key])));
            Assert.All(winter.Tenant.Subjects, s => Assert.Equal(Packed.Window(s.Value), Packed.Window(anew.Subjects[s.Key])));
        }
    }

    // Alertmanager 4108 and 3551: retries and flapping told of the same thing twice.
    [Fact]
    public void What_flaps_stays_one_case_and_tells_once()
    {
        var winter = Under(Of("high", Absent, Small.AtLeast(Red, 5, null)));
        for (var day = 2; day < 22; day++)
        {
            winter.Says($"2026-11-{day:00}T09:00Z", ("absent", day % 2 == 0 ? 9 : 1));
            winter.Live($"2026-11-{day:00}T09:00Z");
        }

        var only = Assert.Single(winter.Tenant.Escalations.Values);
        Assert.Single(only.Timeline, e => e.Event == "raised");
        Assert.DoesNotContain(only.Timeline, e => e.Event is "level-rose" or "reopened");
        Assert.Single(only.Timeline, e => e.Told is { Count: > 0 } && e.Event == "raised");
    }

    private static Trigger Silent => Of("silent", new TriggerValue.SilentFor("absent"), Small.AtLeast(Amber, 3, null));

    /// <summary>Nothing is remembered that is not stored.</summary>
    private static void Restart(Winter winter)
    {
        foreach (var (key, subject) in winter.Tenant.Subjects.ToList())
        {
            winter.Tenant.Subjects[key] = Packed.Read(key, Packed.Position(subject), Packed.Window(subject));
        }
    }

    // How many days have passed is seen anew at every look.
    private static string States(SubjectState subject) => Shown(subject.Triggers.OrderBy(t => t.Key).Select(t => new { t.Key, State = t.Value with { Value = Interval.Unknown } }));

    private static string Shown<T>(T value) => Encoding.UTF8.GetString(Canonical.Write(value));
}
