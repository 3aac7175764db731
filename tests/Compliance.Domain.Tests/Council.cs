using Compliance.Domain.Boards;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Reporting;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests;

/// <summary>An authority with a small plan, driven through its journal.</summary>
internal sealed class Council
{
    public const string Home = "beechwood";

    private readonly Checklist _checklist;
    private long _lastReport;

    /// <param name="from">The plan's first day; a Thursday if left out, so that the first week owed begins on Monday 5 October.</param>
    public Council(string from = "2026-10-01", params Item[] items)
    {
        _checklist = SmallChecklist.With(items);
        Tenant = new TenantState("council", England, _ => _checklist);
        Take(new SetPlan("lead", _checklist, 2026, Day(from), Day("2027-03-31"), [], null), "2026-07-01T09:00Z");
    }

    public TenantState Tenant { get; }

    public Escalation Case => Tenant.Escalations.Values.Single();

    public Council Register(string provider = Home, string serviceType = "care-home", string joined = "2026-07-01", string? left = null)
    {
        Take(
            new SetProvider("lead", new ProviderSet(
                provider, provider, serviceType, null, null, null, null, Day(joined), left is null ? null : Day(left), 1), null),
            "2026-07-01T10:00Z");
        return this;
    }

    /// <summary>Reports what is true at the time of receipt.</summary>
    public Council Report(string on, params (string Measure, decimal Value)[] readings) =>
        Report(on, Home, [.. readings.Select(r => new GivenReading(r.Measure, new GivenValue(r.Value, null)))]);

    public Council Report(string on, string provider, params GivenReading[] readings)
    {
        Take(new SubmitReport("manager", provider, new GivenReport(ReportKind.Routine, null, readings, [], null, [], null)), on);
        _lastReport = Tenant.Seq;
        return this;
    }

    public Council Says(string on, string item, ItemStatus status)
    {
        Take(new SubmitReport("manager", Home, new GivenReport(ReportKind.Routine, null, [], [new StatusAnswer(item, status, null)], null, [], null)), on);
        return this;
    }

    public Council Tick(string on)
    {
        Desk.LetTimePass(Tenant, At(on));
        return this;
    }

    public Escalation Act(string on, ActingAs role, Act act) =>
        Assert.IsType<CaseChanged>(Try(on, role, act)).Escalation;

    public Outcome Try(string on, ActingAs role, Act act, int? seen = null)
    {
        var escalation = Case;
        return Desk.Take(Tenant, new ActOnCase(WhoOf(role), role, escalation.Id, escalation.Subject, act, seen ?? escalation.Sequence), At(on)).Outcome;
    }

    /// <summary>Somebody who acts as this, as the journal has it.</summary>
    public static string WhoOf(ActingAs role) => role switch { ActingAs.Provider => "provider-manager:1", ActingAs.Region => "reviewer:1", _ => "authority-lead:1" };

    /// <summary>Corrects the report that came last.</summary>
    public Council Correct(string on, params (string Measure, decimal Value)[] readings)
    {
        var id = Entry.IdOf(2026, _lastReport);
        Take(new SubmitReport("provider-manager:1", Home, new GivenReport(
            ReportKind.Correction, null, [.. readings.Select(r => new GivenReading(r.Measure, new GivenValue(r.Value, null)))], [], id, [], null)), on);
        return this;
    }

    public Outcome Raise(string on, ActingAs role, TriggerLevel level = TriggerLevel.Amber, Tier tier = Tier.Authority, string subject = Home, string? ladder = null, Audience? audience = null) =>
        Desk.Take(Tenant, new RaiseCase(WhoOf(role), role, subject, "No heating", "The boiler\nis out", level, tier, ladder, Audience: audience), At(on)).Outcome;

    public Board Board(BoardBy by = BoardBy.Section) => Domain.Boards.Board.Of(
        Tenant.RulesOn(England.DateOf(Tenant.KnownOn)),
        Tenant.Subjects.Values,
        Tenant.Escalations.Values.Where(e => e.IsOpen).Select(e => new OpenCase(e.Trigger, e.Subject, e.Id)),
        Tenant.KnownOn,
        by);

    public Cell? Cell(string column, BoardBy by = BoardBy.Section) => Board(by).Rows.Single(r => r.Provider == Home).Cells.SingleOrDefault(c => c.Column == column);

    private void Take(Command command, string on)
    {
        // As the writer does: what time has changed comes first.
        Desk.LetTimePass(Tenant, At(on));
        var (outcome, _) = Desk.Take(Tenant, command, At(on));
        Assert.True(outcome.IsAccepted, outcome.ToString());
    }
}
