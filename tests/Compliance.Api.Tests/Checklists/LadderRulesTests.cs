using Compliance.Api.Authorities;
using Compliance.Api.Checklists;

namespace Compliance.Api.Tests.Checklists;

/// <summary>What is refused of ladders, each in one place of the small checklist.</summary>
public sealed class LadderRulesTests
{
    [Theory]
    // Nobody could ever receive it.
    [InlineData(
        "{ hours: 16 }, tell: [region]", "{ hours: 16 }, tell: [authority]",
        "167:40: nobody could ever be told as `authority`: no user wears it as a hat and no authority records a contact for it; tell `authority-lead`")]
    [InlineData(
        "{ hours: 16 }, tell: [region]", "{ hours: 16 }, tell: [region, vcse]",
        "167:48: nobody could ever be told as `vcse`: no user wears it as a hat and no authority records a contact for it; tell somebody who can pass it on")]
    [InlineData(
        "{ hours: 16 }, tell: [region]", "{ hours: 16 }, tell: [region, lrf, region]",
        "167:53: `region` is told twice at the same time; name it once")]
    // Two steps at the same hour, or back in time.
    [InlineData(
        "{ hours: 16 }, tell: [region]", "{ hours: 0 }, tell: [authority-lead]",
        "167:18: the steps of a ladder go forward in time; give this one more hours than the one before")]
    [InlineData("unless: acknowledged", "unless:", "167:57: nothing is not a value of `unless`; use `acknowledged`")]
    // A case about the authority has no provider.
    [InlineData(
        "level: red, is: \"no\", tier: region, ladder: local", "level: red, is: \"no\", tier: region, ladder: own",
        "124:55: `own` tells the provider, and a case about the authority has none; use a ladder without `provider`")]
    [InlineData(
        "level: red, is: \"no\", tier: region, ladder: local", "level: red, is: \"no\", tier: provider, ladder: local",
        "124:39: a case about the authority does not start with a provider; use `authority` or `region`")]
    // Nobody of the tier that owns the case is told.
    [InlineData(
        "is: low, tier: provider, ladder: own", "is: low, tier: provider, ladder: local",
        "132:59: the case starts with the provider, and `local` tells nobody there; let a step tell `provider`, or use another ladder")]
    [InlineData(
        "tell: [authority-lead] }", "tell: [lrf] }",
        "105:91: the case starts with the authority, and `local` tells nobody there; let a step tell `authority-lead`, or use another ladder",
        "106:78: the case starts with the authority, and `local` tells nobody there; let a step tell `authority-lead`, or use another ladder",
        "115:77: the case starts with the authority, and `local` tells nobody there; let a step tell `authority-lead`, or use another ladder",
        "116:59: the case starts with the authority, and `local` tells nobody there; let a step tell `authority-lead`, or use another ladder",
        "140:79: the case starts with the authority, and `local` tells nobody there; let a step tell `authority-lead`, or use another ladder")]
    public void A_step_that_nobody_could_receive_is_refused_with_its_mend(string passage, string instead, params string[] mistakes) =>
        Assert.Equal(mistakes, SmallChecklist.Mistakes(SmallChecklist.With(passage, instead)));

    [Theory]
    [InlineData("tell: [authority-lead] }", "tell: [authority-director] }")]
    [InlineData("tell: [authority-lead] }", "tell: [dph, cqc, nhs-region, ukhsa-hpt] }")]
    [InlineData("tell: [authority-lead] }", "tell: [authority-lead], unless: acknowledged }")]
    [InlineData("clock: working-hours\n    answerWithin: { hours: 16 }\n    steps:\n      - { after: { hours: 0 }, tell: [authority-lead] }", "clock: round-the-clock\n    answerWithin: { hours: 16 }\n    steps:\n      - { after: { hours: 1 }, tell: [authority-lead], unless: acknowledged }")]
    public void What_somebody_receives_is_taken(string passage, string instead) =>
        Assert.Empty(SmallChecklist.Mistakes(SmallChecklist.With(passage, instead)));

    [Fact]
    public void A_condition_that_is_always_met_is_refused_where_the_step_is_taken_at_once() =>
        Assert.Equal(
            ["166:56: this step is taken at once, when nobody can have acknowledged; leave `unless` out, or give it more hours"],
            SmallChecklist.Mistakes(SmallChecklist.With(
                "clock: working-hours\n    answerWithin: { hours: 16 }\n    steps:\n      - { after: { hours: 0 }, tell: [authority-lead] }",
                "clock: round-the-clock\n    answerWithin: { hours: 16 }\n    steps:\n      - { after: { hours: 0 }, tell: [authority-lead], unless: acknowledged }")));

    [Theory]
    [InlineData(1000, 0)]
    [InlineData(1001, 1)]
    public void The_longest_wait_is_a_thousand_hours(int hours, int mistakes) =>
        Assert.Equal(mistakes, SmallChecklist.Mistakes(SmallChecklist.With("{ hours: 16 }, tell: [region]", $"{{ hours: {hours} }}, tell: [region]")).Count);

    [Fact]
    public void A_thousand_working_hours_from_the_first_of_October_are_over_within_the_season_in_every_nation()
    {
        var reference = ReferenceReader.Read(Path.Combine(AppContext.BaseDirectory, "checklists"));

        Assert.All(reference.Nations, nation => Assert.InRange(
            reference.CalendarOf(nation.Key).AddWorkingHours(new DateTime(2026, 10, 1, 8, 0, 0, DateTimeKind.Utc), 1000),
            new DateTime(2027, 3, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2027, 6, 30, 0, 0, 0, DateTimeKind.Utc)));
    }

    [Fact]
    public void A_ladder_that_no_level_starts_is_named_and_is_no_mistake()
    {
        using var folder = new CheckFolder();
        folder.Write("small.yaml", SmallChecklist.With("is: low, tier: provider, ladder: own", "is: low, tier: authority, ladder: local").Replace("status: published", "status: draft", StringComparison.Ordinal));
        using var said = new StringWriter();

        var code = CheckCommand.Run(["checklists", "check", folder.Path], ReferenceReader.Read(Path.Combine(AppContext.BaseDirectory, "checklists")).CalendarOf, said);

        Assert.True(code == 0, said.ToString());
        Assert.Contains("No level starts the ladder `own`; it is only for cases that people raise.", said.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("`local`; it is", said.ToString(), StringComparison.Ordinal);
    }
}
