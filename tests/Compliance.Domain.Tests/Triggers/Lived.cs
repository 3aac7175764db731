using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Tests.Intake;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Tests.Triggers;

/// <summary>An authority that lives through a winter with triggers of every kind, and the receipts that come of it.</summary>
internal sealed class Lived
{
    private readonly Checklist _checklist;

    public Lived(params Trigger[] triggers)
    {
        _checklist = new Checklist(
            "small", 1, ChecklistStatus.Published, "Small", [], new SourceDocument("A document", new DateOnly(2026, 7, 1)),
            [
                new Section("staff", "Staff", [Item("drill"), Item("rota")],
                [
                    Small.Measure("employed", Cadence.Month, 40), Small.Measure("absent", Cadence.Week, 8), Small.Measure("masks", Cadence.Week, 8),
                    Small.Measure("gloves", Cadence.Week, 8), Small.Measure("safe", Cadence.Week, 8, MeasureKind.YesNo),
                    Small.Measure("supply", Cadence.Week, 8, MeasureKind.Choice), Small.Measure("tested", Cadence.Week, 8, MeasureKind.Percentage),
                    Small.Measure("hours", Cadence.Week, 8, MeasureKind.Number), Small.Measure("cost", Cadence.Week, 8, MeasureKind.Money),
                    Small.Measure("beds", Cadence.Week, 8), Small.Measure("empty", Cadence.Week, 8),
                    Small.Measure("stock", Cadence.Week, 8) with { Owner = Owner.Authority },
                ]),
            ],
            triggers, [], [new Ladder("local", LadderClock.RoundTheClock, 4, [new LadderStep(0, ["authority-lead"], false)])],
            [new Baseline("start", "The start", new DateOnly(2026, 10, 14))]);
        Tenant = new TenantState("winter", London.England, _ => _checklist);
        Take(new SetPlan("lead", _checklist, 2026, London.Day("2026-10-01"), London.Day("2027-03-31"), [], null), "2026-09-01T09:00Z");
        Join("oak");
    }

    public TenantState Tenant { get; }

    /// <summary>Every receipt recorded of a trigger: of its firings, of its cases, and of where those fell.</summary>
    public IReadOnlyList<Receipt> Receipts(string trigger) =>
    [
        .. Tenant.Changes.Firings.Where(f => f.Trigger == trigger).Select(f => f.Receipt)
            .Concat(Tenant.Escalations.Values.Where(e => e.Trigger == trigger).SelectMany(e => e.Timeline.Select(t => t.Receipt).Append(e.Receipt).OfType<Receipt>())),
    ];

    public Lived Join(string key, string type = "care-home", string? host = null, string? left = null, params Closure[] closures)
    {
        Take(
            new SetProvider("lead", new ProviderSet(key, key, type, null, key, null, null, London.Day("2026-10-01"), left is null ? null : London.Day(left), 1, host, closures.Length == 0 ? null : closures), null),
            "2026-09-01T09:00Z");
        return this;
    }

    /// <summary>Reports what is true now: numbers, words, or <c>"11/40"</c> for a percentage, <c>"?"</c> for unknown.</summary>
    public Lived Report(string at, string of, params (string Measure, object Value)[] readings) => Report(at, of, null, null, readings).Lived;

    public (Lived Lived, string Id) Report(string at, string of, string? asAt, string? corrects, params (string Measure, object Value)[] readings)
    {
        var outcome = Take(
            new SubmitReport("manager", of, new GivenReport(
                corrects is null ? ReportKind.Routine : ReportKind.Correction, asAt is null ? null : London.At(asAt),
                [.. readings.Select(r => Given(r.Measure, r.Value))], [], corrects, [], null)),
            at);
        return (this, Assert.IsType<ReportAccepted>(outcome).Id);
    }

    public Lived Says(string at, string of, string item, ItemStatus status)
    {
        Take(new SubmitReport("manager", of, new GivenReport(ReportKind.Routine, null, [], [new StatusAnswer(item, status, null)], null, [], null)), at);
        return this;
    }

    /// <summary>The service is out of order for a time.</summary>
    public Lived Out(string from, string to)
    {
        Take(new NoteOutage(new Domain.Calendars.Outage(London.At(from), London.At(to)), TimeSpan.FromMinutes(15)), to);
        return this;
    }

    /// <summary>Lets each day of a time pass.</summary>
    public Lived Wait(string from, string to)
    {
        for (var on = London.At(from); on <= London.At(to); on = on.AddHours(1))
        {
            Desk.LetTimePass(Tenant, on);
        }

        return this;
    }

    public Outcome Take(Command command, string at)
    {
        Desk.LetTimePass(Tenant, London.At(at));
        var (outcome, _) = Desk.Take(Tenant, command, London.At(at));
        Assert.True(outcome.IsAccepted, outcome.ToString());
        return outcome;
    }

    public SetPlan Plan(int? seen, params Plans.Override[] overrides) =>
        new("lead", _checklist, 2026, London.Day("2026-10-01"), London.Day("2027-03-31"), overrides, seen);

    private static GivenReading Given(string measure, object value) => value switch
    {
        "?" => new GivenReading(measure, Unknown: true),
        "n/a" => new GivenReading(measure, NotApplicable: true),
        string s when s.Split('/') is [var part, var of] => new GivenReading(measure, Numerator: int.Parse(part, null), Denominator: int.Parse(of, null)),
        string s => new GivenReading(measure, new GivenValue(null, s)),
        _ => new GivenReading(measure, new GivenValue(Convert.ToDecimal(value, null), null)),
    };

    private static Item Item(string key) => new(key, Owner.Provider, [], key, Services.All, Cadence.Week, null, false, [], "none");
}
