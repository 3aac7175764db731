using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Reporting;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Triggers;
using Condition = Compliance.Domain.Checklists.Condition;

namespace Compliance.Domain.Tests.Intake;

/// <summary>A winter under triggers of a test's own, lived as a tenant lives it: time passes before anything else is taken.</summary>
internal static class Worded
{
    public const string Home = "elm";

    public static readonly TriggerValue.Percent Share = new("absent", "employed");

    public static readonly TriggerValue.Reading Absent = new("absent");

    /// <summary>A winter with one home, some more questions and two items, judged by these triggers only.</summary>
    public static Winter Under(params Trigger[] triggers) => Under([], [], triggers);

    public static Winter Under(IReadOnlyList<Item> items, IReadOnlyList<Baseline> baselines, params Trigger[] triggers)
    {
        var winter = new Winter(change: c => c with
        {
            Sections =
            [
                c.Sections[0] with
                {
                    Items = items,
                    Measures =
                    [
                        .. c.Sections[0].Measures,
                        Small.Measure("beds", Cadence.Month, 40), Small.Measure("count", Cadence.Day, 2),
                        Small.Measure("mood", Cadence.Week, 8, MeasureKind.Choice), Small.Measure("tested", Cadence.Week, 8, MeasureKind.Percentage),
                    ],
                },
            ],
            Triggers = triggers,
            Baselines = baselines.Count == 0 ? null : baselines,
        });
        winter.Join(Home);
        return winter;
    }

    public static Trigger Of(string key, TriggerValue value, params Level[] levels) => Small.Trigger(key, SubjectScope.Provider, value, levels);

    public static Trigger OfAll(string key, TriggerValue value, params Level[] levels) => Small.Trigger(key, SubjectScope.Authority, value, levels);

    /// <summary>A level whose conditions are joined.</summary>
    public static Level When(TriggerLevel name, Condition when) => new(name, Comparison.AtLeast, 0, null, null, 1, Tier.Authority, "local", 7, When: when);

    public static Level Is(TriggerLevel name, string answer) => new(name, Comparison.Is, 0, answer, null, 1, Tier.Authority, "local", 7);

    public static Span Hours(int amount) => new(amount, SpanUnit.Hours);

    public static Span Days(int amount) => new(amount, SpanUnit.Days);

    public static Span WorkingDays(int amount) => new(amount, SpanUnit.WorkingDays);

    public static Condition.Test AtLeast(TriggerValue value, long limit, long? clears = null) => new(value, Comparison.AtLeast, limit, null, clears);

    public static Condition.Test AtMost(TriggerValue value, long limit, long? clears = null) => new(value, Comparison.AtMost, limit, null, clears);

    public static Condition.Test Is(TriggerValue value, string answer) => new(value, Comparison.Is, 0, answer, null);

    public static Condition.All All(params Condition[] of) => new(of);

    public static Condition.Any Any(params Condition[] of) => new(of);

    public static Condition.Not Not(Condition of) => new(of);

    /// <summary>Lets time pass as the clock of the house does: at every instant at which something is due, up to one.</summary>
    public static Winter Live(this Winter winter, string until)
    {
        var at = London.At(until);
        for (var steps = 0; NextOn(winter.Tenant) is { } next && next <= at; steps++)
        {
            Assert.True(steps < 5000, "The clock does not come to an end.");
            winter.Tick(next);
        }

        // A look at the clock on which nothing is due; what reads levels then reads them as they stand.
        winter.Tick(at);
        return winter;
    }

    public static DateTime? NextOn(TenantState tenant) => tenant.Subjects.Values.Select(s => s.DueOn)
        .Concat(tenant.Escalations.Values.Select(e => Deadlines.NextOn(e, tenant.Calendar))).Min();

    public static string Says(this Winter winter, string at, params (string Measure, decimal Value)[] readings) => winter.Says(Home, at, readings);

    public static string Says(this Winter winter, string of, string at, params (string Measure, decimal Value)[] readings) =>
        winter.Live(at).Send(of, at, [.. readings.Select(r => Winter.Number(r.Measure, r.Value))], null, null, "absent").Accepted();

    /// <summary>What was true some time ago.</summary>
    public static string Late(this Winter winter, string at, string asAt, params (string Measure, decimal Value)[] readings) =>
        winter.Live(at).Send(Home, at, [.. readings.Select(r => Winter.Number(r.Measure, r.Value))], asAt, null, "absent").Accepted();

    public static string Corrects(this Winter winter, string id, string at, params (string Measure, decimal Value)[] readings) =>
        winter.Live(at).Send(Home, at, [.. readings.Select(r => Winter.Number(r.Measure, r.Value))], null, id, "absent").Accepted();

    public static string Word(this Winter winter, string at, string measure, string word, string of = Home) =>
        winter.Live(at).Send(of, at, [new GivenReading(measure, new GivenValue(null, word))]).Accepted();

    public static string Unknown(this Winter winter, string at, params string[] measures) =>
        winter.Live(at).Send(Home, at, [.. measures.Select(m => new GivenReading(m, Unknown: true))]).Accepted();

    public static string NotApplicable(this Winter winter, string at, params string[] measures) =>
        winter.Live(at).Send(Home, at, [.. measures.Select(m => new GivenReading(m, NotApplicable: true))]).Accepted();

    public static string Tells(this Winter winter, string at, ReportKind kind, string of = Home) =>
        winter.Live(at).Take(of, at, new GivenReport(kind, null, [], [], null, [], null)).Accepted();

    public static string Status(this Winter winter, string at, string item, ItemStatus status, string? asAt = null, string? corrects = null, string of = Home) =>
        winter.Live(at).Take(of, at, new GivenReport(
            corrects is null ? ReportKind.Routine : ReportKind.Correction, asAt is null ? null : London.At(asAt), [], [new StatusAnswer(item, status, null)], corrects, [], null)).Accepted();

    public static Escalation Acts(this Winter winter, string at, CaseAction action, string trigger, string subject = Home)
    {
        var open = winter.Live(at).Tenant.Escalations.Values.Last(e => e.Trigger == trigger && e.Subject == subject);
        var act = new Act(action) { Owner = "Ash", Reason = "Seen to", Despite = "Covered", ReviewBy = London.At(at).AddHours(20) };
        return Assert.IsType<CaseChanged>(winter.Take(
            new ActOnCase("lead:1", ActingAs.Authority, open.Id, subject, act, open.Sequence), London.At(at))).Escalation;
    }

    public static TriggerLevel Level(this Winter winter, string trigger, string of = Home) => winter.LevelOf(of, trigger);

    public static TriggerState State(this Winter winter, string trigger, string of = Home) => winter[of].StateOf(trigger);

    public static Evaluation Seen(this Winter winter, string trigger, string of = Home) =>
        Firings.Seen(winter[of], winter.Rules().RuleOf(trigger)!, winter.Rules(), winter.Tenant.KnownOn);

    public static Plans.Rulebook Rules(this Winter winter) => winter.Tenant.RulesOn(winter.Tenant.Calendar.DateOf(winter.Tenant.KnownOn));

    public static IReadOnlyList<Firing> Fired(this Winter winter, string trigger) => [.. winter.Tenant.Changes.Firings.Where(f => f.Trigger == trigger)];

    public static Escalation? Case(this Winter winter, string trigger, string subject = Home) => winter.Tenant.OpenCase(trigger, subject);

    private static Outcome Take(this Winter winter, string of, string at, GivenReport report) =>
        winter.Take(new SubmitReport("manager", of, report), London.At(at));

    private static string Accepted(this Outcome outcome) =>
        outcome is ReportAccepted accepted ? accepted.Id : throw new InvalidOperationException(System.Text.Json.JsonSerializer.Serialize<object>(outcome, Canonical.Options));
}
