using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Tests.Calendars;

namespace Compliance.Domain.Tests.Intake;

/// <summary>One authority with a small plan, to which entries are added at given times.</summary>
internal sealed class Winter
{
    public Winter(string from = "2026-10-01", string to = "2027-03-31", Gaps gaps = Gaps.Hold, Func<Checklist, Checklist>? change = null)
    {
        Checklist = (change ?? (c => c))(Small.Checklist(gaps));
        Tenant = new TenantState("winter", London.England, _ => Checklist);
        Adopt(from, to);
    }

    public Checklist Checklist { get; }

    public TenantState Tenant { get; }

    /// <summary>Every entry so far.</summary>
    public List<Entry> Journal { get; } = [];

    public SubjectState Authority => Tenant.Subjects[SubjectState.Authority];

    public SubjectState this[string provider] => Tenant.Subjects[provider];

    public Outcome Adopt(string from, string to, int? seen = null, string at = "2026-09-01T09:00Z", params Override[] overrides) =>
        Take(new SetPlan("lead", Checklist, 2026, London.Day(from), London.Day(to), overrides, seen), London.At(at));

    public void Join(string key, string joined = "2026-10-01", string? left = null, string type = "care-home", string at = "2026-09-01T09:00Z", string? host = null, string? organisation = null) =>
        Take(
            new SetProvider("lead", new ProviderSet(key, key, type, organisation, key, null, null, London.Day(joined), left is null ? null : London.Day(left), 1, host), Tenant.Register.GetValueOrDefault(key)?.Revision),
            London.At(at));

    /// <summary>Plans that a provider closes, as days of a month such as <c>2026-12-21..2027-01-03</c>.</summary>
    public Outcome Close(string key, string at, params string[] closures) => Take(
        new SetProvider("lead", Tenant.Register[key] with { Closures = [.. closures.Select(c => new Closure(London.Day(c[..10]), London.Day(c[12..]), "Works"))] }, Tenant.Register[key].Revision),
        London.At(at));

    public void Tick(string at) => Tick(London.At(at));

    public void Tick(DateTime at) => Keep(Desk.LetTimePass(Tenant, at));

    public Outcome Take(Command command, DateTime at)
    {
        var (outcome, entry) = Desk.Take(Tenant, command, at);
        Keep(entry);
        return outcome;
    }

    /// <summary>The same journal, folded anew on a tenant of which nothing is known; between any two entries it is packed and read, as if each were all that a process did.</summary>
    public TenantState Replayed()
    {
        var anew = new TenantState(Tenant.Id, London.England, _ => Checklist);
        foreach (var entry in Journal)
        {
            foreach (var (key, subject) in anew.Subjects.ToList())
            {
                anew.Subjects[key] = Packed.Read(key, Packed.Position(subject), Packed.Window(subject));
            }

            Fold.Apply(anew, entry);
        }

        return anew;
    }

    /// <summary>Notes an outage of the service at its end, then lets time pass, as the writer does.</summary>
    /// <returns>Whether there was anything to note.</returns>
    public bool Out(string from, string to, string? at = null)
    {
        var (outcome, entry) = Desk.Take(Tenant, new NoteOutage(new Outage(London.At(from), London.At(to)), TimeSpan.FromMinutes(15)), London.At(at ?? to));
        Assert.True(outcome.IsAccepted);
        Keep(entry);
        Tick(at ?? to);
        return entry is not null;
    }

    /// <summary>Reports staff employed and absent, either left out.</summary>
    public string Report(string of, string at, int? employed = null, int? absent = null, string? asAt = null) =>
        Accepted(Send(of, at, Staff(employed, absent), asAt)).Id;

    public string Correct(string of, string id, string at, int? employed = null, int? absent = null) =>
        Accepted(Send(of, at, Staff(employed, absent), null, id)).Id;

    public Outcome Send(string of, string at, IReadOnlyList<GivenReading> readings, string? asAt = null, string? corrects = null, params string[] confirm) =>
        Take(
            new SubmitReport("manager", of, new GivenReport(
                corrects is null ? ReportKind.Routine : ReportKind.Correction, asAt is null ? null : London.At(asAt), readings, [], corrects, confirm, null)),
            London.At(at));

    public TriggerLevel LevelOf(string subject, string trigger = "absence") => Tenant.Subjects[subject].StateOf(trigger).Level;

    public static List<GivenReading> Staff(int? employed, int? absent) =>
        [.. new (string Key, int? Value)[] { ("employed", employed), ("absent", absent) }.Where(r => r.Value is not null).Select(r => Number(r.Key, r.Value!.Value))];

    public static GivenReading Number(string measure, decimal value) => new(measure, new GivenValue(value, null));

    private void Keep(Entry? entry)
    {
        if (entry is not null)
        {
            Journal.Add(entry);
        }
    }

    private static ReportAccepted Accepted(Outcome outcome) => Assert.IsType<ReportAccepted>(outcome);
}
