using System.Globalization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Triggers;
using static Compliance.Domain.Checklists.TriggerLevel;
using static Compliance.Domain.Tests.Intake.Worded;

namespace Compliance.Domain.Tests.Intake;

/// <summary>What is counted and added up over providers.</summary>
public sealed class CountedTests
{
    private static readonly Trigger _high = Of("high", Absent, Small.AtLeast(Red, 5, null));

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_kept_as_sums_is_what_a_full_count_gives(int seed)
    {
        var random = new Random(seed);
        var winter = Every();
        var at = London.At("2026-11-02T09:00Z");
        for (var step = 0; step < 200; step++)
        {
            at = at.AddMinutes(random.Next(60 * 14));
            Walk(winter, random, at);
            Recount(winter);
        }
    }

    [Fact]
    public void Each_provider_counts_for_what_it_weighs_however_old_that_answer_is()
    {
        var winter = Shared(new TriggerValue.ShareOfProviders(Services.All, "high", Red, Bound.LowerBound, Bound.UpperBound, 0, 1, new Weight("beds", 5)), 4);
        winter.Says("home-1", "2026-11-02T09:00Z", ("beds", 60));
        winter.Says("home-2", "2026-11-02T09:00Z", ("beds", 20));
        winter.Says("home-1", "2027-01-04T09:00Z", ("absent", 5));
        winter.Says("home-2", "2027-01-04T09:00Z", ("absent", 1));

        // Sixty, twenty and twice the five of those that never said: sixty of ninety for certain, and ten more perhaps.
        Assert.Equal(new Interval(new Fraction(60, 90), new Fraction(70, 90)), winter.Authority.StateOf("all").Value);
        Assert.Equal("66.7 % (60 of 90)", Sentences.Said(new Sight(null, new Interval(new Fraction(60, 90), new Fraction(60, 90)), 100)));
        winter.Says("home-2", "2027-01-04T10:00Z", ("beds", 120));
        Assert.Equal(new Interval(new Fraction(60, 190), new Fraction(70, 190)), winter.Authority.StateOf("all").Value);
    }

    [Fact]
    public void Where_nobody_weighs_anything_no_share_is_known()
    {
        var winter = Shared(new TriggerValue.ShareOfProviders(Services.All, "high", Red, Bound.LowerBound, Bound.UpperBound, 0, 1, new Weight("beds", 0)), 2);
        winter.Says("home-1", "2026-11-02T09:00Z", ("absent", 5));

        Assert.Equal((Clear, Interval.Unknown), (winter.Authority.StateOf("all").Level, winter.Authority.StateOf("all").Value));
    }

    [Theory]
    [InlineData(1, Clear)]
    [InlineData(2, Red)]
    public void A_count_fires_on_what_is_certain(int reached, TriggerLevel expected)
    {
        var winter = Shared(new TriggerValue.CountOfProviders(Services.All, "high", Red, Bound.LowerBound, Bound.UpperBound, 0, 1), 4, limit: 2);
        for (var i = 1; i <= reached; i++)
        {
            winter.Says($"home-{i}", "2026-11-02T09:00Z", ("absent", 5));
        }

        var state = winter.Authority.StateOf("all");
        Assert.Equal((expected, expected == Clear), (state.Level, state.Warned));
        Assert.Equal(new Interval(new Fraction(reached, 1), new Fraction(4, 1)), state.Value);
    }

    [Fact]
    public void A_count_clears_only_once_even_the_silent_cannot_hold_it()
    {
        var winter = Shared(new TriggerValue.CountOfProviders(Services.All, "high", Red, Bound.LowerBound, Bound.UpperBound, 0, 1), 3, limit: 2);
        winter.Says("home-1", "2026-11-02T09:00Z", ("absent", 5));
        winter.Says("home-2", "2026-11-02T09:00Z", ("absent", 5));
        winter.Says("home-1", "2026-11-02T10:00Z", ("absent", 1));
        Assert.Equal(Red, winter.Authority.StateOf("all").Level);

        winter.Says("home-3", "2026-11-02T11:00Z", ("absent", 1));
        Assert.Equal(Clear, winter.Authority.StateOf("all").Level);
    }

    [Fact]
    public void Of_a_sum_the_silent_leave_the_upper_end_open()
    {
        var winter = Shared(new TriggerValue.SumOfProviders(Services.All, "absent", null, 50, 2), 4, limit: 10);
        winter.Says("home-1", "2026-11-02T09:00Z", ("absent", 9));
        Assert.Equal((Clear, Interval.Unknown), (winter.Authority.StateOf("all").Level, winter.Authority.StateOf("all").Value));
        Assert.Equal(["absent"], winter.Authority.StateOf("all").Unknown);

        winter.Says("home-2", "2026-11-02T09:00Z", ("absent", 1));
        Assert.Equal((Red, new Interval(new Fraction(10, 1), null)), (winter.Authority.StateOf("all").Level, winter.Authority.StateOf("all").Value));
        Assert.Equal("all: at least 10; red from 10", winter.Case("all", SubjectState.Authority)!.Summary);

        winter.Says("home-2", "2026-11-02T10:00Z", ("absent", 0));
        Assert.Equal(Red, winter.Authority.StateOf("all").Level);
        winter.Says("home-3", "2026-11-02T11:00Z", ("absent", 0));
        winter.Says("home-4", "2026-11-02T12:00Z", ("absent", 0));
        Assert.Equal((Clear, Interval.Exactly(9, 1)), (winter.Authority.StateOf("all").Level, winter.Authority.StateOf("all").Value));
    }

    [Fact]
    public void A_percentage_of_sums_adds_up_and_never_averages()
    {
        var winter = Shared(new TriggerValue.SumOfProviders(Services.All, "absent", "employed", 0, 1), 3, limit: 20);
        winter.Says("home-1", "2026-11-02T09:00Z", ("absent", 9), ("employed", 10));
        winter.Says("home-2", "2026-11-02T09:00Z", ("absent", 1), ("employed", 90));
        winter.Says("home-3", "2026-11-02T09:00Z", ("employed", 100));

        // Ten of a hundred are certain, and a hundred more might all be absent.
        Assert.Equal(new Interval(new Fraction(10, 200), new Fraction(110, 200)), winter.Authority.StateOf("all").Value);
        winter.Says("home-3", "2026-11-02T10:00Z", ("absent", 30));
        Assert.Equal((Red, Interval.Exactly(40, 200)), (winter.Authority.StateOf("all").Level, winter.Authority.StateOf("all").Value));
    }

    [Fact]
    public void A_silent_provider_whose_staff_nobody_knows_leaves_a_percentage_of_sums_open()
    {
        var winter = Shared(new TriggerValue.SumOfProviders(Services.All, "absent", "employed", 0, 1), 2, limit: 20);
        winter.Says("home-1", "2026-11-02T09:00Z", ("absent", 1), ("employed", 100));

        Assert.Null(winter.Authority.StateOf("all").Value.Upper);
        Assert.Equal(Clear, winter.Authority.StateOf("all").Level);
        winter.Says("home-1", "2026-11-02T10:00Z", ("absent", 30));
        Assert.Equal((Red, new Interval(new Fraction(30, 100), null)), (winter.Authority.StateOf("all").Level, winter.Authority.StateOf("all").Value));

        // Five of a hundred are not good news while nobody knows how many more there are.
        winter.Says("home-1", "2026-11-02T11:00Z", ("absent", 5));
        Assert.Equal(Red, winter.Authority.StateOf("all").Level);
        winter.Says("home-2", "2026-11-02T12:00Z", ("employed", 10));
        Assert.Equal((Clear, new Interval(new Fraction(5, 110), new Fraction(15, 110))), (winter.Authority.StateOf("all").Level, winter.Authority.StateOf("all").Value));
    }

    [Fact]
    public void Added_up_over_nobody_employed_nothing_is_known()
    {
        var winter = Shared(new TriggerValue.SumOfProviders(Services.All, "absent", "employed", 0, 1), 2, limit: 20);
        winter.Tells("2026-11-02T09:00Z", ReportKind.Nil, "home-1");
        winter.Tells("2026-11-02T09:00Z", ReportKind.Nil, "home-2");

        Assert.Equal((Clear, Interval.Unknown), (winter.Authority.StateOf("all").Level, winter.Authority.StateOf("all").Value));
    }

    [Fact]
    public void When_all_fall_silent_what_fired_stays_and_is_unknown()
    {
        foreach (var value in new TriggerValue[]
        {
            new TriggerValue.ShareOfProviders(Services.All, "high", Red, Bound.LowerBound, Bound.UpperBound, 50, 1), new TriggerValue.CountOfProviders(Services.All, "high", Red, Bound.LowerBound, Bound.UpperBound, 50, 1),
            new TriggerValue.SumOfProviders(Services.All, "absent", null, 50, 1), new TriggerValue.SumOfProviders(Services.All, "absent", "employed", 50, 1),
        })
        {
            var winter = Shared(value, 2, limit: 2);
            winter.Says("home-1", "2026-11-02T09:00Z", ("absent", 9), ("employed", 20));
            winter.Says("home-2", "2026-11-02T09:00Z", ("absent", 9), ("employed", 20));
            Assert.Equal(Red, winter.Authority.StateOf("all").Level);

            winter.Live("2026-11-20T09:00Z");

            Assert.Equal((Red, 1), (winter.Authority.StateOf("all").Level, winter.Authority.StateOf("all").Unknown.Count));
            Assert.False(winter.Case("all", SubjectState.Authority)!.StandDownProposed);
        }
    }

    [Fact]
    public void A_share_that_lasts_fires_by_the_clock()
    {
        var share = new TriggerValue.ShareOfProviders(Services.All, "high", Red, Bound.LowerBound, Bound.UpperBound, 0, 1);
        var winter = Under(_high, OfAll("all", share, Small.AtLeast(Red, 50, null) with { For = Hours(24) }));
        winter.Says("2026-11-02T09:00Z", ("absent", 5));

        Assert.Equal(Clear, winter.Live("2026-11-03T08:59:59.999Z").Authority.StateOf("all").Level);
        Assert.Equal(Red, winter.Live("2026-11-03T09:00Z").Authority.StateOf("all").Level);
    }

    [Fact]
    public void Two_counts_in_one_condition_are_kept_apart()
    {
        var (homes, nursing) = (new Services(["care-home"]), new Services(["nursing-home"]));
        var when = All(
            AtLeast(new TriggerValue.CountOfProviders(homes, "high", Red, Bound.LowerBound, Bound.UpperBound, 0, 1), 1),
            AtLeast(new TriggerValue.CountOfProviders(nursing, "high", Red, Bound.LowerBound, Bound.UpperBound, 0, 1), 1));
        var winter = Under(_high, OfAll("all", new TriggerValue.Joined(), When(Red, when)));
        winter.Join("oak", type: "nursing-home");
        winter.Says("2026-11-02T09:00Z", ("absent", 5));
        winter.Says("oak", "2026-11-02T09:00Z", ("absent", 1));
        Assert.Equal(Clear, winter.Authority.StateOf("all").Level);

        winter.Says("oak", "2026-11-02T10:00Z", ("absent", 5));

        Assert.Equal((Red, new Tally(0, 1, 0), new Tally(0, 1, 0)), (winter.Authority.StateOf("all").Level, winter.Authority.Tallies["all"], winter.Authority.Tallies["all#2"]));
    }

    private static Winter Shared(TriggerValue value, int homes, long limit = 50)
    {
        var winter = Under(_high, OfAll("all", value, Small.AtLeast(Red, limit, null)));
        winter.Join(Home, left: "2026-10-02");
        for (var i = 1; i <= homes; i++)
        {
            winter.Join(string.Create(CultureInfo.InvariantCulture, $"home-{i}"));
        }

        return winter.Live("2026-10-05T09:00Z");
    }

    private static Winter Every() => Under(
        _high,
        OfAll("share", new TriggerValue.ShareOfProviders(Services.All, "high", Red, Bound.LowerBound, Bound.UpperBound, 20, 1), Small.AtLeast(Red, 50, 30)),
        OfAll("weighted", new TriggerValue.ShareOfProviders(Services.All, "high", Red, Bound.LowerBound, Bound.UpperBound, 20, 1, new Weight("beds", 7)), Small.AtLeast(Red, 50, 30)),
        OfAll("number", new TriggerValue.CountOfProviders(new Services(["care-home"]), "high", Red, Bound.UpperBound, Bound.UpperBound, 20, 1), Small.AtLeast(Red, 3, null)),
        OfAll("sum", new TriggerValue.SumOfProviders(Services.All, "absent", null, 20, 1), Small.AtLeast(Red, 12, null)),
        OfAll("rate", new TriggerValue.SumOfProviders(Services.All, "absent", "employed", 20, 1), Small.AtLeast(Red, 20, 15)),
        Small.Trigger("own", SubjectScope.Organisation, new TriggerValue.CountOfProviders(Services.All, "high", Red, Bound.LowerBound, Bound.UpperBound, 0, 1, ["higher"]), Small.AtLeast(Red, 2, null)),
        Of("higher", Absent, Small.AtLeast(Red, 7, null)),
        Small.Trigger("own-sum", SubjectScope.Organisation, new TriggerValue.SumOfProviders(Services.All, "absent", "employed", 20, 1), Small.AtLeast(Red, 20, 15)));

    private static void Walk(Winter winter, Random random, DateTime at)
    {
        var (of, on) = ($"home-{random.Next(6)}", at.ToString("O"));
        switch (random.Next(8))
        {
            case 0:
                winter.Live(on);
                winter.Join(of, "2026-10-01", random.Next(2) == 0 ? null : London.England.DateOf(at).AddDays(random.Next(10)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), random.Next(2) == 0 ? "care-home" : "home-care", on, random.Next(5) == 0 ? "doncaster" : null,
                    organisation: random.Next(3) switch { 0 => "acme", 1 => "beech", _ => null });
                break;
            case 1:
                winter.Live(at.AddDays(random.Next(6)).ToString("O"));
                break;
            case 2:
                winter.Tick(on);
                break;
            case 3:
                Try(() => winter.Tells(on, random.Next(2) == 0 ? ReportKind.Nil : ReportKind.NoChange, of));
                break;
            default:
                Try(() => winter.Live(on).Send(of, on, [.. new[] { "absent", "employed", "beds" }.Where(_ => random.Next(3) > 0).Select(m => random.Next(10) switch
                {
                    0 => new GivenReading(m, Unknown: true),
                    1 => new GivenReading(m, NotApplicable: true),
                    _ => Winter.Number(m, m == "absent" ? random.Next(9) : random.Next(30)),
                })], random.Next(4) == 0 ? at.AddHours(-random.Next(400)).ToString("O") : null, null, "absent"));
                break;
        }
    }

    private static void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception e) when (e is InvalidOperationException or NullReferenceException or KeyNotFoundException)
        {
            // Refused: a report of nobody, or of nothing.
        }
    }

    private static void Recount(Winter winter)
    {
        foreach (var counted in winter.Rules().Counted)
        {
            foreach (var above in winter.Tenant.Subjects.Values.Where(s => s.Scope == counted.Rule.Trigger.Subject))
            {
                var whole = winter.Tenant.Subjects.Values.Where(s => s.IsProvider && (above.IsAuthority || s.Membership?.Organisation == SubjectState.OrganisationOf(above.Key)))
                    .Aggregate(default(Tally), (tally, s) => tally.Move(default, Contributions.Of(s, counted, winter.Rules(), winter.Tenant.KnownOn)));
                Assert.Equal(whole, above.Tallies.GetValueOrDefault(counted.Key));
            }
        }
    }
}
