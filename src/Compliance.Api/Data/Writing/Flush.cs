using System.Text;
using System.Text.Json;
using Compliance.Api.Data.Entities;
using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Compliance.Domain.Subjects;

namespace Compliance.Api.Data.Writing;

/// <summary>Writes what a batch changed: one statement a table, the heads last.</summary>
internal sealed class Flush(Statements statements, Batch batch, bool tells)
{
    /// <summary>Whether something has happened to a case.</summary>
    public bool ChangesCases { get; private set; }

    /// <summary>How many events of cases there are to tell of.</summary>
    public int ToTell { get; private set; }

    public async Task WriteAsync(List<object?[]> answers, CancellationToken ct)
    {
        var rows = new Rows();
        foreach (var (id, tenant) in batch.Tenants.Where(t => t.Value.Entries.Count > 0))
        {
            Collect(id, tenant, rows);
        }

        if (rows.Heads.Count == 0)
        {
            return;
        }

        await WriteAsync(Table.Journal, rows.Journal, ct);
        await WriteAsync(Table.ChecklistContents, rows.Contents, ct);
        await WriteAsync(Table.Plans, rows.Plans, ct);
        await WriteAsync(Table.Providers, rows.Providers, ct);
        await WriteAsync(Table.Firings, rows.Firings, ct);
        await MarkAsync(rows.Marks, ct);
        await WriteAsync(Table.Escalations, rows.Escalations, ct);
        ChangesCases = rows.Escalations.Count > 0;
        await WriteAsync(Table.Outbox, rows.Outbox, ct);
        ToTell = rows.Outbox.Count;
        await WriteAsync(Table.Subjects, rows.Subjects, ct);
        await WriteAsync(Table.Idempotency, answers, ct);
        await WriteAsync(Table.Heads, rows.Heads, ct);
    }

    private void Collect(string id, LoadedTenant tenant, Rows rows)
    {
        var state = tenant.State;
        foreach (var entry in tenant.Entries)
        {
            var payload = Canonical.Write(entry.Content);
            var payloadHash = Canonical.Hash(payload);
            state.Hash = Chain.Next(state.Hash, id, entry, payloadHash);
            var asAt = entry.Content is ReportReceived report ? Chain.Milliseconds(report.AsAt) : (long?)null;
            rows.Journal.Add([
                id, entry.Season, entry.Seq, Chain.Milliseconds(entry.KnownOn), entry.Content.Kind, entry.Subject, asAt, entry.Who, payload, payloadHash, state.Hash]);
        }

        var changes = state.TakeChanges();
        // The same plan may have been set twice in one batch; the last word counts.
        foreach (var plan in changes.Plans.GroupBy(p => (p.Checklist.Key, p.Season)).Select(g => g.Last()))
        {
            rows.Contents.Add([plan.Hash, plan.Checklist.Key, plan.Checklist.Version, Canonical.Write(plan.Checklist)]);
            rows.Plans.Add([
                id, plan.Checklist.Key, plan.Season, plan.Checklist.Version, plan.From, plan.To, plan.Hash,
                Encoding.UTF8.GetString(Canonical.Write(plan.Overrides)), plan.AdoptedOn,
                plan.Since is null ? null : Encoding.UTF8.GetString(Canonical.Write(plan.Since)), plan.Revision, state.Seq]);
        }

        rows.Providers.AddRange(changes.Register.Select(k => state.Register[k]).Select(p => new object?[]
        {
            id, p.Key, p.Name, p.ServiceType, p.Organisation, p.ServiceId, p.CqcId, p.OdsId, p.Joined, p.Left, p.Host,
            p.Closures is null ? null : Encoding.UTF8.GetString(Canonical.Write(p.Closures)), p.Revision, state.Subjects[p.Key].Seq,
        }));
        rows.Firings.AddRange(changes.Firings.Select(f => new object?[]
        {
            id, f.Id, f.Season, f.Seq, f.Trigger, f.Subject, Name(f.Level), Chain.Milliseconds(f.KnownOn), Canonical.Write(f.Receipt),
            f.Mark is { } mark ? Name(mark) : null,
        }));
        rows.Marks.AddRange(changes.Marks.Select(m => (id, m.Key.Trigger, m.Key.Subject, m.Key.Seq, Name(m.Value))));
        // Closed ones first: only one may be open of a trigger and subject at any moment.
        rows.Escalations.AddRange(changes.Escalations.Select(e => state.Escalations[e]).OrderBy(e => e.IsOpen).Select(e => RowOf(id, e, state.Calendar)));
        if (tells)
        {
            var first = tenant.Entries[0].Seq;
            rows.Outbox.AddRange(changes.Escalations.SelectMany(e => state.Escalations[e].Timeline.Where(t => t.Seq >= first), (e, t) => new object?[] { id, e, t.Sequence, Chain.Milliseconds(t.On) }));
        }

        rows.Subjects.AddRange(changes.Subjects.Select(s => RowOf(id, state.Subjects[s])));
        rows.Heads.Add([id, tenant.Region, state.Seq, Chain.Milliseconds(state.KnownOn), state.Hash, Packed.Format, PlanCache.Write(state.Outages)]);
    }

    public static object?[] RowOf(string tenant, SubjectState s) => [tenant, s.Key, s.Seq, Milliseconds(s.DueOn), Packed.Position(s), Packed.Window(s)];

    private static object?[] RowOf(string tenant, Escalation e, Domain.Calendars.Calendar calendar) =>
    [
        tenant, e.Id, e.FiringId, e.Trigger, Name(SubjectState.ScopeOf(e.Subject)), e.Subject, e.Season, Name(e.State), Name(e.Tier),
        Name(e.Level), e.IsOpen, e.ForRegion, e.IsOverdue, e.Sequence, Chain.Milliseconds(e.RaisedOn), Milliseconds(e.ClosedOn), Milliseconds(e.DueOn),
        Milliseconds(Deadlines.NextOn(e, calendar)), e.Section, e.StandDownProposed, Chain.Milliseconds(e.DueOn ?? EscalationRow.Never), e.Timeline[^1].Seq,
        e.KeptFromProvider is true, Canonical.Write(e),
    ];

    private async Task WriteAsync(Table table, List<object?[]> rows, CancellationToken ct)
    {
        if (rows.Count > 0)
        {
            await statements.WriteAsync(batch.Connection, batch.Transaction, table, rows, ct);
        }
    }

    private async Task MarkAsync(List<(string Tenant, string Trigger, string Subject, long Seq, string Mark)> marks, CancellationToken ct)
    {
        // Corrections that undo a firing are rare: a statement each.
        foreach (var (tenant, trigger, subject, seq, mark) in marks)
        {
            await using var command = batch.Command(
                """UPDATE "Firings" SET "Mark" = @mark WHERE "TenantId" = @tenant AND "Subject" = @subject AND "Trigger" = @trigger AND "Seq" = @seq""");
            Statements.Add(command, "@mark", mark);
            Statements.Add(command, "@tenant", tenant);
            Statements.Add(command, "@subject", subject);
            Statements.Add(command, "@trigger", trigger);
            Statements.Add(command, "@seq", seq);
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static long? Milliseconds(DateTime? on) => on is { } instant ? Chain.Milliseconds(instant) : null;

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private sealed class Rows
    {
        public List<object?[]> Journal { get; } = [];

        public List<object?[]> Contents { get; } = [];

        public List<object?[]> Plans { get; } = [];

        public List<object?[]> Providers { get; } = [];

        public List<object?[]> Firings { get; } = [];

        public List<(string Tenant, string Trigger, string Subject, long Seq, string Mark)> Marks { get; } = [];

        public List<object?[]> Escalations { get; } = [];

        public List<object?[]> Outbox { get; } = [];

        public List<object?[]> Subjects { get; } = [];

        public List<object?[]> Heads { get; } = [];
    }
}
