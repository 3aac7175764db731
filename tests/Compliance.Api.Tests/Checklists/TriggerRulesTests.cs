namespace Compliance.Api.Tests.Checklists;

public sealed class TriggerRulesTests
{
    [Theory]
    [InlineData(
        "section: workforce",
        "section: workfroce",
        "97:14: unknown section `workfroce`; did you mean `workforce`?")]
    [InlineData(
        "contingency: [borrow-staff]",
        "contingency: [borow-staff]",
        "108:19: unknown contingency measure `borow-staff`; did you mean `borrow-staff`?")]
    [InlineData(
        "ladder: local, watch",
        "ladder: locl, watch",
        "106:78: unknown ladder `locl`; did you mean `local`?")]
    [InlineData(
        "percent: staff-absent, of: staff-employed }\n    and",
        "percent: ppe-dayz, of: staff-employed }\n    and",
        "100:23: unknown measure `ppe-dayz`; did you mean `ppe-days`?")]
    [InlineData(
        "percent: staff-absent, of: staff-employed }\n    and",
        "percent: staff-absent, of: staff-absent }\n    and",
        "100:41: `staff-absent` is always all of itself; name another measure")]
    [InlineData(
        "percent: staff-absent, of: staff-employed }\n    and",
        "percent: ppe-days, of: staff-employed }\n    and",
        "100:23: `ppe-days` is no count; name a measure of `kind: count`")]
    [InlineData(
        "percent: staff-absent, of: staff-employed }\n    and",
        "percent: staff-absent }\n    and",
        "100:12: `value` lacks `of`; add it")]
    [InlineData(
        "    andAtLeast: { measure: staff-absent, count: 3 }\n",
        "",
        "100:12: a percentage alone makes a crisis of one in four; add `andAtLeast` with a count")]
    [InlineData(
        "andAtLeast: { measure: staff-absent,",
        "andAtLeast: { measure: ppe-days,",
        "101:28: `ppe-days` is no count; name a measure of `kind: count`")]
    [InlineData(
        "value: { least: [ppe-days, glove-days] }",
        "value: { least: [ppe-days] }",
        "113:21: `least` compares two measures or more; add one or use `measure`")]
    [InlineData(
        "value: { least: [ppe-days, glove-days] }",
        "value: { least: [ppe-days, staff-absent] }",
        "113:32: `staff-absent` is not of the same kind and unit as `ppe-days`; compare like with like")]
    [InlineData(
        "value: { least: [ppe-days, glove-days] }",
        "value: { least: [ppe-days, ppe-days] }",
        "113:32: `ppe-days` stands here twice; keep one")]
    [InlineData(
        "value: { least: [ppe-days, glove-days] }",
        "value: { least: [ppe-days, glove-days], measure: mood }",
        "113:12: `value` is one of `measure`, `least`; leave the others out")]
    [InlineData(
        "value: { least: [ppe-days, glove-days] }",
        "value: {}",
        "113:12: `value` names nothing to compare; use one of `measure`, `percent`, `ratio`, `least`, `most`, `rise`, `fall`, `silentFor`, `item`, `overdue`, `share`, `count`, `sum`")]
    [InlineData(
        "value: { measure: safe }",
        "value: { measure: safe, of: staff-employed }",
        "122:33: `of` goes with `percent` or `ratio`; leave it out")]
    [InlineData(
        "value: { measure: safe }",
        "value: { measure: mood }",
        "122:23: `mood` is answered by each provider; change `subject`, or name a measure of `owner: authority`",
        "124:27: `no` is no answer to `mood`; use `good` or `low`")]
    [InlineData(
        "value: { measure: mood }",
        "value: { measure: safe }",
        "130:23: `safe` is answered by the authority; change `subject`, or name a measure of `owner: provider`",
        "132:30: `low` is no answer to `safe`; use `yes` or `no`")]
    [InlineData(
        "where: { trigger: absence, atLeast: red }",
        "where: { trigger: absense, atLeast: red }",
        "147:57: unknown trigger `absense`; did you mean `absence`?")]
    [InlineData(
        "where: { trigger: absence, atLeast: red }",
        "where: { trigger: absence, atLeast: critical }",
        "147:57: `absence` never reaches critical; name a level that it has")]
    [InlineData(
        "where: { trigger: absence, atLeast: red }",
        "where: { trigger: unsafe, atLeast: red }",
        "147:57: `unsafe` judges the authority; count a trigger with `subject: provider`")]
    [InlineData(
        "      reporting: { atLeastPercent: 50, atLeastProviders: 5 }\n",
        "",
        "147:7: `value` lacks `reporting`; add it")]
    [InlineData(
        "subject: authority\n    value:\n",
        "subject: provider\n    value:\n",
        "145:14: a share of providers is judged for the authority, or for each organisation; use `subject: authority` or `subject: organisation`")]
    public void A_trigger_must_fit_what_it_refers_to(string passage, string instead, params string[] mistakes) =>
        Assert.Equal(mistakes, SmallChecklist.Mistakes(SmallChecklist.With(passage, instead)));
}
