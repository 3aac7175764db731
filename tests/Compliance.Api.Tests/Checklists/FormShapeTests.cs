namespace Compliance.Api.Tests.Checklists;

/// <summary>What is wrong in its shape, so that an editor underlines it by the schema before the reader says what is wrong.</summary>
public sealed class FormShapeTests
{
    [Fact]
    public void Every_form_is_accepted_by_schema_and_reader()
    {
        Assert.Empty(EveryFormChecklist.Mistakes(EveryFormChecklist.Text));
        Assert.True(SchemaTests.Accepts(EveryFormChecklist.Text));
    }

    [Theory]
    [InlineData(
        "since: { baseline: before-winter }",
        "since: {}",
        "199:56: `since` lacks `baseline`; add it")]
    [InlineData(
        "since: { baseline: before-winter }",
        "since: baseline",
        "199:56: a baseline is named; write `since: { baseline: x }` with its key")]
    [InlineData(
        ", since: previous-period",
        "",
        "191:12: `value` lacks `since`; add it")]
    [InlineData(
        "since: previous-period",
        "since: previous-year",
        "191:54: `previous-year` is not a value of `since`; use `previous-period` or `last-year`")]
    [InlineData(
        "rise: { measure: staff-absent }",
        "rise: { sum: staff-absent }",
        "191:20: `rise` is that of one `measure`, `percent` or `ratio`; write it as `rise: { measure: x }`",
        "191:22: unknown key `sum` in `rise`; use `measure`, `percent`, `ratio`, `of` or `per`")]
    [InlineData(
        "rise: { measure: staff-absent }",
        "rise: staff-absent",
        "191:20: `rise` is written as `key: value`; its keys are `measure`, `percent`, `ratio`, `of`, `per`")]
    [InlineData(
        "rise: { measure: staff-absent }",
        "rise: { measure: staff-absent }, fall: { measure: staff-absent }",
        "191:12: `value` is one of `rise`, `fall`; leave the others out")]
    [InlineData(
        "since: previous-period }",
        "since: previous-period, in: points }",
        "191:75: `points` is not a value of `in`; use `units` or `percent`")]
    [InlineData(
        "per: 100",
        "per: 50",
        "165:48: `per` is one of 1, 10, 100, 1000, 10000 and 100000; choose one")]
    [InlineData(
        "ratio: falls, of: residents, per: 100",
        "ratio: falls, of: residents",
        "165:12: `value` lacks `per`; add it")]
    [InlineData(
        "{ most: [agency-cost, overtime-cost] }",
        "{ most: [agency-cost] }",
        "183:20: `most` compares two measures or more; add one or use `measure`")]
    [InlineData(
        "at: at-risk",
        "at: risk",
        "233:42: `risk` is not a value of `at`; use `not-started`, `in-progress`, `met`, `at-risk`, `not-met` or `not-applicable`")]
    [InlineData(
        "atLeast: { days: 7 }",
        "atLeast: { days: 0 }",
        "235:42: `days` lies between 1 and 366; change 0")]
    [InlineData(
        "atLeast: { days: 7 }",
        "atLeast: { days: 7, workingDays: 5 }",
        "235:34: `atLeast` is one length of time; give one of `days`, `workingDays`",
        "236:32: all levels of a trigger count the same days; use `days` or `workingDays` for each")]
    [InlineData(
        "{ overdue: training }",
        "{ overdue: training, at: met }",
        "242:37: `at` goes with `item`; leave it out")]
    [InlineData(
        "periods: 2, ofLast: 3",
        "periods: 2, ofLast: 33",
        "158:58: `ofLast` lies between 2 and 32; change 33")]
    [InlineData(
        "periods: 2, ofLast: 3",
        "ofLast: 3",
        "158:46: `ofLast` says out of how many; add `periods` with how many of them")]
    [InlineData(
        "for: { hours: 48 }",
        "for: { hours: 0 }",
        "159:50: `hours` lies between 1 and 2208; change 0")]
    [InlineData(
        "for: { hours: 48 }",
        "for: { hours: 2209 }",
        "159:50: `hours` lies between 1 and 2208; change 2209")]
    [InlineData(
        "for: { hours: 48 }",
        "for: { days: 93 }",
        "159:49: `days` lies between 1 and 92; change 93")]
    [InlineData(
        "for: { hours: 48 }",
        "for: { hours: 48, days: 2 }",
        "159:41: `for` is one length of time; give one of `hours`, `days`, `workingDays`")]
    [InlineData(
        "for: { hours: 48 }",
        "for: {}",
        "159:41: `for` is one length of time; give one of `hours`, `days`, `workingDays`")]
    [InlineData(
        "for: { hours: 48 }",
        "for: 48",
        "159:41: `for` is written as `key: value`; its keys are `hours`, `days`, `workingDays`")]
    [InlineData(
        "holdFor: { days: 3 }",
        "holdFor: { weeks: 3 }",
        "159:65: `holdFor` is one length of time; give one of `hours`, `days`, `workingDays`",
        "159:67: unknown key `weeks` in `holdFor`; use `hours`, `days` or `workingDays`")]
    [InlineData(
        "holdFor: { days: 3 }",
        "holdFor: { workingDays: 66 }",
        "159:80: `workingDays` lies between 1 and 65; change 66")]
    [InlineData(
        "weightedBy: { measure: beds, unknown: 20 }",
        "weightedBy: { measure: beds, unknown: 0 }",
        "287:120: `unknown` lies between 1 and 1000000; change 0")]
    [InlineData(
        "weightedBy: { measure: beds, unknown: 20 }",
        "weightedBy: { measure: beds }",
        "287:94: `weightedBy` lacks `unknown`; add it")]
    [InlineData(
        "      fireOn: lower-bound\n      warnOn: upper-bound\n      reporting: { atLeastPercent: 50, atLeastProviders: 3 }\n    levels:\n      - { level: amber, atLeast: 2",
        "      fireOn: lower-bound\n      warnOn: upper-bound\n    levels:\n      - { level: amber, atLeast: 2",
        "299:7: `value` lacks `reporting`; add it")]
    [InlineData(
        "      reporting: { atLeastPercent: 50, atLeastProviders: 3 }\n    levels:\n      - { level: notice",
        "    levels:\n      - { level: notice",
        "322:7: `value` lacks `reporting`; add it")]
    [InlineData(
        "- { percent: staff-absent, of: staff-employed, atLeast: 15, clearsBelow: 12 }",
        "- { percent: staff-absent, of: staff-employed }",
        "273:15: a condition has one limit; give it `atLeast`, `atMost`, `below` or `is`")]
    [InlineData(
        "- { percent: staff-absent, of: staff-employed, atLeast: 15, clearsBelow: 12 }",
        "- staff-absent",
        "273:15: a condition is written as `{ measure: x, atLeast: 3 }`, or joins others by `all`, `any` or `not`")]
    [InlineData(
        "- { percent: staff-absent, of: staff-employed, atLeast: 15, clearsBelow: 12 }",
        "- { atLeast: 15 }",
        "273:15: a condition names nothing to compare; use one of `measure`, `percent`, `ratio`, `least`, `most`, `rise`, `fall`, `silentFor`, `item`, `overdue`, `share`, `count`, `sum`")]
    [InlineData(
        "{ trigger: low-stock, reaches: amber }",
        "{ trigger: low-stock, atLeast: 2 }",
        "277:19: a condition lacks `reaches`; add it",
        "277:50: a trigger stands at a level; write `reaches: amber` and leave `atLeast` out")]
    [InlineData(
        "{ trigger: low-stock, reaches: amber }",
        "{ measure: falls, atLeast: 2, reaches: amber }",
        "277:58: `reaches` goes with `trigger`; leave it out")]
    [InlineData(
        "- not: { item: agency-agreement, is: met }",
        "- not: [{ item: agency-agreement, is: met }]",
        "278:20: `not` turns one condition around; write `not: { any: [...] }` for none of several")]
    [InlineData(
        "- not: { item: agency-agreement, is: met }",
        "- all: []",
        "278:20: `all` joins nothing; give it conditions")]
    [InlineData(
        "- not: { item: agency-agreement, is: met }",
        "- { all: [{ item: agency-agreement, is: met }], any: [{ item: training, is: met }] }",
        "278:15: conditions are joined by one of `all`, `any` and `not`; put one inside the other")]
    [InlineData(
        "- not: { item: agency-agreement, is: met }",
        "- { item: agency-agreement, iss: met }",
        "278:15: a condition has one limit; give it `atLeast`, `atMost`, `below` or `is`",
        "278:41: unknown key `iss` in a condition; did you mean `is`?")]
    [InlineData(
        "        tier: region\n        ladder: local\n    basis: { kind: starting-value, note: An example }\n  - key: absence-widespread",
        "        atLeast: 3\n        tier: region\n        ladder: local\n    basis: { kind: starting-value, note: An example }\n  - key: absence-widespread",
        "279:18: the conditions of `when` have limits of their own; put `atLeast` into one of them, or leave it out")]
    [InlineData(
        "    value: { measure: waiting }\n",
        "",
        "327:5: a trigger lacks `value`; add it")]
    [InlineData(
        "subject: authority\n    levels:",
        "subject: authority\n    value: { measure: waiting }\n    levels:",
        "342:9: `when` says itself what it looks at; leave the `value` of the trigger out, or give this level one limit",
        "347:9: `when` says itself what it looks at; leave the `value` of the trigger out, or give this level one limit")]
    [InlineData(
        "{ measure: outbreak }\n",
        "{ trigger: low-stock }\n",
        "250:23: another trigger is looked at in a level: leave `value` out and write `when: { trigger: x, reaches: amber }`")]
    [InlineData(
        "suppressedBy: [{ trigger: outbreak-here, atLeast: red }]",
        "suppressedBy: []",
        "156:19: `suppressedBy` is empty; name a trigger, or leave it out")]
    [InlineData(
        "suppressedBy: [{ trigger: outbreak-here, atLeast: red }]",
        "suppressedBy: [outbreak-here]",
        "156:20: what suppresses is written as `key: value`; its keys are `trigger`, `atLeast`")]
    [InlineData(
        "replaces: { measure: team-mood, choices: { fine: good, poor: low } }",
        "replaces: {}",
        "117:19: `replaces` lacks `measure`; add it")]
    [InlineData(
        "replaces: { measure: team-mood, choices: { fine: good, poor: low } }",
        "replaces: team-mood",
        "117:19: `replaces` is written as `key: value`; its keys are `measure`, `choices`")]
    public void A_form_of_the_wrong_shape_is_refused_by_schema_and_reader(string passage, string instead, params string[] mistakes)
    {
        var text = EveryFormChecklist.With(passage, instead);

        Assert.False(SchemaTests.Accepts(text));
        Assert.Equal(mistakes, EveryFormChecklist.Mistakes(text));
    }
}
