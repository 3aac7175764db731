namespace Compliance.Api.Tests.Checklists;

public sealed class ConditionRulesTests
{
    [Theory]
    [InlineData(
        "- { percent: staff-absent, of: staff-employed, atLeast: 15, clearsBelow: 12 }",
        "- { percent: staff-absent, of: staff-employed, atLeast: 150, clearsBelow: 12 }",
        "273:69: the limit is a percentage; use a number from 1 to 100")]
    [InlineData(
        "- { percent: staff-absent, of: staff-employed, atLeast: 15, clearsBelow: 12 }",
        "- { percent: staff-absent, of: staff-employed, atLeast: 15, clearsBelow: 16 }",
        "273:86: `clearsBelow` is above the limit, so that the level would clear while it is reached; use at most 15")]
    [InlineData(
        "            - { measure: staff-absent, atLeast: 3 }\n",
        "",
        "273:15: a percentage alone makes a crisis of one in four; join it by `all` with a count: `{ measure: staff-absent, atLeast: 3 }`")]
    [InlineData(
        "{ trigger: low-stock, reaches: amber }",
        "{ trigger: low-stok, reaches: amber }",
        "277:30: unknown trigger `low-stok`; did you mean `low-stock`?")]
    [InlineData(
        "{ trigger: low-stock, reaches: amber }",
        "{ trigger: low-stock, reaches: critical }",
        "277:30: `low-stock` never reaches critical; name a level that it has")]
    [InlineData(
        "{ trigger: low-stock, reaches: amber }",
        "{ trigger: crisis, reaches: red }",
        "277:30: `crisis` looks at itself; name another trigger")]
    [InlineData(
        "{ trigger: low-stock, reaches: amber }",
        "{ trigger: waiting-long, reaches: amber }",
        "277:30: `waiting-long` judges the authority and `crisis` does not; name a trigger with `subject: provider`")]
    [InlineData(
        "- not: { item: agency-agreement, is: met }",
        "- not: { measure: falls, atLeast: 9, clearsBelow: 5 }",
        "278:63: what is under `not` has no clearing limit; leave `clearsBelow` out")]
    [InlineData(
        "- not: { item: agency-agreement, is: met }",
        "- { measure: staff-absent, below: 3 }",
        "278:15: this and the condition on line 274 can never both be so; change one, or join them by `any`")]
    [InlineData(
        "- not: { item: agency-agreement, is: met }",
        "- { measure: staff-absent, atLeast: 3 }",
        "278:15: this condition stands here twice; keep one")]
    [InlineData(
        "            - { trigger: absence-widespread, reaches: red }\n",
        "",
        "347:11: amber already stands for these conditions; change one, or say by `for` or `periods` that red lasts longer")]
    [InlineData(
        "when: { trigger: waiting-long, reaches: amber }\n        for: { workingDays: 2 }",
        "when: { all: [{ trigger: waiting-long, reaches: amber }, { trigger: absence-widespread, reaches: red }] }",
        "346:11: amber already stands for these conditions; change one, or say by `for` or `periods` that red lasts longer")]
    [InlineData(
        "when: { trigger: waiting-long, reaches: amber }\n        for",
        "when: { trigger: waiting-long, reaches: amber }\n        periods: 2\n        for",
        "342:18: this is judged as it stands and has no periods; leave `periods` out and say by `for` how long it must last")]
    public void Conditions_must_fit_what_they_compare_and_one_another(string passage, string instead, params string[] mistakes) =>
        Assert.Equal(mistakes, EveryFormChecklist.Mistakes(EveryFormChecklist.With(passage, instead)));

    [Theory]
    [InlineData(
        "suppressedBy: [{ trigger: outbreak-here, atLeast: red }]",
        "suppressedBy: [{ trigger: outbreak-her, atLeast: red }]",
        "156:31: unknown trigger `outbreak-her`; did you mean `outbreak-here`?")]
    [InlineData(
        "suppressedBy: [{ trigger: outbreak-here, atLeast: red }]",
        "suppressedBy: [{ trigger: outbreak-here, atLeast: critical }]",
        "156:31: `outbreak-here` never reaches critical; name a level that it has")]
    [InlineData(
        "suppressedBy: [{ trigger: outbreak-here, atLeast: red }]",
        "suppressedBy: [{ trigger: outbreak-here }]",
        "156:20: what suppresses lacks `atLeast`; add it")]
    [InlineData(
        "suppressedBy: [{ trigger: outbreak-here, atLeast: red }]",
        "suppressedBy: [{ trigger: absence, atLeast: red }]",
        "156:31: `absence` looks at itself; name another trigger")]
    [InlineData(
        "suppressedBy: [{ trigger: outbreak-here, atLeast: red }]",
        "suppressedBy: [{ trigger: waiting-long, atLeast: amber }]",
        "156:31: `waiting-long` judges the authority and `absence` does not; name a trigger with `subject: provider`")]
    [InlineData(
        "suppressedBy: [{ trigger: outbreak-here, atLeast: red }]",
        "suppressedBy: [{ trigger: outbreak-here, atLeast: red }, { trigger: outbreak-here, atLeast: red }]",
        "156:73: `outbreak-here` stands here twice; keep one")]
    [InlineData(
        "  - key: outbreak-here\n    section: care\n    title: An outbreak\n    subject: provider\n",
        "  - key: outbreak-here\n    section: care\n    title: An outbreak\n    subject: provider\n    suppressedBy: [{ trigger: crisis, atLeast: red }]\n",
        "246:10: triggers look at one another in a circle, `outbreak-here` → `crisis` → `outbreak-here`; leave one of these looks out")]
    [InlineData(
        "when: { trigger: waiting-long, reaches: amber }\n        for",
        "when: { trigger: stretched, reaches: red }\n        for",
        "341:26: `stretched` looks at itself; name another trigger")]
    [InlineData(
        "    value: { silentFor: staff-absent }\n",
        "    value: { silentFor: staff-absent }\n    andAtLeast: { measure: staff-absent, count: 2 }\n",
        "218:17: `andAtLeast` goes with readings; leave it out")]
    public void A_trigger_looks_at_others_that_can_be_judged_first(string passage, string instead, params string[] mistakes) =>
        Assert.Equal(mistakes, EveryFormChecklist.Mistakes(EveryFormChecklist.With(passage, instead)));

    [Fact]
    public void Conditions_are_nested_six_deep_at_most()
    {
        static string Nested(int depth) => EveryFormChecklist.With(
            "not: { item: agency-agreement, is: met }",
            string.Concat(Enumerable.Repeat("any: [{ ", depth - 2)) + "item: agency-agreement, is: met" + string.Concat(Enumerable.Repeat(" }]", depth - 2)));

        Assert.Empty(EveryFormChecklist.Mistakes(Nested(6)));
        Assert.Equal(
            ["278:53: conditions are nested more than 6 deep; join them flatter, or make a trigger of a part of them"],
            EveryFormChecklist.Mistakes(Nested(7)));
    }

    [Fact]
    public void A_level_joins_thirty_two_conditions_at_most()
    {
        static string Joined(int more) => EveryFormChecklist.With(
            "not: { item: agency-agreement, is: met }",
            $"any: [{string.Join(", ", Enumerable.Range(1, more).Select(i => $"{{ measure: falls, atLeast: {i} }}"))}]");

        Assert.Empty(EveryFormChecklist.Mistakes(Joined(28)));
        Assert.Equal(
            ["272:11: a level joins 32 conditions at most; make triggers of parts of them, and look at those"],
            EveryFormChecklist.Mistakes(Joined(29)));
        Assert.Equal(
            ["278:20: `any` joins 32 conditions at most; make triggers of parts of them, and look at those"],
            EveryFormChecklist.Mistakes(Joined(33)));
    }

    [Fact]
    public void A_longer_circle_is_named_whole_and_once()
    {
        var text = EveryFormChecklist.With("title: The team is low\n    subject: provider\n", "title: The team is low\n    subject: provider\n    suppressedBy: [{ trigger: silence, atLeast: amber }]\n")
            .Replace("title: No word\n    subject: provider\n", "title: No word\n    subject: provider\n    suppressedBy: [{ trigger: training-late, atLeast: amber }]\n", StringComparison.Ordinal)
            .Replace("title: Training is overdue\n    subject: provider\n", "title: Training is overdue\n    subject: provider\n    suppressedBy: [{ trigger: mood-low, atLeast: amber }]\n", StringComparison.Ordinal);

        Assert.Equal(
            ["213:10: triggers look at one another in a circle, `silence` → `training-late` → `mood-low` → `silence`; leave one of these looks out"],
            EveryFormChecklist.Mistakes(text));
    }
}
