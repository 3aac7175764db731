namespace Compliance.Api.Tests.Checklists;

public sealed class FormLengthTests
{
    [Theory]
    [InlineData(
        "periods: 2, ofLast: 3",
        "periods: 3, ofLast: 3",
        "158:58: `ofLast` is not more than `periods`; give it more, or leave it out for periods in a row")]
    [InlineData(
        "is: low, periods: 2",
        "is: low",
        "261:29: notice already stands for `low`; name another answer")]
    [InlineData(
        "atLeast: 20, for: { hours: 48 }",
        "atLeast: 10, for: { hours: 48 }",
        "159:32: the limit of red is not above that of amber; limits rise with the levels",
        "159:91: `clearsBelow` is above the limit, so that the level would clear while it is reached; use at most 10")]
    [InlineData(
        "atLeast: 20, for: { hours: 48 }",
        "atLeast: 10, periods: 2, ofLast: 4",
        "159:32: the limit of red is not above that of amber; limits rise with the levels",
        "159:94: `clearsBelow` is above the limit, so that the level would clear while it is reached; use at most 10")]
    [InlineData(
        "below: 7, clearsAbove: 9",
        "below: 366, clearsAbove: 366",
        "176:32: this is always reached, as it is never more than 365; use a smaller limit")]
    [InlineData(
        "below: 7, clearsAbove: 9",
        "below: 7, clearsAbove: 365",
        "176:48: it is never more than 365, so that the level would never clear; use a smaller number")]
    [InlineData(
        "below: 2",
        "below: 0",
        "177:30: this is never reached, as it is never less than 0; use a larger limit")]
    [InlineData(
        "{ level: amber, atLeast: 10, clearsBelow: 5",
        "{ level: amber, atLeast: 1000000001, clearsBelow: 5",
        "168:34: this is never reached, as it is never more than 1000000000; use a smaller limit")]
    [InlineData(
        "clearsBelow: 5,",
        "clearsBelow: 0,",
        "168:51: it is never less than 0, so that the level would never clear; use a larger number")]
    [InlineData(
        "clearsBelow: 40",
        "clearsBelow: 51",
        "333:63: `clearsBelow` is above the limit, so that the level would clear while it is reached; use at most 50")]
    public void What_lasts_must_fit_what_it_is_of(string passage, string instead, params string[] mistakes) =>
        Assert.Equal(mistakes, EveryFormChecklist.Mistakes(EveryFormChecklist.With(passage, instead)));

    [Theory]
    [InlineData(
        "replaces: { measure: team-mood, choices: { fine: good, poor: low } }",
        "replaces: { measure: team-mood }",
        "117:19: say which earlier choice means which; add `choices: { old: new }`")]
    [InlineData(
        "replaces: { measure: team-mood, choices: { fine: good, poor: low } }",
        "replaces: { measure: team-mood, choices: { fine: god } }",
        "117:58: `god` is no answer to `mood`; did you mean `good`?")]
    [InlineData(
        "replaces: { measure: team-mood, choices: { fine: good, poor: low } }",
        "replaces: { measure: falls, choices: { fine: good } }",
        "117:30: `falls` is still asked in this version; a measure replaces one that is no longer asked")]
    [InlineData(
        "        question: Is there an outbreak?",
        "        replaces: { measure: team-mood, choices: { fine: good } }\n        question: Is there an outbreak?",
        "77:50: `choices` goes with `kind: choice`; leave it out",
        "118:30: `outbreak` already replaces `team-mood`; the answers carry over to one measure only")]
    public void What_a_measure_replaces_must_be_gone_and_mean_the_same(string passage, string instead, params string[] mistakes) =>
        Assert.Equal(mistakes, EveryFormChecklist.Mistakes(EveryFormChecklist.With(passage, instead)));
}
