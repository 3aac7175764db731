using Compliance.Api.Authorities;
using Compliance.Api.Checklists;
using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Tests.Checklists;

/// <summary>What can happen in a test of a checklist beside reports, and what can be expected of it.</summary>
public sealed class TestStepTests
{
    private static readonly Calendar _calendar = ReferenceReader.Read(Path.Combine(AppContext.BaseDirectory, "checklists")).CalendarOf("england");
    private static readonly Checklist _small = ChecklistReader.Read("small.yaml", SmallChecklist.Text).Checklist!;

    private const string Register = """
        - { report: 2026-11-04, of: [elm, oak], readings: { mood: low }, expect: [ { trigger: mood-low, of: oak, level: notice } ] }
        - { register: 2026-11-09, providers: { ash: home-care, oak: { serviceType: care-home, to: 2026-11-09 } }, expect: [ { trigger: mood-low, of: ash, level: clear } ] }
        - { report: 2026-11-09, of: ash, readings: { mood: low }, expect: [ { trigger: mood-low, of: ash, level: notice } ] }
        - { report: 2026-11-10, of: oak, readings: { mood: low }, refused: true }
        """;

    private const string Plan = """
        - { report: 2026-11-04, of: elm, readings: { ppe-days: 8, glove-days: 30 }, expect: [ { trigger: low-stock, of: elm, level: clear } ] }
        - { plan: { overrides: [ { trigger: low-stock, level: amber, atMost: 8 } ] }, on: 2026-11-05, expect: [ { trigger: low-stock, of: elm, level: amber } ] }
        - { plan: { overrides: [ { trigger: low-stock, off: true } ] }, on: 2026-11-06 }
        - { report: 2026-11-06, of: elm, readings: { ppe-days: 1 }, expect: [ { trigger: low-stock, of: elm, level: amber, told: [] } ] }
        - { plan: { to: 2026-11-30, overrides: [ { item: training, off: true } ] }, on: 2026-11-07, expect: [ { items: [training], of: elm, state: not-asked } ] }
        - { report: 2026-12-01, of: elm, readings: { ppe-days: 1 }, refused: true }
        """;

    private const string Case = """
        - { report: 2026-11-06T16:00, of: elm, readings: { mood: low }, expect: [ { trigger: mood-low, of: elm, level: notice, tier: provider, answerBy: 2026-11-10T16:00, reopened: false } ] }
        - { act: acknowledge, on: 2026-11-06T16:30, trigger: mood-low, of: elm, reviewBy: 2026-11-09 }
        - { tick: 2026-11-09, expect: [ { trigger: mood-low, of: elm, level: notice, told: [provider, authority-lead], answerBy: 2026-11-10T17:00 } ] }
        - { act: acknowledge, on: "2026-11-09T10:00", trigger: mood-low, of: elm }
        - { act: stand-down, on: "2026-11-09T10:00", trigger: mood-low, of: elm }
        - { report: 2026-11-11, of: elm, readings: { mood: low }, expect: [ { trigger: mood-low, of: elm, level: notice, reopened: true } ] }
        """;

    private const string Acts = """
        - { report: 2026-11-04, of: elm, readings: { mood: low }, expect: [ { trigger: mood-low, of: elm, level: notice } ] }
        - { act: notes, on: 2026-11-04T09:30, trigger: mood-low, of: elm }
        - { act: request-information, on: 2026-11-04T10:00, trigger: mood-low, of: elm, replyBy: 2026-11-04T12:00, expect: [ { trigger: mood-low, of: elm, level: notice, told: [provider] } ] }
        - { act: provide-information, on: 2026-11-04T11:30, trigger: mood-low, of: elm }
        - { act: acknowledge, on: 2026-11-04T13:00, trigger: mood-low, of: elm }
        - { act: mitigate, on: 2026-11-04T13:30, trigger: mood-low, of: elm, until: 2026-11-05T10:00 }
        - { act: pass-up, on: 2026-11-04T14:00, trigger: mood-low, of: elm, expect: [ { trigger: mood-low, of: elm, level: notice, tier: authority } ] }
        - { act: pass-up, on: 2026-11-04T14:30, trigger: mood-low, of: elm, expect: [ { trigger: mood-low, of: elm, level: notice, tier: region } ] }
        - { act: pass-down, on: 2026-11-04T15:00, trigger: mood-low, of: elm, expect: [ { trigger: mood-low, of: elm, level: notice, tier: authority } ] }
        - { act: acknowledge, on: 2026-11-04T15:30, trigger: mood-low, of: elm }
        - { act: stand-down, on: 2026-11-04T16:00, trigger: mood-low, of: elm }
        - { act: reopen, on: 2026-11-04T16:30, trigger: mood-low, of: elm, expect: [ { trigger: mood-low, of: elm, level: notice, reopened: true } ] }
        """;

    private const string Withdrawn = """
        - { report: 2026-11-04, name: slip, of: elm, readings: { mood: low }, expect: [ { trigger: mood-low, of: elm, level: notice } ] }
        - { correct: slip, on: 2026-11-05, readings: { mood: good }, expect: [ { trigger: mood-low, of: elm, level: clear } ] }
        - { act: withdraw, on: 2026-11-05T10:00, trigger: mood-low, of: elm }
        """;

    private const string Marks = """
        - { report: 2026-11-04, name: slip, of: elm, readings: { mood: low }, expect: [ { trigger: mood-low, of: elm, level: notice, marks: [] } ] }
        - { report: 2026-11-11, name: calm, of: elm, readings: { mood: good }, expect: [ { trigger: mood-low, of: elm, level: clear, marks: [] } ] }
        - { correct: slip, on: 2026-11-12, readings: { mood: good }, expect: [ { trigger: mood-low, of: elm, level: clear, marks: [would-not-have-fired] } ] }
        - { report: 2026-11-13, asAt: 2026-11-05, of: elm, readings: { mood: low }, expect: [ { trigger: mood-low, of: elm, level: clear, marks: [discovered-late] } ] }
        """;

    private const string Items = """
        - { tick: "2026-11-12T23:59", expect: [ { items: [training], of: elm, state: due }, { items: [law], of: authority, state: ended } ] }
        - { tick: "2026-11-13T00:00", expect: [ { items: [training], of: elm, state: late } ] }
        """;

    [Theory]
    [InlineData(Register)]
    [InlineData(Plan)]
    [InlineData(Case)]
    [InlineData(Acts)]
    [InlineData(Withdrawn)]
    [InlineData(Marks)]
    [InlineData(Items)]
    public void What_is_expected_holds(string steps) => Assert.Empty(Run(steps));

    [Theory]
    [InlineData(Register, "refused: true", "refused: false", "the report is refused: The provider was not on the register on 2026-11-10; check the date, or ask the authority to change the register.")]
    [InlineData(Register, "of: oak, readings: { mood: low }, refused", "of: elm, readings: { mood: low }, refused", "the report of elm is accepted, expected to be refused")]
    [InlineData(Register, "to: 2026-11-09 }", "to: 2026-10-01, from: 2026-11-01 }", "the change of the register is refused: The last day on the register is before the first; exchange them.")]
    [InlineData(Plan, "atMost: 8", "atMost: 7", "`low-stock` of elm: level is clear, expected amber")]
    [InlineData(Plan, "level: amber, atMost: 8", "level: amber", "the change of the plan is refused: Give a threshold to move, or \"off\": true.")]
    [InlineData(Case, "tier: provider", "tier: region", "`mood-low` of elm: tier is provider, expected region")]
    [InlineData(Case, "answerBy: 2026-11-10T16:00", "answerBy: 2026-11-10T15:59", "`mood-low` of elm: answerBy is 2026-11-10T16:00, expected 2026-11-10T15:59")]
    [InlineData(Case, "act: stand-down", "act: reopen", "the act is refused: “reopen” is not possible while the case is “acknowledged” with the provider: it is for cases that are “stood-down” or “withdrawn”. Possible now: acknowledge, request-information, mitigate, pass-up, stand-down, notes.")]
    [InlineData(Case, "reopened: true", "reopened: false", "`mood-low` of elm: reopened is true, expected false")]
    [InlineData(Case, "tick: 2026-11-09", "tick: \"2026-11-09T08:59\"", "`mood-low` of elm: told is [], expected [authority-lead, provider]")]
    [InlineData(Acts, "replyBy: 2026-11-04T12:00", "replyBy: 2026-11-04T10:00", "the act is refused: Give a time in the future by which you need the answer.")]
    [InlineData(Acts, "until: 2026-11-05T10:00", "until: 2026-11-04T13:30", "the act is refused: Give a time in the future by which the mitigation ends or is looked at again.")]
    [InlineData(Acts, "tier: region", "tier: authority", "`mood-low` of elm: tier is region, expected authority")]
    [InlineData(Marks, "[would-not-have-fired]", "[discovered-late]", "`mood-low` of elm: marks is [would-not-have-fired], expected [discovered-late]")]
    [InlineData(Items, "of: elm, state: late", "of: elm, state: due", "item `training` of elm is late, expected due")]
    [InlineData(Items, "state: ended", "state: not-yet", "item `law` of authority is ended, expected not-yet")]
    public void What_is_otherwise_is_said(string steps, string passage, string instead, string sentence) =>
        Assert.Contains($"“One”: {sentence}", Run(TinyChecklist.Without(steps, passage, instead)));

    [Fact]
    public void An_hour_that_the_clocks_leave_out_is_no_time() =>
        Assert.Equal(
            ["“One”: the clocks go forward over 2027-03-28T01:30; use an hour later"],
            Run("- { tick: \"2027-03-28T01:30\", expect: [ { trigger: mood-low, of: elm, level: clear } ] }"));

    [Fact]
    public void A_clock_change_is_an_hour_for_ladders_and_none_for_working_days() =>
        Assert.Empty(Run("""
            - { report: 2026-10-23T16:00, of: elm, readings: { mood: low }, expect: [ { trigger: mood-low, of: elm, level: notice, answerBy: 2026-10-27T16:00 } ] }
            """));

    [Theory]
    [InlineData("{ register: 2026-11-09, providers: { ash: { to: 2026-11-10 } } }", "`ash` is not on the test's register yet; give its `serviceType`")]
    [InlineData("{ register: 2026-11-09, providers: { ash: homecare } }", "unknown service type `homecare`; did you mean `home-care`?")]
    [InlineData("{ register: 2026-11-09 }", "a change of the register lacks `providers`; add it")]
    [InlineData("{ plan: { override: [] }, on: 2026-11-09 }", "unknown key `override` in `plan`; did you mean `overrides`?")]
    [InlineData("{ plan: { overrides: [] } }", "a change of the plan lacks `on`; add it")]
    [InlineData("{ act: close, on: 2026-11-09, trigger: mood-low, of: elm }", "`close` is not a value of `act`; use `acknowledge`, `request-information`, `provide-information`, `mitigate`, `pass-up`, `pass-down`, `stand-down`, `withdraw`, `reopen` or `notes`")]
    [InlineData("{ act: mitigate, on: 2026-11-09, trigger: mood-low, of: elm, reviewBy: 2026-11-10 }", "`reviewBy` belongs to `acknowledge`; leave it out")]
    [InlineData("{ act: reopen, on: 2026-11-09, trigger: mood-lo, of: elm }", "unknown trigger `mood-lo`; did you mean `mood-low`?")]
    [InlineData("{ act: reopen, on: 2026-11-09, trigger: mood-low, of: ash }", "`ash` is not on the test's register; use `elm`, `oak` or `authority`")]
    [InlineData("{ report: 2026-11-09, of: [elm, ash], readings: { mood: low } }", "`ash` is not on the test's register; use `elm`, `oak` or `authority`")]
    [InlineData("{ report: 2026-11-09, of: [], readings: { mood: low } }", "`of` names nobody; name a provider or `authority`")]
    [InlineData("{ report: 2026-11-09, of: home-2 to home-1, readings: { mood: low } }", "`home-2 to home-1` is no range of keys; write it as `home-1 to home-20`")]
    [InlineData("{ report: 2026-11-09, name: two, of: [elm, oak], readings: { mood: low } }", "a report of several providers has no name; write the one to be corrected as a step of its own")]
    [InlineData("{ tick: 2026-11-09, expect: [ { items: [trainin], of: elm, state: due } ] }", "unknown item `trainin`; did you mean `training`?")]
    [InlineData("{ tick: 2026-11-09, expect: [ { items: [law], of: elm, state: due } ] }", "`law` is up to the authority; change `of`")]
    [InlineData("{ tick: 2026-11-09, expect: [ { items: [law], of: authority, state: overdue } ] }", "`overdue` is not a value of `state`; use `not-yet`, `due`, `late`, `ended` or `not-asked`")]
    [InlineData("{ tick: 2026-11-09, expect: [ { trigger: mood-low, of: elm, level: clear, marks: [late] } ] }", "`late` is not a value of `marks`; use `would-not-have-fired` or `discovered-late`")]
    [InlineData("{ tick: 2026-11-09, expect: [ { trigger: mood-low, of: elm, level: clear, tier: council } ] }", "`council` is not a value of `tier`; use `provider`, `authority` or `region`")]
    public void What_cannot_be_meant_is_refused(string step, string sentence) =>
        Assert.Contains(sentence, ChecklistTestReader.Read("t", Text("- " + step), _small).Mistakes.Select(m => m.Sentence));

    private static string Text(string steps) => $$"""
        checklist: small
        plan: { from: 2026-10-01, to: 2027-03-31 }
        tests:
          - name: One
            register: { elm: care-home, oak: home-care }
            steps:
        {{string.Join('\n', steps.Split('\n').Select(l => "      " + l))}}
        """;

    private static IEnumerable<string> Run(string steps)
    {
        var test = Assert.Single(ChecklistTestReader.Read("t", Text(steps)) is { Tests: { } read } reading ? read.Tests : throw new InvalidOperationException(
            string.Join('\n', ChecklistTestReader.Read("t", Text(steps)).Mistakes)));
        return TestRun.Of("t", test, _small, _calendar).Select(m => m.Sentence);
    }
}
