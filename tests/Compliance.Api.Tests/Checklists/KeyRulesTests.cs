namespace Compliance.Api.Tests.Checklists;

public sealed class KeyRulesTests
{
    [Theory]
    [InlineData(
        "{ hours: 16 }, tell: [region]",
        "{ hours: 0 }, tell: [region]",
        "167:18: the steps of a ladder go forward in time; give this one more hours than the one before")]
    [InlineData(
        "tell: [region]",
        "tell: []",
        "167:39: `tell` is empty; name at least one")]
    [InlineData(
        "responsible: [provider]",
        "responsible: []",
        "159:18: `responsible` is empty; name at least one")]
    [InlineData(
        "    steps:\n      - { after: { hours: 0 }, tell: [authority-lead] }\n      - { after: { hours: 16 }, tell: [region], unless: acknowledged }",
        "    steps: []",
        "165:12: `steps` is empty; name at least one")]
    [InlineData(
        "key: borrow-staff\n    title: Borrow staff\n    acceptability: acceptable\n    responsible: [provider]",
        "key: borrow-staff\n    title: Borrow staff\n    acceptability: acceptable\n    responsible: [provider]\n  - key: borrow-staff\n    title: Borrow staff\n    acceptability: acceptable\n    responsible: [provider]",
        "160:10: `borrow-staff` is already a contingency measure on line 156; choose another key")]
    public void Ladders_and_lists_that_reach_nobody_are_refused(string passage, string instead, params string[] mistakes) =>
        Assert.Equal(mistakes, SmallChecklist.Mistakes(SmallChecklist.With(passage, instead)));
}
