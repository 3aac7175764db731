using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Replays;
using Compliance.Domain.Reporting;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Tests.Intake;

namespace Compliance.Domain.Tests.Replays;

/// <summary>A journal that was written live, by a service whose clock ticked in the very instant in which something was due.</summary>
internal sealed class Past
{
    private readonly Dictionary<string, Checklist> _contents = [];
    private int _revision;

    public Past(Checklist? checklist = null)
    {
        Checklist = checklist ?? Small.Checklist();
        Tenant = new TenantState("past", London.England, hash => _contents[hash]);
    }

    public Checklist Checklist { get; }

    public TenantState Tenant { get; }

    public List<Entry> Entries { get; } = [];

    /// <summary>What moved, and when it was known to.</summary>
    public List<(Movement Movement, DateTime On)> Moved { get; } = [];

    public static Override Limit(string trigger, TriggerLevel level, long atLeast, long? clears = null) => new(trigger, level, atLeast, clears, null, null, false, "Tried");

    public Past Adopt(string at = "2026-09-01T09:00Z", params Override[] overrides)
    {
        _contents[Convert.ToHexStringLower(Canonical.Hash(Canonical.Write(Checklist)))] = Checklist;
        Take(new SetPlan("lead", Checklist, 2026, London.Day("2026-10-01"), London.Day("2027-03-31"), overrides, _revision == 0 ? null : _revision), at);
        _revision++;
        return this;
    }

    public Past Join(string key, string at = "2026-09-01T10:00Z", string? left = null)
    {
        Take(
            new SetProvider("lead", new ProviderSet(key, key, "care-home", null, null, null, null, London.Day("2026-10-01"), left is null ? null : London.Day(left), 1), Tenant.Register.GetValueOrDefault(key)?.Revision),
            at);
        return this;
    }

    /// <summary>Forty employed, so many absent.</summary>
    public string Absent(string of, string at, int absent, string? asAt = null, string? corrects = null) => Assert.IsType<ReportAccepted>(Take(
        new SubmitReport("manager", of, new GivenReport(
            corrects is null ? ReportKind.Routine : ReportKind.Correction, asAt is null ? null : London.At(asAt), Winter.Staff(40, absent), [], corrects, [], null)),
        at)).Id;

    /// <summary>Reports, if it is taken; nobody may speak of a time in which the service was not there.</summary>
    /// <returns>The report's id; null when it was refused.</returns>
    public string? Try(string of, DateTime at, GivenReport report)
    {
        PassTime(at);
        var (outcome, entry) = Desk.Take(Tenant, new SubmitReport("manager", of, report), at);
        if (entry is not null)
        {
            Note(entry);
        }

        return (outcome as ReportAccepted)?.Id;
    }

    public Past Act(string at, CaseAction action)
    {
        var open = Tenant.Escalations.Values.First(e => e.IsOpen);
        Take(new ActOnCase("lead", ActingAs.Authority, open.Id, open.Subject, new Act(action) { Owner = "Ash", Reason = "Seen to", Despite = "Covered", ReviewBy = London.At(at).AddDays(1) }, open.Sequence), at);
        return this;
    }

    /// <summary>Ticks whenever something is due, until an instant.</summary>
    public void PassTime(DateTime until)
    {
        while (Tenant.Subjects.Values.Select(s => s.DueOn).Where(d => d <= until).Min() is { } due)
        {
            if (Desk.LetTimePass(Tenant, due) is { } tick)
            {
                Note(tick);
            }
        }
    }

    public Outturn Replay(string from, string to, Proposal proposal, IEnumerable<Entry>? entries = null)
    {
        var journal = (entries ?? Entries).ToList();
        var replay = new Replay("past", London.England, hash => _contents[hash], proposal, [.. journal.Select(e => e.Content).OfType<PlanSet>()]);
        foreach (var entry in journal)
        {
            replay.Take(entry);
        }

        return replay.Between(London.Day(from), London.Day(to), London.England.StartOf(London.Day(to).AddDays(1)));
    }

    public Outturn Replay(string from, string to, params Override[] overrides) => Replay(from, to, new Proposal("small", null, overrides, null));

    private Outcome Take(Command command, string at)
    {
        PassTime(London.At(at));
        var (outcome, entry) = Desk.Take(Tenant, command, London.At(at));
        Assert.True(outcome.IsAccepted, outcome.ToString());
        Note(entry!);
        return outcome;
    }

    private void Note(Entry entry)
    {
        Entries.Add(entry);
        Moved.AddRange(Tenant.TakeChanges().Movements.Select(m => (m, entry.KnownOn)));
    }
}
