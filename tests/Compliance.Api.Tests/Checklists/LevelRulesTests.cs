namespace Compliance.Api.Tests.Checklists;

public sealed class LevelRulesTests
{
    [Theory]
    [InlineData(
        "level: amber, atMost: 7, clearsAbove: 9",
        "level: amber, below: 7, clearsAbove: 6",
        "115:48: `clearsAbove` is below the limit, so that the level would clear while it is reached; use at least 7",
        "116:9: all levels of a trigger compare in one way; use the same of `atLeast`, `atMost`, `below` and `is`")]
    [InlineData(
        "level: amber, atMost: 7, clearsAbove: 9",
        "level: amber, below: 7, clearsBelow: 6",
        "115:48: `clearsBelow` goes with `atLeast`; leave it out or use the other")]
    [InlineData(
        "{ level: amber, atLeast: 10,",
        "{ level: critical, atLeast: 10,",
        "106:18: levels stand in rising order; put red before critical, once each")]
    [InlineData(
        "level: red, atLeast: 20, clearsBelow: 15",
        "level: red, atLeast: 9, clearsBelow: 8",
        "106:32: the limit of red is not above that of amber; limits rise with the levels")]
    [InlineData(
        "atMost: 2, tier",
        "atMost: 7, tier",
        "116:31: the limit of red is not below that of amber; limits fall with the levels")]
    [InlineData(
        "clearsBelow: 8,",
        "clearsBelow: 12,",
        "105:63: `clearsBelow` is above the limit, so that the level would clear while it is reached; use at most 10")]
    [InlineData(
        "clearsAbove: 9",
        "clearsAbove: 6",
        "115:49: `clearsAbove` is below the limit, so that the level would clear while it is reached; use at least 7")]
    [InlineData(
        "clearsAbove: 9",
        "clearsBelow: 9",
        "115:49: `clearsBelow` goes with `atLeast`; leave it out or use the other")]
    [InlineData(
        "atMost: 7, clearsAbove: 9",
        "atMost: 7, atLeast: 1, clearsAbove: 9",
        "115:9: a level has one limit; give it `atLeast`, `atMost`, `below` or `is`",
        "115:61: `clearsAbove` goes with `atMost` or `below`; leave it out or use the other")]
    [InlineData(
        "atMost: 2, tier",
        "atLeast: 2, tier",
        "116:9: all levels of a trigger compare in one way; use the same of `atLeast`, `atMost`, `below` and `is`")]
    [InlineData(
        "atLeast: { workingDays: 3 }",
        "atLeast: 3",
        "140:34: silence is counted in working days; write `atLeast: { workingDays: 3 }`")]
    [InlineData(
        "atLeast: 10, periods",
        "atLeast: { workingDays: 3 }, periods",
        "105:34: `days` and `workingDays` go with `silentFor`, `at` and `overdue`; write a plain number",
        "105:79: `clearsBelow` is above the limit, so that the level would clear while it is reached; use at most 3")]
    [InlineData(
        "atLeast: { workingDays: 3 },",
        "atLeast: { workingDays: 3 }, periods: 2, clearsBelow: 1,",
        "140:63: silence is counted as it lasts; leave `periods` out and state the days in the limit itself",
        "140:79: silence ends with a report; leave `clearsBelow` out")]
    [InlineData(
        "atLeast: 20, clearsBelow: 15",
        "atLeast: 120, clearsBelow: 15",
        "106:32: the limit is a percentage; use a number from 1 to 100")]
    [InlineData(
        "is: low",
        "atLeast: 3",
        "132:35: `mood` is of kind choice; compare it by `is`")]
    [InlineData(
        "is: low",
        "is: lo",
        "132:30: `lo` is no answer to `mood`; did you mean `low`?")]
    [InlineData(
        "is: \"no\"",
        "is: maybe",
        "124:27: `maybe` is no answer to `safe`; use `yes` or `no`")]
    [InlineData(
        "atMost: 2, tier",
        "is: two, tier",
        "116:9: all levels of a trigger compare in one way; use the same of `atLeast`, `atMost`, `below` and `is`",
        "116:27: `ppe-days` is of kind number; compare it by `atLeast`, `atMost` or `below`")]
    [InlineData(
        "atLeast: 15, clearsBelow: 10",
        "atLeast: 15, periods: 2, clearsBelow: 10",
        "152:45: a share is judged as it stands and has no periods; leave `periods` out and say by `for` how long it must last")]
    [InlineData(
        "    levels:\n      - { level: notice, is: low, tier: provider, ladder: own }\n",
        "    levels: []\n",
        "131:13: a trigger has one to four levels; name `notice`, `amber`, `red` or `critical`")]
    public void Levels_must_fit_one_another_and_what_they_compare(string passage, string instead, params string[] mistakes) =>
        Assert.Equal(mistakes, SmallChecklist.Mistakes(SmallChecklist.With(passage, instead)));

    [Fact]
    public void A_percentage_has_a_limit_from_one_to_a_hundred()
    {
        var text = SmallChecklist.With("kind: choice\n        choices: { good: Good, low: Low }", "kind: percentage");

        Assert.Empty(SmallChecklist.Mistakes(text.Replace("is: low", "atMost: 100", StringComparison.Ordinal)));
        Assert.Equal(
            ["131:35: the limit is a percentage; use a number from 1 to 100"],
            SmallChecklist.Mistakes(text.Replace("is: low", "atLeast: 101", StringComparison.Ordinal)));
    }
}
