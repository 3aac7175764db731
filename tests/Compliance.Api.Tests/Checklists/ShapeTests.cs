namespace Compliance.Api.Tests.Checklists;

public sealed class ShapeTests
{
    [Theory]
    [InlineData(
        "        question: How many care staff do you employ?",
        "        questoin: How many care staff do you employ?",
        "31:9: a measure lacks `question`; add it",
        "32:9: unknown key `questoin` in a measure; did you mean `question`?")]
    [InlineData(
        "version: 1",
        "version: one",
        "2:10: `version` is a whole number; write it in digits, without quotes")]
    [InlineData(
        "version: 1",
        "version: \"1\"",
        "2:10: `version` is a whole number; write it in digits, without quotes")]
    [InlineData(
        "version: 1",
        "version: 0",
        "2:10: `version` lies between 1 and 9999; change 0")]
    [InlineData(
        "version: 1",
        "version: 1.5",
        "2:10: `version` is a whole number; write it in digits, without quotes")]
    [InlineData(
        "status: published",
        "status: publishd",
        "3:9: `publishd` is not a value of `status`; did you mean `published`?")]
    [InlineData(
        "status: published",
        "status: final",
        "3:9: `final` is not a value of `status`; use `draft` or `published`")]
    [InlineData(
        "published: 2021-11-03",
        "published: 3 November 2021",
        "6:44: `published` is a date; write it as 2026-11-18")]
    [InlineData(
        "published: 2021-11-03",
        "published: 2021-02-30",
        "6:44: `published` is a date; write it as 2026-11-18")]
    [InlineData(
        "checklist: small",
        "checklist: Small_List",
        "1:12: `Small_List` is not a key; use small letters, digits and single hyphens, beginning with a letter")]
    [InlineData(
        "source: { document: A document, published: 2021-11-03 }",
        "source: A document",
        "6:9: `source` is written as `key: value`; its keys are `document`, `published`")]
    [InlineData(
        "source: { document: A document, published: 2021-11-03 }\n",
        "",
        "1:1: a checklist lacks `source`; add it")]
    [InlineData(
        "with: [nhs, lrf]",
        "with: nhs",
        "14:15: `with` is a list; write it as `[a, b]` or with a dash before each")]
    [InlineData(
        "evidence: required",
        "evidence: yes",
        "17:19: `yes` is not a value of `evidence`; use `required` or leave it out")]
    [InlineData(
        "due: { weeksAfterStart: 6 }",
        "due: { weeksAfterStart: 60 }",
        "28:33: `weeksAfterStart` lies between 1 and 52; change 60")]
    [InlineData(
        "due: { weeksAfterStart: 6 }",
        "due: { weeksAfterStart: 6 }\n        fixed: { from: 2021-11-11, to: 2022-03-15 }",
        "29:16: an item has `due` or `fixed`; leave one out")]
    [InlineData(
        "from: 2021-11-11, to: 2022-03-15",
        "from: 2022-03-15, to: 2021-11-11",
        "23:40: `to` lies before `from`; swap them")]
    [InlineData(
        "services: [care-home, home-care]",
        "services: [care-hom, home-care]",
        "35:33: unknown service type `care-hom`; did you mean `care-home`?")]
    [InlineData(
        "services: [care-home, home-care]",
        "services: care-home",
        "35:32: `services` is `all` or a list of service types; write it as `[care-home, home-care]`")]
    [InlineData(
        "kind: count",
        "kind: counts",
        "34:15: `counts` is not a value of `kind`; did you mean `count`?")]
    [InlineData(
        "level: red, is: \"no\"",
        "level: clear, is: \"no\"",
        "124:18: `clear` is not a value of `level`; use `notice`, `amber`, `red` or `critical`")]
    [InlineData(
        "unless: acknowledged",
        "unless: seen",
        "167:57: `seen` is not a value of `unless`; use `acknowledged`")]
    [InlineData(
        "      - { level: notice, is: low, tier: provider, ladder: own }",
        "      - notice",
        "132:9: a level is written as `key: value`; its keys are `level`, `atLeast`, `atMost`, `below`, `is`, `when`, `periods`, `ofLast`, `for`, `holdFor`, `clearsBelow`, `clearsAbove`, `tier`, `ladder`, `watch`")]
    public void A_key_or_value_that_does_not_fit_is_named_with_its_mend(string passage, string instead, params string[] mistakes) =>
        Assert.Equal(mistakes, SmallChecklist.Mistakes(SmallChecklist.With(passage, instead)));
}
