using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Tests.Calendars;

namespace Compliance.Domain.Tests.Intake;

/// <summary>A newer version of a checklist in mid-season: the second one asks for sickness in place of absence, and for stock in other words.</summary>
public sealed class NewerVersionTests
{
    private static readonly Checklist _first = Base() with { Version = 1 };
    private static readonly Checklist _second = Second();
    private readonly TenantState _tenant;

    public NewerVersionTests()
    {
        var versions = new[] { _first, _second }.ToDictionary(c => Convert.ToHexStringLower(Canonical.Hash(Canonical.Write(c))));
        _tenant = new TenantState("winter", London.England, hash => versions[hash]);
        Adopt(_first, null, "2026-09-01T09:00Z");
        Desk.Take(_tenant, new SetProvider("lead", new ProviderSet("home", "home", "care-home", null, "home", null, null, London.Day("2026-10-01"), null, 1), null), London.At("2026-09-01T09:00Z"));
        Send("2026-11-04T09:00Z", Number("employed", 40), Number("absent", 9), Number("masks", 10), Number("gloves", 10), Choice("supply", "plenty"), Choice("hoists", "none"));
    }

    [Fact] // ciso#1041: questions were reset when a framework was updated
    public void What_is_asked_as_before_keeps_its_answer_and_its_level()
    {
        Send("2026-11-04T10:00Z", Number("masks", 1));

        Adopt(_second, 1, "2026-11-05T09:00Z");

        Assert.Equal((10, TriggerLevel.Red), (Home.Beliefs["gloves"].Answer.Value, Home.StateOf("ppe").Level));
        Assert.Null(Home.Beliefs["gloves"].CarriedFrom);
        Assert.Equal(London.At("2026-11-04T10:00Z"), Home.StateOf("ppe").Since);
    }

    [Fact]
    public void An_answer_carries_over_to_the_question_that_replaces_another()
    {
        Adopt(_second, 1, "2026-11-05T09:00Z");

        var sick = Home.Beliefs["sick"];
        Assert.Equal((9, "absent", London.At("2026-11-04T09:00Z")), (sick.Answer.Value, sick.CarriedFrom, sick.AsAt));
        Assert.Equal(TriggerLevel.Red, Home.StateOf("sickness").Level);
        Assert.Single(_tenant.Escalations.Values, e => e is { Trigger: "sickness", IsOpen: true });
    }

    [Fact] // ciso#2104: copied audits kept “done”
    public void What_was_carried_over_is_asked_again()
    {
        Adopt(_second, 1, "2026-11-05T09:00Z");

        Assert.Contains("sick", Owed("2026-11-05T09:00Z"));
        Assert.DoesNotContain("gloves", Owed("2026-11-05T09:00Z"));

        Send("2026-11-05T10:00Z", new GivenReading("sick", Unchanged: true));

        Assert.DoesNotContain("sick", Owed("2026-11-05T10:00Z"));
        Assert.Null(Home.Beliefs["sick"].CarriedFrom);
    }

    [Fact] // kpi#2089: removing an option lost what had been answered with it
    public void A_choice_is_mapped_as_declared_and_one_without_a_meaning_today_is_asked_anew_and_not_lost()
    {
        Adopt(_second, 1, "2026-11-05T09:00Z");

        Assert.Equal(("ample", "supply"), (Home.Beliefs["stock-level"].Answer.Choice, Home.Beliefs["stock-level"].CarriedFrom));
        Assert.False(Home.Beliefs.ContainsKey("lifting"));
        Assert.Equal("none", Home.Beliefs["hoists"].Answer.Choice);
        Assert.Contains("lifting", Owed("2026-11-05T09:00Z"));
    }

    [Fact] // kpi#2532: an old record hid the answers to deleted questions
    public void A_retired_answer_stays_readable()
    {
        Adopt(_second, 1, "2026-11-05T09:00Z");
        Send("2026-11-11T09:00Z", Number("sick", 2));

        Assert.Equal(9, Home.Beliefs["absent"].Answer.Value);
    }

    [Fact]
    public void An_answer_to_the_new_question_is_never_overlaid_by_one_to_the_old()
    {
        Adopt(_second, 1, "2026-11-05T09:00Z");
        Send("2026-11-11T09:00Z", Number("sick", 2));
        Adopt(_second, 2, "2026-11-12T09:00Z");

        Assert.Equal((2, null), (Home.Beliefs["sick"].Answer.Value, Home.Beliefs["sick"].CarriedFrom));
    }

    [Fact]
    public void A_preview_says_what_is_kept_carried_over_asked_anew_and_retired()
    {
        var next = new Plan(_second, 2026, London.Day("2026-10-01"), London.Day("2027-03-31"), Canonical.Hash(Canonical.Write(_second)), [], 2, London.Day("2026-09-01"));
        var subjects = _tenant.Subjects.Values.ToList();

        var home = Preview.Of(Rules, next, subjects, London.At("2026-11-05T09:00Z")).Providers.Single();

        Assert.Equal([new PreviewMapping("sick", "absent"), new PreviewMapping("stock-level", "supply")], home.Mapped.OrderBy(m => m.Measure));
        Assert.Contains("gloves", home.Kept);
        Assert.Contains("lifting", home.New);
        Assert.Equal(["absent", "hoists", "supply"], home.Retired);
    }

    [Fact]
    public void A_preview_says_what_would_start_and_what_would_stop_and_how_many_each_limit_reaches()
    {
        var moved = new Plan(
            _first, 2026, London.Day("2026-10-01"), London.Day("2027-03-31"), Canonical.Hash(Canonical.Write(_first)),
            [
                new Override("absence", TriggerLevel.Red, 30, 25, null, null, false, "Ours"),
                new Override("ppe", TriggerLevel.Red, null, null, 12, 12, false, "Ours"),
            ],
            2, London.Day("2026-09-01"));
        Assert.Equal(TriggerLevel.Red, Home.StateOf("absence").Level);

        var preview = Preview.Of(Rules, moved, [.. _tenant.Subjects.Values], London.At("2026-11-05T09:00Z"));

        Assert.Equal(
            [new PreviewMove("absence", "home", TriggerLevel.Red, TriggerLevel.Amber), new PreviewMove("ppe", "home", TriggerLevel.Clear, TriggerLevel.Red)],
            preview.Moves.Where(m => m.Subject == "home"));
        Assert.Equal(
            [new PreviewReach(TriggerLevel.Amber, 0, 1), new PreviewReach(TriggerLevel.Red, 1, 0)], preview.Triggers.Single(t => t.Trigger.Key == "absence").Reach);
        Assert.Equal([new PreviewReach(TriggerLevel.Red, 0, 1)], preview.Triggers.Single(t => t.Trigger.Key == "ppe").Reach);
        Assert.Empty(preview.Triggers.Single(t => t.Trigger.Key == "silence").Reach);
    }

    [Fact]
    public void A_preview_of_a_trigger_switched_off_says_that_it_stops()
    {
        var off = new Plan(
            _first, 2026, London.Day("2026-10-01"), London.Day("2027-03-31"), Canonical.Hash(Canonical.Write(_first)),
            [new Override("absence", null, null, null, null, null, true, "Ours"), new Override("widespread", null, null, null, null, null, true, "Ours")], 2, London.Day("2026-09-01"));

        var preview = Preview.Of(Rules, off, [.. _tenant.Subjects.Values], London.At("2026-11-05T09:00Z"));

        Assert.Contains(new PreviewMove("absence", "home", TriggerLevel.Red, TriggerLevel.Clear), preview.Moves);
    }

    private Rulebook Rules => _tenant.RulesOn(London.Day("2026-11-05"));

    private SubjectState Home => _tenant.Subjects["home"];

    private static Checklist Base() => Small.Checklist() is var c
        ? c with { Sections = [c.Sections[0] with { Measures = [.. c.Sections[0].Measures, Chosen("supply", "plenty", "few"), Chosen("hoists", "some", "none")] }] }
        : throw new InvalidOperationException();

    private static Checklist Second()
    {
        var measures = _first.Measures.Where(m => m.Key is not ("absent" or "supply" or "hoists")).ToList();
        return _first with
        {
            Version = 2,
            Sections =
            [
                _first.Sections[0] with
                {
                    Measures =
                    [
                        .. measures,
                        Small.Measure("sick", Cadence.Week, 8) with { Replaces = new Replaced("absent") },
                        Chosen("stock-level", "ample", "short") with { Replaces = new Replaced("supply", new Dictionary<string, string> { ["plenty"] = "ample", ["few"] = "short" }) },
                        Chosen("lifting", "some", "many") with { Replaces = new Replaced("hoists", new Dictionary<string, string> { ["some"] = "some" }) },
                    ],
                },
            ],
            Triggers =
            [
                .. _first.Triggers.Where(t => t.Key == "ppe"),
                Small.Trigger("sickness", SubjectScope.Provider, new TriggerValue.Percent("sick", "employed"), Small.AtLeast(TriggerLevel.Red, 20, 15)),
            ],
        };
    }

    private static Measure Chosen(string key, params string[] choices) =>
        Small.Measure(key, Cadence.Week, 8, MeasureKind.Choice) with { Choices = [.. choices.Select(c => new Choice(c, c))] };

    private static GivenReading Number(string measure, decimal value) => Winter.Number(measure, value);

    private static GivenReading Choice(string measure, string choice) => new(measure, new GivenValue(null, choice));

    private void Adopt(Checklist checklist, int? seen, string at) => Assert.IsType<Stored>(Desk.Take(
        _tenant, new SetPlan("lead", checklist, 2026, London.Day("2026-10-01"), London.Day("2027-03-31"), [], seen), London.At(at)).Outcome);

    private void Send(string at, params GivenReading[] readings) => Assert.IsType<ReportAccepted>(Desk.Take(
        _tenant, new SubmitReport("manager", "home", new GivenReport(ReportKind.Routine, null, readings, [], null, [], null)), London.At(at)).Outcome);

    private List<string> Owed(string at) =>
        [.. Debt.Now(Home, _tenant.RulesOn(London.England.DateOf(London.At(at))), London.At(at)).Select(d => d.Measure.Key)];
}
