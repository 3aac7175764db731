namespace Compliance.Api.Tests.Checklists;

/// <summary>What a trigger on organisations may compare, and what several triggers counted as one must be.</summary>
public sealed class OrganisationRulesTests
{
    private const string Count = "count: { where: { anyOf: [absence, outbreak-here], atLeast: red } }";

    [Theory]
    [InlineData(
        Count,
        "count: { where: { anyOf: [absence, outbreak-there], atLeast: red } }",
        "358:42: unknown trigger `outbreak-there`; did you mean `outbreak-here`?")]
    [InlineData(
        Count,
        "count: { where: { anyOf: [absence, absence], atLeast: red } }",
        "358:42: `absence` stands here twice; keep one")]
    [InlineData(
        Count,
        "count: { where: { anyOf: [absence], atLeast: red } }",
        "358:32: one trigger needs no `anyOf`; write it as `trigger`")]
    [InlineData(
        Count,
        "count: { where: { trigger: absence, anyOf: [absence, outbreak-here], atLeast: red } }",
        "358:50: `where` names one `trigger`, or several in `anyOf`; leave one of them out")]
    [InlineData(
        Count,
        "count: { where: { anyOf: [], atLeast: red } }",
        "358:32: `anyOf` is empty; name the triggers of which any one is enough")]
    [InlineData(
        Count,
        "count: { where: { anyOf: [absence, company-troubled], atLeast: red } }",
        "358:42: `company-troubled` looks at itself; name another trigger")]
    [InlineData(
        Count,
        "count: { where: { anyOf: [absence, waiting-long], atLeast: amber } }",
        "358:42: `waiting-long` judges the authority; count a trigger with `subject: provider`")]
    [InlineData(
        Count,
        "count: { where: { anyOf: [absence, outbreak-here], atLeast: critical } }",
        "358:33: `absence` never reaches critical; name a level that it has", "358:42: `outbreak-here` never reaches critical; name a level that it has")]
    [InlineData(
        Count + "\n      fireOn: lower-bound\n      warnOn: lower-bound\n      reporting: { atLeastPercent: 0, atLeastProviders: 1 }",
        "measure: staff-absent",
        "356:14: an organisation reports nothing itself; count over its providers with `count`, `share` or `sum`, or change `subject`")]
    [InlineData(
        "{ level: red, atLeast: 2, tier: region, ladder: local }",
        "{ level: red, atLeast: 2, tier: provider, ladder: local }",
        "363:41: a case about an organisation does not start with a provider; use `authority` or `region`")]
    [InlineData(
        "title: Several services of one organisation in trouble\n    subject: organisation",
        "title: Several services of one organisation in trouble\n    subject: organisation\n    andAtLeast: { measure: staff-absent, count: 3 }",
        "357:17: an organisation reports nothing itself; leave `andAtLeast` out")]
    public void An_organisation_is_judged_by_its_providers_alone(string passage, string instead, params string[] mistakes) =>
        Assert.Equal(mistakes, EveryFormChecklist.Mistakes(EveryFormChecklist.With(passage, instead)));
}
