using Compliance.Api.Checklists;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Tests.Checklists;

public sealed class ChecklistTestReaderTests
{
    private const string Text = """
        checklist: small
        plan: { from: 2026-10-01, to: 2027-03-31 }
        tests:
          - name: One of each
            register: { beechwood: care-home, elm: { serviceType: home-care, from: 2026-11-09 } }
            steps:
              - { report: 2026-11-04, name: first, of: beechwood, readings: { staff-employed: 40, staff-absent: 8, mood: low, ppe-days: unknown, glove-days: not-applicable },
                  expect: [ { trigger: absence, of: beechwood, level: red, told: [authority-lead] }, { trigger: mood-low, of: beechwood, level: notice } ] }
              - { correct: first, on: "2026-11-05T10:30", readings: { staff-absent: 4, mood: good },
                  expect: [ { trigger: absence, of: beechwood, level: clear, whyNot: { amber: sustained, red: not-met } },
                            { trigger: mood-low, of: beechwood, level: clear } ] }
              - { correct: 1, on: 2026-11-06, readings: { staff-absent: 5 } }
              - { report: 2026-11-12, asAt: 2026-11-10, of: beechwood, kind: update, readings: { staff-absent: 5, ppe-days: 7, glove-days: 30 },
                  expect: [ { trigger: absence, of: beechwood, level: amber, unknown: [], standDownProposed: false },
                            { trigger: low-stock, of: beechwood, level: amber } ] }
              - { report: 2026-11-12, of: authority, readings: { safe: "no" }, expect: [ { trigger: unsafe, of: authority, level: red } ] }
              - { tick: 2026-11-26, expect: [ { trigger: silent, of: elm, level: amber },
                                              { trigger: absence-widespread, of: authority, level: clear, warned: true, share: { lower: 0/2, upper: 1/2 } } ] }
          - name: The rest
            register: { beechwood: care-home }
            steps:
              - { report: 2027-02-01, of: beechwood, readings: { ppe-days: 30 }, expect: [ { trigger: low-stock, of: beechwood, level: clear }, { trigger: silent, of: beechwood, level: clear } ] }
              - { tick: 2027-02-02, expect: [ { trigger: low-stock, of: beechwood, level: red }, { trigger: unsafe, of: authority, level: clear }, { trigger: absence-widespread, of: authority, level: red } ] }
        """;

    private static readonly Checklist _small = ChecklistReader.Read("small.yaml", SmallChecklist.Text).Checklist!;

    [Fact]
    public void Tests_are_read_as_they_are_written()
    {
        var test = ChecklistTestReader.Read("small.yaml", Text, _small).Tests!.Tests[0];

        Assert.Equal([new TestProvider("beechwood", "care-home", null, null), new TestProvider("elm", "home-care", new DateOnly(2026, 11, 9), null)], test.Register);
        var report = Assert.IsType<TestStep.Report>(test.Steps[0]);
        Assert.Equal(new DateTime(2026, 11, 4, 9, 0, 0), report.On);
        Assert.Equal(report.On, report.AsAt);
        Assert.Equal(
            [
                new TestReading("staff-employed", new TestAnswer.Number(40)), new TestReading("staff-absent", new TestAnswer.Number(8)),
                new TestReading("mood", new TestAnswer.Word("low")), new TestReading("ppe-days", new TestAnswer.Unknown()),
                new TestReading("glove-days", new TestAnswer.NotApplicable()),
            ],
            report.Readings);
        Assert.Equal([0, 0], test.Steps.OfType<TestStep.Correct>().Select(c => c.Corrects));
        Assert.Equal(new DateTime(2026, 11, 10, 9, 0, 0), Assert.IsType<TestStep.Report>(test.Steps[3]).AsAt);
        Assert.Equal([TestStep.Authority], Assert.IsType<TestStep.Report>(test.Steps[4]).Of);
        Assert.IsType<TestStep.Tick>(test.Steps[5]);
    }

    [Fact]
    public void Expectations_are_read_as_they_are_written()
    {
        var steps = ChecklistTestReader.Read("small.yaml", Text, _small).Tests!.Tests[0].Steps;

        Assert.Equal(["authority-lead"], steps[0].Expect[0].Told!);
        Assert.Equal(WhyNot.Sustained, steps[1].Expect[0].WhyNot![TriggerLevel.Amber]);
        Assert.Null(steps[1].Expect[0].Told);
        Assert.Empty(steps[3].Expect[0].Unknown!);
        Assert.False(steps[3].Expect[0].StandDownProposed);
        Assert.True(steps[5].Expect[1].Warned);
        Assert.Equal(new ExpectedShare(new TestAnswer.Percentage(0, 2), new TestAnswer.Percentage(1, 2)), steps[5].Expect[1].Share);
        Assert.Equal((9, 21), (steps[1].Line, steps[1].Expect[0].Column));
    }

    [Fact]
    public void Without_a_plan_a_test_runs_in_the_winter_of_its_first_step()
    {
        var test = ChecklistTestReader.Read("small.yaml", Text.Replace("plan: { from: 2026-10-01, to: 2027-03-31 }", "", StringComparison.Ordinal)).Tests!.Tests[1];

        Assert.Equal((new DateOnly(2026, 10, 1), new DateOnly(2027, 3, 31)), (test.From, test.To));
    }

    [Theory]
    [InlineData("of: beechwood, readings", "of: beachwood, readings", "7:48: `beachwood` is not on the test's register; did you mean `beechwood`?")]
    [InlineData("{ report: 2026-11-04", "{ report: 4 November", "7:19: `report` is a date, or a date and local time from 2000 to 2099; write it as 2026-11-18 or 2026-11-18T09:00")]
    [InlineData("staff-absent: 8", "staff-absence: 8", "7:91: unknown measure `staff-absence`; did you mean `staff-absent`?")]
    [InlineData("staff-absent: 8", "staff-absent: -8", "7:105: this does not answer `staff-absent`, which is of kind count; change it")]
    [InlineData("mood: low", "mood: lower", "7:114: this does not answer `mood`, which is of kind choice; change it")]
    [InlineData("mood: low,", "safe: \"no\",", "7:108: `safe` is not asked of `beechwood`; put it into a report of the authority")]
    [InlineData("correct: first", "correct: frist", "9:20: `frist` is no earlier report; give that report a `name` and use it here")]
    [InlineData("correct: 1,", "correct: 2,", "12:20: `2` is no earlier report; give that report a `name` and use it here")]
    [InlineData("asAt: 2026-11-10", "asAt: 2026-11-13", "13:37: a report cannot be about the future; use a time before it came in")]
    [InlineData("on: 2026-11-06", "on: 2026-11-01", "12:9: steps go forward in time; put this one earlier, or change its time")]
    [InlineData("level: red, told", "level: critical, told", "8:63: `absence` has no level critical; use `clear`, `amber` or `red`")]
    [InlineData("trigger: absence,", "trigger: absense,", "8:32: unknown trigger `absense`; did you mean `absence`?")]
    [InlineData("amber: sustained", "amber: sustain", "10:87: `sustain` is not a value of `amber`; did you mean `sustained`?")]
    [InlineData("level: clear, whyNot", "level: amber, whyNot", "10:87: amber is reached here; `whyNot` names levels above `level`")]
    [InlineData("warned: true", "warned: \"true\"", "18:107: `true` is not a value of `warned`; use `true` or `false`")]
    [InlineData("lower: 0/2", "lower: none", "18:129: `none` is no share; write it as 7/39")]
    [InlineData("elm: { serviceType: home-care", "elm: { serviceType: homecare", "5:59: unknown service type `homecare`; did you mean `home-care`?")]
    [InlineData("name: The rest", "name: One of each", "19:11: the test on line 4 has this name; choose another")]
    [InlineData("checklist: small", "checklist: tiny", "1:12: the tests are of `tiny`, the checklist is `small`; use one key")]
    [InlineData("- { tick: 2026-11-26,", "- { tock: 2026-11-26,", "17:9: a step begins with `report`, `correct`, `register`, `plan`, `act` or `tick`; name what happens")]
    [InlineData("of: authority, level: red } ] }\n      - { tick: 2026-11", "of: elm, level: red } ] }\n      - { tick: 2026-11", "16:105: `unsafe` judges the authority; change `of`")]
    [InlineData("trigger: low-stock, of: beechwood, level: red", "trigger: low-stock, of: beechwood, level: amber", "4:3: no test expects `low-stock` at red; write one")]
    [InlineData(", readings: { ppe-days: 30 }", "", "22:9: the report says nothing; add `readings` or `statuses`, or a `kind` that needs none")]
    [InlineData(", readings: { ppe-days: 30 }", ", statuses: { trainin: met }", "22:58: unknown item `trainin`; did you mean `training`?")]
    [InlineData(", readings: { ppe-days: 30 }", ", statuses: { law: met }", "22:58: `law` is not up to `beechwood`; put it into a report of the authority")]
    [InlineData(", readings: { ppe-days: 30 }", ", statuses: { trainin: mett }", "22:67: `mett` is not a value of `trainin`; did you mean `met`?")]
    [InlineData("unknown: []", "unknown: [absenc]", "14:80: unknown measure, item or trigger `absenc`; did you mean `absence`?")]
    public void A_test_that_cannot_be_meant_is_refused(string passage, string instead, string mistake)
    {
        Assert.Contains(passage, Text);
        var at = Text.IndexOf(passage, StringComparison.Ordinal);

        var mistakes = ChecklistTestReader.Read("t", Text[..at] + instead + Text[(at + passage.Length)..], _small).Mistakes;

        Assert.Contains($"t:{mistake}", mistakes.Select(m => m.ToString()));
    }
}
