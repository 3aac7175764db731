using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Reporting;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Triggers;
using static Compliance.Domain.Checklists.MissingStrategy;
using static Compliance.Domain.Checklists.TriggerLevel;
using static Compliance.Domain.Tests.Intake.Worded;

namespace Compliance.Domain.Tests.Intake;

/// <summary>Ratios, and the most and the least of several answers, where some of it is missing.</summary>
public sealed class ValueTests
{
    private static readonly string[] _two = ["masks", "gloves"];

    // Of forty employed, three are seventy-five in a thousand.
    [Theory]
    [InlineData(75, 3, Amber)]
    [InlineData(76, 3, Clear)]
    [InlineData(100, 4, Amber)]
    [InlineData(101, 4, Clear)]
    public void A_ratio_is_compared_without_rounding(int limit, int absent, TriggerLevel expected) =>
        Assert.Equal(expected, Ratio(limit, absent).Level("ratio"));

    [Theory]
    [InlineData(SkipIfAny)]
    [InlineData(SkipIfAll)]
    [InlineData(NeverSkip)]
    public void Half_a_ratio_is_none(MissingStrategy missing)
    {
        foreach (var half in _halves)
        {
            var winter = Under(Of("ratio", new TriggerValue.Ratio("absent", "employed", 1000), Small.AtLeast(Amber, 1, null)) with { Missing = missing });
            half.Send(winter);
            Assert.Equal((Clear, half.Lacks), (winter.Level("ratio"), string.Join(',', winter.State("ratio").Unknown)));
        }
    }

    [Fact]
    public void A_ratio_reads_as_so_many_per_so_many()
    {
        var winter = Ratio(100, 4);
        Assert.Equal("ratio: 100 per 1000 (4 of 40); amber from 100 per 1000", winter.Case("ratio")!.Summary);
        winter = Ratio(101, 4);
        Assert.Equal("100 per 1000 (4 of 40) is below amber's 101 per 1000.", WhyNots(winter, "ratio"));
    }

    // Nine masks; of gloves nothing is known.
    [Theory]
    [InlineData(SkipIfAny, 9, Clear)]
    [InlineData(SkipIfAll, 9, Amber)]
    [InlineData(NeverSkip, 9, Amber)]
    [InlineData(NeverSkip, 10, Clear)]
    public void The_most_is_certain_by_one_answer_unless_all_are_needed(MissingStrategy missing, int limit, TriggerLevel expected)
    {
        var winter = Under(Of("most", new TriggerValue.Most(_two), Small.AtLeast(Amber, limit, null)) with { Missing = missing });
        winter.Says("2026-11-02T09:00Z", ("masks", 9));

        Assert.Equal((expected, "gloves"), (winter.Level("most"), Assert.Single(winter.State("most").Unknown)));
        winter.Says("2026-11-02T10:00Z", ("gloves", 1));
        Assert.Equal((limit == 9 ? Amber : Clear, 0), (winter.Level("most"), winter.State("most").Unknown.Count));
    }

    [Theory]
    [InlineData(SkipIfAny, Clear)]
    [InlineData(SkipIfAll, Amber)]
    [InlineData(NeverSkip, Amber)]
    public void The_least_is_certain_by_one_answer_unless_all_are_needed(MissingStrategy missing, TriggerLevel expected)
    {
        var winter = Under(Of("least", new TriggerValue.Least(_two), Small.AtMost(Amber, 2, 4)) with { Missing = missing });
        winter.Says("2026-11-02T09:00Z", ("masks", 2));
        Assert.Equal(expected, winter.Level("least"));

        // Plenty of the one says nothing of the other.
        winter.Says("2026-11-02T10:00Z", ("masks", 9));
        Assert.Equal(expected, winter.Level("least"));
        winter.Says("2026-11-02T11:00Z", ("gloves", 9));
        Assert.Equal(Clear, winter.Level("least"));
    }

    [Fact]
    public void With_nothing_known_no_strategy_makes_anything_of_it()
    {
        foreach (var missing in Enum.GetValues<MissingStrategy>())
        {
            var winter = Under(
                Of("most", new TriggerValue.Most(_two), Small.AtLeast(Amber, 0, null)) with { Missing = missing },
                Of("least", new TriggerValue.Least(_two), Small.AtMost(Amber, 99, null)) with { Missing = missing });
            winter.Unknown("2026-11-02T09:00Z", _two);
            Assert.Equal((Clear, Clear), (winter.Level("most"), winter.Level("least")));
        }
    }

    [Fact]
    public void What_does_not_apply_is_left_out_and_what_is_nil_is_nothing_bad()
    {
        var winter = Under(Of("most", new TriggerValue.Most(_two), Small.AtLeast(Amber, 9, null)), Of("least", new TriggerValue.Least(_two), Small.AtMost(Amber, 2, null)));
        winter.NotApplicable("2026-11-02T09:00Z", "gloves");
        winter.Says("2026-11-02T10:00Z", ("masks", 9));
        Assert.Equal((Amber, Clear, 0), (winter.Level("most"), winter.Level("least"), winter.State("most").Unknown.Count));

        winter.Tells("2026-11-02T11:00Z", ReportKind.Nil);
        Assert.Equal((Clear, Clear), (winter.Level("most"), winter.Level("least")));
    }

    [Fact]
    public void The_most_of_some_reads_as_at_least()
    {
        var winter = Under(Of("most", new TriggerValue.Most(_two), Small.AtLeast(Amber, 9, null)) with { Missing = NeverSkip });
        winter.Says("2026-11-02T09:00Z", ("masks", 9));
        Assert.Equal("most: at least 9; amber from 9", winter.Case("most")!.Summary);
    }

    [Fact]
    public void Silence_and_waiting_read_as_somebody_would_say_them()
    {
        var winter = Under(
            Of("silent", new TriggerValue.SilentFor("absent"), Small.AtLeast(Amber, 1, null)), Of("long", Absent, Small.AtLeast(Amber, 5, null) with { For = Days(10) }),
            Of("soon", Absent, Small.AtLeast(Amber, 5, null) with { For = Hours(48) }));
        winter.Says("2026-11-02T09:00Z", ("absent", 5));
        Assert.Equal("5 reaches amber's 5; amber needs it for 48 hours, which will be at 09:00 on 4 November 2026 if nothing changes.", WhyNots(winter, "soon"));
        Assert.Equal("5 reaches amber's 5; amber needs it for 10 days, and another answer must come before, for this one counts only until 09:00 on 10 November 2026.", WhyNots(winter, "long"));

        winter.Live("2026-11-17T00:00Z");

        Assert.Equal("silent: 1 working day overdue; amber from 1", winter.Case("silent")!.Summary);
        Assert.Equal("soon: `absent` is not known at present; amber since 4 November 2026, and silence does not clear it", Why.Say(
            winter.Rules().RuleOf("soon")!.Trigger, winter.State("soon"), winter.Seen("soon"), London.England));
    }

    [Fact]
    public void A_share_of_nothing_is_said_to_be_one_and_what_is_not_known_is_not()
    {
        var winter = Under(Of("part", new TriggerValue.Percent("absent", "employed"), Small.AtLeast(Amber, 10, null)));
        winter.Says("2026-11-02T09:00Z", ("absent", 0), ("employed", 0));
        Assert.Equal("`employed` is 0, and there is no share of nothing, so amber can be neither reached nor ruled out.", WhyNots(winter, "part"));

        winter.Send(Home, "2026-11-02T10:00Z", [new GivenReading("employed", Unknown: true)]);
        Assert.Equal("`employed` is not known at present, so amber can be neither reached nor ruled out.", WhyNots(winter, "part"));

        winter.Says("2026-11-02T11:00Z", ("employed", 40));
        Assert.Equal("0 % (0 of 40) is below amber's 10 %.", WhyNots(winter, "part"));

        winter.Says("2026-11-02T12:00Z", ("absent", 8));
        winter.Says("2026-11-02T13:00Z", ("absent", 0), ("employed", 0));
        Assert.Equal("part: `employed` is 0, and there is no share of nothing; amber since 2 November 2026, and that does not clear it", Why.Say(
            winter.Rules().RuleOf("part")!.Trigger, winter.State("part"), winter.Seen("part"), London.England));
    }

    private static readonly (Action<Winter> Send, string Lacks)[] _halves =
    [
        (w => w.Says("2026-11-02T09:00Z", ("absent", 4)), "employed"),
        (w => w.Says("2026-11-02T09:00Z", ("employed", 40)), "absent"),
        (w => w.Live("2026-11-02T09:00Z").Send(Home, "2026-11-02T09:00Z", [Winter.Number("absent", 4), new GivenReading("employed", Unknown: true)]), "employed"),
        (w => w.Live("2026-11-02T09:00Z").Send(Home, "2026-11-02T09:00Z", [Winter.Number("employed", 4), new GivenReading("absent", NotApplicable: true)]), "absent"),
        (w => w.Says("2026-11-02T09:00Z", ("absent", 0), ("employed", 0)), "employed"),
        (w => w.NotApplicable("2026-11-02T09:00Z", "absent", "employed"), ""),
        (w => w.Tells("2026-11-02T09:00Z", ReportKind.Nil), ""),
    ];

    private static string WhyNots(Winter winter, string trigger) => Assert.Single(
        WhyNot.Of(winter.Rules().RuleOf(trigger)!.Trigger, winter.State(trigger), winter.Seen(trigger), London.England)).Sentence;

    private static Winter Ratio(int limit, int absent)
    {
        var winter = Under(Of("ratio", new TriggerValue.Ratio("absent", "employed", 1000), Small.AtLeast(Amber, limit, null)));
        winter.Says("2026-11-02T09:00Z", ("employed", 40), ("absent", absent));
        return winter;
    }
}
