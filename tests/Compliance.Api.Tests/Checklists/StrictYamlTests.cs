namespace Compliance.Api.Tests.Checklists;

public sealed class StrictYamlTests
{
    [Theory]
    [InlineData(
        "title: A small checklist",
        "title:\tA small checklist",
        "4:7: tabs are refused; use spaces")]
    [InlineData(
        "nations: [england]",
        "nations: &n [england]",
        "5:23: anchors are refused; leave `&n` out")]
    [InlineData(
        "with: [nhs, lrf]",
        "with: *n",
        "14:15: aliases are refused; write the value of `*n` out")]
    [InlineData(
        "title: Have a plan",
        "title: !!str Have a plan",
        "15:16: tags are refused; leave `!!str` out")]
    [InlineData(
        "version: 1\n",
        "version: 1\nversion: 2\n",
        "3:1: `version` stands here twice, first on line 2; keep one")]
    [InlineData(
        "version: 1\n",
        "version: 1\n<<: { status: draft }\n",
        "3:1: merge keys are refused; write the values out")]
    [InlineData(
        "nations: [england]",
        "nations: [england",
        "5:32: this is not YAML (while parsing a flow sequence, did not find expected ',' or ']'); mend the line and check again")]
    [InlineData(
        "title: Have a plan",
        "title: |\n          Have a plan",
        "15:16: `title` is one line without spaces around it; write it so")]
    [InlineData(
        "title: Have a plan",
        "title: true",
        "15:16: `title` is a text; put `true` in quotes")]
    [InlineData(
        "title: Have a plan",
        "title: 7",
        "15:16: `title` is a text; put `7` in quotes")]
    [InlineData(
        "title: Have a plan",
        "title:",
        "15:15: `title` is empty; write its text or leave it out")]
    [InlineData(
        "title: Have a plan",
        "title: \"\"",
        "15:16: `title` is empty; write its text or leave it out")]
    [InlineData(
        "title: Have a plan",
        "title: [a]",
        "15:16: `title` is a text; write it on one line")]
    [InlineData(
        "checklist: small\n",
        "%YAML 1.2\n---\nchecklist: small\n",
        "1:1: YAML directives are refused; leave the `%` line out")]
    [InlineData(
        "- { after: { hours: 16 }, tell: [authority-lead], unless: acknowledged }",
        "- { after: { hours: 16 }, tell: [authority-lead], unless: acknowledged }\n---\nchecklist: other",
        "174:1: a file holds one document; move this one to a file of its own")]
    [InlineData(
        "version: 1\n",
        "version: 1\n? [a]\n: b\n",
        "3:3: a key is a single word; write `key: value`")]
    public void What_is_cleverer_than_lists_groups_and_values_is_refused_in_its_place(string passage, string instead, params string[] mistakes) =>
        Assert.Equal(mistakes, SmallChecklist.Mistakes(SmallChecklist.With(passage, instead)));
}
