using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Triggers;
using static Compliance.Domain.Checklists.TriggerLevel;
using static Compliance.Domain.Tests.Intake.Worded;
using static Compliance.Domain.Triggers.Truth;
using Condition = Compliance.Domain.Checklists.Condition;

namespace Compliance.Domain.Tests.Intake;

/// <summary>Conditions joined, and triggers that look at other triggers.</summary>
public sealed class JoinedTests
{
    private static readonly TriggerValue.Reading _masks = new("masks");
    private static readonly TriggerValue.Reading _gloves = new("gloves");

    public static TheoryData<Truth, Truth, Truth, Truth> Table => new()
    {
        { True, True, True, True }, { True, Unknown, Unknown, True }, { True, False, False, True },
        { Unknown, True, Unknown, True }, { Unknown, Unknown, Unknown, Unknown }, { Unknown, False, False, Unknown },
        { False, True, False, True }, { False, Unknown, False, Unknown }, { False, False, False, False },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void All_and_any_follow_the_truth_tables(Truth one, Truth other, Truth all, Truth any)
    {
        var (first, second) = (AtLeast(_masks, 5), AtLeast(_gloves, 5));
        Assert.Equal(all, Held(All(first, second), one, other));
        Assert.Equal(any, Held(Any(first, second), one, other));
        Assert.Equal(all.Not(), Held(Not(All(first, second)), one, other));
        Assert.Equal(any, Held(Not(All(Not(first), Not(second))), one, other));
        Assert.Equal(one, Held(Not(Not(first)), one, other));
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Unless_missing_answers_are_allowed_none_may_be_missing(Truth one, Truth other, Truth all, Truth any)
    {
        var isMissing = one == Unknown || other == Unknown;
        Assert.Equal(isMissing ? Unknown : all, Held(All(AtLeast(_masks, 5), AtLeast(_gloves, 5)), one, other, MissingStrategy.SkipIfAny));
        Assert.Equal(isMissing ? Unknown : any, Held(Any(AtLeast(_masks, 5), AtLeast(_gloves, 5)), one, other, MissingStrategy.SkipIfAny));
    }

    [Fact]
    public void Each_condition_stands_until_its_own_clearing_limit()
    {
        var winter = Joined(All(AtLeast(_masks, 10, 8), AtMost(_gloves, 5, 7)));
        foreach (var (day, masks, gloves, level) in new[] { (2, 10, 6, Clear), (3, 10, 5, Amber), (4, 8, 7, Amber), (5, 7, 7, Clear), (6, 10, 5, Amber), (7, 10, 8, Clear) })
        {
            winter.Says($"2026-11-0{day}T09:00Z", ("masks", masks), ("gloves", gloves));
            Assert.Equal((day, level), (day, winter.Level("joined")));
        }
    }

    [Fact]
    public void Neither_silence_nor_half_an_answer_clears_it()
    {
        var winter = Joined(All(AtLeast(_masks, 10), AtLeast(_gloves, 10)));
        winter.Says("2026-11-02T09:00Z", ("masks", 10), ("gloves", 10));
        Assert.Equal(Amber, winter.Live("2026-11-20T09:00Z").Level("joined"));

        winter.Says("2026-11-20T09:00Z", ("masks", 10));
        Assert.Equal(Amber, winter.Level("joined"));
        // One that is certainly not so is enough for the whole not to be so.
        winter.Says("2026-11-20T10:00Z", ("masks", 9));
        Assert.Equal(Clear, winter.Level("joined"));
    }

    [Fact]
    public void A_nil_report_reaches_no_level_neither_plainly_nor_by_its_opposite()
    {
        foreach (var when in new Condition[] { AtMost(_masks, 5), Not(AtLeast(_masks, 5)), All(Not(AtLeast(_masks, 5)), Is(new TriggerValue.StatusOf("drill"), "not-met")), Any(Not(AtLeast(_masks, 5)), Not(AtLeast(_gloves, 5))) })
        {
            var winter = Under([SmallChecklist.Item("drill")], [], Of("joined", new TriggerValue.Joined(), When(Amber, when)) with { Missing = MissingStrategy.NeverSkip });
            winter.Status("2026-11-02T08:00Z", "drill", ItemStatus.NotMet);
            winter.Says("2026-11-02T09:00Z", ("masks", 1), ("gloves", 1));
            Assert.Equal(Amber, winter.Level("joined"));

            winter.Tells("2026-11-03T09:00Z", ReportKind.Nil);

            Assert.Equal(Clear, winter.Level("joined"));
        }
    }

    [Fact]
    public void Levels_of_a_chain_move_together_with_one_report_whatever_their_names()
    {
        foreach (var (a, b, c) in new[] { ("a", "b", "c"), ("c", "b", "a"), ("b", "c", "a") })
        {
            var winter = Under(
                Of(a, Absent, Small.AtLeast(Red, 5, null)),
                Of(b, new TriggerValue.LevelOf(a), Small.AtLeast(Amber, (long)Red, null)),
                Of(c, new TriggerValue.Joined(), When(Red, All(AtLeast(new TriggerValue.LevelOf(b), (long)Amber), AtLeast(Absent, 3)))));
            var id = winter.Says("2026-11-02T09:00Z", ("absent", 5));
            Assert.Equal((Red, Amber, Red), (winter.Level(a), winter.Level(b), winter.Level(c)));
            Assert.All(winter.Tenant.Changes.Firings, f => Assert.Equal(winter.Tenant.Seq, f.Seq));

            winter.Corrects(id, "2026-11-02T10:00Z", ("absent", 4));
            Assert.Equal((Clear, Clear, Clear), (winter.Level(a), winter.Level(b), winter.Level(c)));
            Assert.Equal(3, winter.Tenant.Changes.Marks.Count);
        }
    }

    [Fact]
    public void A_chain_moves_when_time_alone_does()
    {
        var winter = Under(
            Of("first", Absent, Small.AtLeast(Red, 5, null) with { For = Hours(24), HoldFor = Hours(12) }),
            Of("second", new TriggerValue.LevelOf("first"), Small.AtLeast(Amber, (long)Red, null) with { For = Hours(24) }),
            Of("third", new TriggerValue.LevelOf("second"), Small.AtLeast(Amber, (long)Amber, null)));
        winter.Says("2026-11-02T09:00Z", ("absent", 5));

        Assert.Equal((Red, Clear, Clear), Levels(winter.Live("2026-11-03T09:00Z")));
        Assert.Equal((Red, Clear, Clear), Levels(winter.Live("2026-11-04T08:59:59.999Z")));
        Assert.Equal((Red, Amber, Amber), Levels(winter.Live("2026-11-04T09:00Z")));
        winter.Says("2026-11-04T10:00Z", ("absent", 1));
        Assert.Equal((Clear, Clear, Clear), Levels(winter));
    }

    [Fact]
    public void A_late_report_folds_a_whole_chain_away()
    {
        var winter = Under(
            Of("first", Absent, Small.AtLeast(Red, 5, null) with { For = Hours(24) }),
            Of("second", new TriggerValue.LevelOf("first"), Small.AtLeast(Amber, (long)Red, null)),
            Of("third", new TriggerValue.LevelOf("second"), Small.AtLeast(Amber, (long)Amber, null)));
        winter.Says("2026-11-02T09:00Z", ("absent", 5));
        Assert.Equal((Red, Amber, Amber), Levels(winter.Live("2026-11-03T10:00Z")));

        winter.Late("2026-11-03T11:00Z", "2026-11-02T20:00Z", ("absent", 1));

        Assert.Equal((Clear, Clear, Clear), Levels(winter));
        Assert.Equal(["first", "second", "third"], winter.Tenant.Changes.Marks.Keys.Select(m => m.Trigger).Order());
    }

    [Fact]
    public void A_chain_begun_by_silence_moves_with_it()
    {
        var winter = Under(
            Of("first", new TriggerValue.SilentFor("absent"), Small.AtLeast(Amber, 3, null)),
            Of("second", new TriggerValue.LevelOf("first"), Small.AtLeast(Amber, (long)Amber, null)),
            Of("third", new TriggerValue.Joined(), When(Red, All(AtLeast(new TriggerValue.LevelOf("second"), (long)Amber), AtLeast(new TriggerValue.Reading("employed"), 10)))));
        winter.Says("2026-11-02T09:00Z", ("absent", 5), ("employed", 20));

        Assert.Equal((Clear, Clear, Clear), Levels(winter.Live("2026-11-18T23:59:59.999Z")));
        Assert.Equal((Amber, Amber, Red), Levels(winter.Live("2026-11-19T00:00Z")));
        winter.Says("2026-11-19T10:00Z", ("absent", 5));
        Assert.Equal((Clear, Clear, Clear), Levels(winter));
    }

    [Fact]
    public void A_level_that_stands_only_for_want_of_answers_is_as_unknown_as_they_are()
    {
        var winter = Under(
            Of("first", Absent, Small.AtLeast(Red, 5, null)),
            Of("second", new TriggerValue.Joined(), When(Red, All(AtLeast(new TriggerValue.LevelOf("first"), (long)Red), AtLeast(new TriggerValue.Reading("employed"), 10)))));
        winter.Says("2026-11-02T09:00Z", ("absent", 5));
        winter.Says("2026-11-12T09:00Z", ("employed", 20));

        Assert.Equal((Red, Clear), (winter.Level("first"), winter.Level("second")));
        Assert.Equal(["first"], winter.State("second").Unknown);
        Assert.Equal(
            "Red cannot be told: `first` is not known, so whether it is red or more cannot be told; `employed` is 20, which is 10 or more.",
            WhyNots(winter, "second")[0]);
    }

    [Fact]
    public void A_condition_on_a_share_of_nothing_says_so()
    {
        var winter = Under(Of("both", new TriggerValue.Joined(), When(Red, All(AtLeast(new TriggerValue.Percent("absent", "employed"), 10), AtLeast(new TriggerValue.Reading("count"), 5)))));
        winter.Says("2026-11-02T09:00Z", ("absent", 0), ("employed", 0), ("count", 6));

        Assert.Equal(
            "Red cannot be told: `absent` of `employed` is no share, for `employed` is 0, so whether it is 10 % or more cannot be told; `count` is 6, which is 5 or more.",
            WhyNots(winter, "both")[0]);
    }

    [Fact]
    public void Time_does_not_carry_on_what_another_trigger_no_longer_knows_however_seldom_the_clock_is_looked_at()
    {
        foreach (var steps in new[] { true, false })
        {
            var winter = Under(
                Of("first", new TriggerValue.Reading("count"), Small.AtLeast(Red, 5, null)),
                Of("second", new TriggerValue.LevelOf("first"), Small.AtLeast(Amber, (long)Red, null) with { For = Hours(72) }));
            winter.Says("2026-11-02T09:00Z", ("count", 5));
            if (steps)
            {
                winter.Live("2026-11-06T09:00Z");
            }
            else
            {
                winter.Tick("2026-11-06T09:00Z");
            }

            Assert.Equal((Red, Clear), (winter.Level("first"), winter.Level("second")));
        }
    }

    [Fact]
    public void One_answer_that_is_certain_by_itself_makes_a_level_certain_for_those_that_look_at_it()
    {
        var winter = Under(
            Of("first", new TriggerValue.Least(["masks", "gloves"]), Small.AtMost(Amber, 5, null), Small.AtMost(Red, 2, null)) with { Missing = MissingStrategy.NeverSkip },
            Of("second", new TriggerValue.LevelOf("first"), Small.AtLeast(Amber, (long)Amber, null)));
        winter.Says("2026-11-02T09:00Z", ("masks", 4));
        Assert.Equal((Amber, Amber), (winter.Level("first"), winter.Level("second")));

        winter.Says("2026-11-03T09:00Z", ("masks", 9));
        Assert.Equal((Amber, Amber), (winter.Level("first"), winter.Level("second")));
        winter.Says("2026-11-03T10:00Z", ("gloves", 9));
        Assert.Equal((Clear, Clear), (winter.Level("first"), winter.Level("second")));
    }

    [Fact]
    public void What_was_seen_is_told_condition_by_condition()
    {
        var either = Any(Is(new TriggerValue.StatusOf("drill"), "not-met"), AtLeast(new TriggerValue.LevelOf("first"), (long)Red));
        var when = All(AtLeast(Share, 10), either, Not(Is(new TriggerValue.Reading("safe"), "yes")));
        var joined = Of("joined", new TriggerValue.Joined(), When(Red, when)) with { Missing = MissingStrategy.NeverSkip };
        var winter = Under([SmallChecklist.Item("drill")], [], Of("first", Absent, Small.AtLeast(Red, 5, null)), joined);
        winter.Says("2026-11-02T09:00Z", ("absent", 4), ("employed", 20));
        Assert.Equal(
            "What red needs does not hold: `absent` of `employed` is 20 % (4 of 20), which is 10 % or more; `drill` is “in-progress”, not “not-met”; "
            + "`first` stands at clear, not red or more; `safe` is “no”, not “yes”.",
            WhyNots(winter.Worded(), "joined")[0]);

        winter.Says("2026-11-02T10:00Z", ("absent", 5));

        Assert.Equal("joined: `absent` of `employed` is 25 % (5 of 20); `drill` is “in-progress”; `first` stands at red; `safe` is “no”; red", winter.Case("joined")!.Summary);
    }

    private static (TriggerLevel, TriggerLevel, TriggerLevel) Levels(Winter winter) => (winter.Level("first"), winter.Level("second"), winter.Level("third"));

    private static IReadOnlyList<string> WhyNots(Winter winter, string trigger) =>
        [.. WhyNot.Of(winter.Rules().RuleOf(trigger)!.Trigger, winter.State(trigger), winter.Seen(trigger), London.England).Select(w => w.Sentence)];

    private static Winter Joined(Condition when, MissingStrategy missing = MissingStrategy.NeverSkip) =>
        Under(Of("joined", new TriggerValue.Joined(), When(Amber, when)) with { Missing = missing });

    private static Truth Held(Condition when, Truth one, Truth other, MissingStrategy missing = MissingStrategy.NeverSkip)
    {
        var winter = Joined(when, missing);
        winter.Says("2026-11-02T08:00Z", ("employed", 1));
        foreach (var (measure, truth) in new[] { ("masks", one), ("gloves", other) })
        {
            if (truth == Unknown)
            {
                winter.Unknown("2026-11-02T09:00Z", measure);
            }
            else
            {
                winter.Says("2026-11-02T09:00Z", (measure, truth == True ? 5 : 4));
            }
        }

        var seen = winter.Seen("joined");
        var reached = seen.Reached(winter.Rules().RuleOf("joined")!.Trigger.Levels[0]);
        Assert.Equal(reached == True ? Amber : Clear, winter.Level("joined"));
        Assert.Equal(reached.Not(), seen.Cleared(winter.Rules().RuleOf("joined")!.Trigger.Levels[0]));
        return reached;
    }
}

file static class Said
{
    /// <summary>Adds a word on an action and one on safety.</summary>
    public static Winter Worded(this Winter winter)
    {
        winter.Status("2026-11-02T09:10Z", "drill", ItemStatus.InProgress);
        winter.Word("2026-11-02T09:20Z", "safe", "no");
        return winter;
    }
}
