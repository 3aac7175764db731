namespace Compliance.Api.Tests.Checklists;

public sealed class MeasureRulesTests
{
    [Theory]
    [InlineData(
        "unit: days\n        every: week",
        "every: week",
        "57:15: a number needs a `unit`; add it, as in `unit: days`",
        "112:32: `glove-days` is not of the same kind and unit as `ppe-days`; compare like with like")]
    [InlineData(
        "kind: count\n        every: week",
        "kind: count\n        unit: people\n        every: week",
        "47:15: `unit` goes with `kind: number`; leave it out")]
    [InlineData(
        "choices: { good: Good, low: Low }",
        "choices: { good: Good }",
        "78:18: a choice needs at least two `choices`; write them as `key: label`",
        "132:30: `low` is no answer to `mood`; use `good`")]
    [InlineData(
        "kind: choice",
        "kind: yes-no",
        "78:18: `choices` goes with `kind: choice`; leave it out",
        "132:30: `low` is no answer to `mood`; use `yes` or `no`")]
    [InlineData(
        "freshFor: { days: 40 }",
        "freshFor: { days: 30 }",
        "37:19: asked every month, a reading would go stale before the next one; use at least 31 days")]
    [InlineData(
        "freshFor: { days: 8 }",
        "freshFor: { days: 6 }",
        "48:19: asked every week, a reading would go stale before the next one; use at least 7 days")]
    [InlineData(
        "refuse: { above: { measure: staff-employed } }",
        "refuse: { above: { measure: staff-employd } }",
        "52:37: unknown measure `staff-employd`; did you mean `staff-employed`?")]
    [InlineData(
        "refuse: { above: { measure: staff-employed } }",
        "refuse: { above: { measure: staff-absent } }",
        "52:37: `staff-absent` is compared with itself; name another measure")]
    [InlineData(
        "refuse: { above: { measure: staff-employed } }",
        "refuse: { above: { measure: ppe-days } }",
        "52:37: only counts are compared with one another; name two measures of `kind: count`")]
    [InlineData(
        "refuse: { above: { measure: staff-employed } }",
        "refuse: { above: { measure: staff-employed, percent: 5 } }",
        "52:26: `above` names a measure, or a percentage of one; leave the other out",
        "52:26: `above` lacks `of`; add it")]
    [InlineData(
        "percent: 50, of: staff-employed",
        "percent: 50",
        "53:27: `above` lacks `of`; add it")]
    [InlineData(
        "refuse: { below: 0 }",
        "refuse: { below: 10, above: 5 }",
        "41:26: `below` is more than `above`, so that every answer breaks one of them; swap them")]
    [InlineData(
        "choices: { good: Good, low: Low }",
        "choices: { good: Good, low: Low }\n        refuse: { above: 3 }",
        "79:17: `refuse` compares numbers and `mood` is a choice; leave it out")]
    [InlineData(
        "key: glove-days",
        "key: ppe-days",
        "64:14: `ppe-days` is already a measure on line 54; items, measures and triggers need keys of their own",
        "113:32: unknown measure `glove-days`; use `staff-employed`, `staff-absent`, `ppe-days`, `mood` or `safe`")]
    [InlineData(
        "key: absence\n",
        "key: staff-absent\n",
        "96:10: `staff-absent` is already a measure on line 43; items, measures and triggers need keys of their own",
        "147:57: unknown trigger `absence`; use `staff-absent`, `low-stock`, `unsafe`, `mood-low`, `silent` or `absence-widespread`")]
    public void A_measure_that_contradicts_itself_or_another_is_refused(string passage, string instead, params string[] mistakes) =>
        Assert.Equal(mistakes, SmallChecklist.Mistakes(SmallChecklist.With(passage, instead)));
}
