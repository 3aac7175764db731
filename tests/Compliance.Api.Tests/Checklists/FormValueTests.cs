namespace Compliance.Api.Tests.Checklists;

public sealed class FormValueTests
{
    [Theory]
    [InlineData(
        "since: { baseline: before-winter }",
        "since: { baseline: before-witner }",
        "199:68: unknown baseline `before-witner`; did you mean `before-winter`?")]
    [InlineData(
        "since: { baseline: before-winter }",
        "since: last-year",
        "9:12: no trigger compares with `before-winter`; use it as `since: { baseline: before-winter }`, or leave it out")]
    [InlineData(
        "  - { key: before-winter,",
        "  - { key: before-winter, title: Twice, on: 2026-10-23 }\n  - { key: before-winter,",
        "10:12: `before-winter` is already a baseline on line 9; choose another key")]
    [InlineData(
        "rise: { measure: staff-absent }",
        "rise: { measure: outbreak }",
        "191:31: `outbreak` is of kind yes-no, which neither rises nor falls; name a number")]
    [InlineData(
        "in: percent }\n    levels:\n      - { level: amber, atLeast: 10",
        "in: percent }\n    levels:\n      - { level: amber, atLeast: 101",
        "201:34: the limit is a percentage; use a number from 1 to 100",
        "202:32: the limit of red is not above that of amber; limits rise with the levels")]
    [InlineData(
        "{ level: amber, atLeast: 5, tier",
        "{ level: amber, atLeast: 0, tier",
        "193:34: this is always reached, as it is never less than 0; use a larger limit")]
    [InlineData(
        "ratio: falls",
        "ratio: mask-days",
        "165:21: `mask-days` is no count; name a measure of `kind: count`")]
    [InlineData(
        "    andAtLeast: { measure: falls, count: 2 }\n",
        "",
        "165:12: a ratio alone makes a crisis of one in four; add `andAtLeast` with a count")]
    [InlineData(
        "{ most: [agency-cost, overtime-cost] }",
        "{ most: [agency-cost, falls] }",
        "183:34: `falls` is not of the same kind and unit as `agency-cost`; compare like with like")]
    [InlineData(
        "{ most: [agency-cost, overtime-cost] }",
        "{ most: [agency-cost, overtime-cots] }",
        "183:34: unknown measure `overtime-cots`; did you mean `overtime-cost`?")]
    [InlineData(
        "{ item: agency-agreement }\n",
        "{ item: agency-agrement }\n",
        "225:20: unknown item `agency-agrement`; did you mean `agency-agreement`?")]
    [InlineData(
        "{ item: agency-agreement }\n",
        "{ item: hub }\n",
        "225:20: `hub` is up to the authority; change `subject`, or name an item of `owner: provider`")]
    [InlineData(
        "is: not-met, for",
        "is: not-mett, for",
        "227:29: `not-mett` is no status of an item; did you mean `not-met`?")]
    [InlineData(
        "is: not-met, for: { hours: 24 }",
        "atLeast: 3",
        "227:34: `agency-agreement` is an item and has a status; compare it by `is`")]
    [InlineData(
        "atLeast: { days: 7 }",
        "atLeast: 7",
        "235:34: days are counted; write `atLeast: { days: 7 }` or `atLeast: { workingDays: 5 }`")]
    [InlineData(
        "atLeast: { days: 7 }",
        "atLeast: { workingDays: 7 }",
        "236:32: all levels of a trigger count the same days; use `days` or `workingDays` for each")]
    [InlineData(
        "atLeast: { days: 14 }",
        "atLeast: { days: 7 }",
        "236:32: the limit of red is not above that of amber; limits rise with the levels")]
    [InlineData(
        "atLeast: { days: 14 }",
        "atLeast: { days: 14 }, for: { days: 2 }",
        "236:51: days are counted as they pass; leave `for` out and state the days in the limit itself")]
    [InlineData(
        "atLeast: { days: 14 }",
        "atLeast: { days: 14 }, periods: 2",
        "236:55: days are counted as they pass; leave `periods` out and state the days in the limit itself")]
    [InlineData(
        "atLeast: { workingDays: 5 }",
        "atLeast: { workingDays: 5 }, periods: 2, ofLast: 3",
        "244:63: days are counted as they pass; leave `periods` out and state the days in the limit itself",
        "244:74: days are counted as they pass; leave `ofLast` out and state the days in the limit itself")]
    [InlineData(
        "    value: { overdue: training }\n    levels:\n      - { level: amber, atLeast: { workingDays: 5 },",
        "    levels:\n      - { level: amber, when: { any: [ { overdue: training, atLeast: { workingDays: 5 } }, { silentFor: staff-absent, atLeast: { workingDays: 3 } } ] }, periods: 2,",
        "243:163: days are counted as they pass; leave `periods` out and state the days in the limit itself")]
    [InlineData(
        "atLeast: { days: 14 }",
        "atLeast: { days: 14 }, clearsBelow: 3",
        "236:59: this ends with the next status; leave `clearsBelow` out")]
    [InlineData(
        "atLeast: { workingDays: 3 }",
        "atLeast: { days: 3 }",
        "219:36: silence is counted in working days; write `atLeast: { workingDays: 3 }`")]
    [InlineData(
        "atLeast: { workingDays: 3 }",
        "atLeast: { workingDays: 3 }, for: { hours: 3 }",
        "219:59: silence is counted as it lasts; leave `for` out and state the days in the limit itself")]
    [InlineData(
        "is: not-met, for: { hours: 24 }",
        "is: not-met, periods: 2",
        "227:47: this is judged as it stands and has no periods; leave `periods` out and say by `for` how long it must last")]
    public void What_is_compared_must_be_there_and_fit_its_limit(string passage, string instead, params string[] mistakes) =>
        Assert.Equal(mistakes, EveryFormChecklist.Mistakes(EveryFormChecklist.With(passage, instead)));

    [Theory]
    [InlineData("atLeast: { days: 14 }", "atLeast: { days: 14 }, periods: 1")]
    [InlineData("atLeast: { days: 14 }", "atLeast: { days: 14 }, holdFor: { days: 3 }")]
    [InlineData("atLeast: { workingDays: 5 }", "atLeast: { workingDays: 9 }")]
    public void What_counts_its_days_itself_says_in_its_limit_how_many(string passage, string instead) =>
        Assert.Empty(EveryFormChecklist.Mistakes(EveryFormChecklist.With(passage, instead)));

    [Theory]
    [InlineData(
        "weightedBy: { measure: beds, unknown: 20 }",
        "weightedBy: { measure: mask-days, unknown: 20 }",
        "287:105: `mask-days` is no count; name a measure of `kind: count`")]
    [InlineData(
        "weightedBy: { measure: beds, unknown: 20 }",
        "weightedBy: { measure: waiting, unknown: 20 }",
        "287:105: `waiting` is answered by the authority; name a measure of `owner: provider`")]
    [InlineData(
        "count: { of: { services: [care-home] }, where: { trigger: outbreak-here, atLeast: red } }",
        "count: { of: { services: [care-home] }, where: { trigger: outbreak-here, atLeast: critical } }",
        "299:65: `outbreak-here` never reaches critical; name a level that it has")]
    [InlineData(
        "count: { of: { services: [care-home] }, where: { trigger: outbreak-here, atLeast: red } }",
        "count: { of: { services: [care-home] }, where: { trigger: waiting-long, atLeast: amber } }",
        "299:65: `waiting-long` judges the authority; count a trigger with `subject: provider`")]
    [InlineData(
        "{ level: amber, atLeast: 2, tier",
        "{ level: amber, atMost: 2, tier",
        "304:33: a number of providers is compared by `atLeast`; use that",
        "305:9: all levels of a trigger compare in one way; use the same of `atLeast`, `atMost`, `below` and `is`")]
    [InlineData(
        "{ level: amber, atLeast: 2, tier",
        "{ level: amber, atLeast: 2, periods: 2, tier",
        "304:46: this is judged as it stands and has no periods; leave `periods` out and say by `for` how long it must last")]
    [InlineData(
        "{ level: amber, atLeast: 2, tier",
        "{ level: amber, atLeast: 10001, tier",
        "304:34: this is never reached, as it is never more than 10000; use a smaller limit",
        "305:32: the limit of red is not above that of amber; limits rise with the levels")]
    [InlineData(
        "measure: residents, over: beds",
        "measure: mask-days, over: beds",
        "312:46: `mask-days` is no count; name a measure of `kind: count`")]
    [InlineData(
        "measure: residents, over: beds",
        "measure: residents, over: residents",
        "312:63: `residents` is always all of itself; name another measure")]
    [InlineData(
        "measure: residents, over: beds",
        "measure: residents, over: waiting",
        "312:63: `waiting` is answered by the authority; name a measure of `owner: provider`")]
    [InlineData(
        "atLeast: 95",
        "atLeast: 101",
        "315:34: the limit is a percentage; use a number from 1 to 100")]
    [InlineData(
        "sum: { measure: agency-cost }",
        "sum: { measure: outbreak }",
        "322:23: `outbreak` is of kind yes-no, which cannot be added up; name a count, a number or money")]
    [InlineData(
        "sum: { measure: agency-cost }",
        "sum: { measure: waiting }",
        "322:23: `waiting` is answered by the authority; name a measure of `owner: provider`")]
    [InlineData(
        "title: Few beds free\n    subject: authority",
        "title: Few beds free\n    subject: provider",
        "310:14: what is counted over providers is judged for the authority, or for each organisation; use `subject: authority` or `subject: organisation`")]
    public void What_is_counted_over_providers_must_be_there_and_mean_something(string passage, string instead, params string[] mistakes) =>
        Assert.Equal(mistakes, EveryFormChecklist.Mistakes(EveryFormChecklist.With(passage, instead)));
}
