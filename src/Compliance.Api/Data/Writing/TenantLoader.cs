using System.Data.Common;
using Compliance.Api.Data.Entities;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Subjects;

namespace Compliance.Api.Data.Writing;

/// <summary>Reads what a batch touches, one query a table, and locks the heads of its tenants in order.</summary>
internal sealed class TenantLoader(Statements statements, PlanCache plans, Calendars calendars)
{
    // Longer than any watch over a case that was stood down.
    private const int WatchedDays = 92;

    public async Task<Batch> LoadAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<WorkItem> items, DateTime now, CancellationToken ct)
    {
        var batch = new Batch(connection, transaction);
        await LoadHeadsAsync(batch, [.. items.Select(i => i.Tenant).Distinct().Order(StringComparer.Ordinal)], ct);
        await LoadPlansAsync(batch, now, ct);
        await LoadAnswersAsync(batch, items, ct);
        await LoadSubjectsAsync(batch, items, now, ct);
        await LoadRegisterAsync(batch, items, ct);
        await LoadEscalationsAsync(batch, items, now, ct);
        return batch;
    }

    private async Task LoadHeadsAsync(Batch batch, List<string> tenants, CancellationToken ct)
    {
        await using var command = batch.Command($"""
            SELECT h."TenantId", h."RegionId", h."Seq", h."KnownOn", h."Hash", a."Nation", h."Outages"
            FROM "TenantHeads" h JOIN "Authorities" a ON a."TenantId" = h."TenantId"
            WHERE h."TenantId" IN (SELECT a FROM {statements.Texts} t) ORDER BY h."TenantId"{statements.LockHeads}
            """);
        statements.AddTexts(command, tenants);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var state = new TenantState(rows.GetString(0), calendars.Of(rows.GetString(5)), hash => plans.ChecklistOf(hash)!)
            {
                Seq = rows.GetInt64(2),
                KnownOn = InstantOf(rows.GetInt64(3)),
            };
            state.Hash = rows.GetFieldValue<byte[]>(4) is { Length: > 0 } hash ? hash : state.Hash;
            var stored = new Lazy<List<SubjectState>>(() => ReadAll(batch, state.Id));
            state.Stored = () => stored.Value;
            var outages = rows.IsDBNull(6) ? null : rows.GetString(6);
            state.Outages.AddRange(PlanCache.ReadOutages(outages));
            batch.Tenants.Add(state.Id, new LoadedTenant(state, rows.GetString(1), outages));
        }
    }

    private async Task LoadPlansAsync(Batch batch, DateTime now, CancellationToken ct)
    {
        var found = new List<(string Tenant, PlanSet Plan)>();
        await using (var command = batch.Command(
            $"""SELECT "TenantId", {PlanCache.Columns} FROM "Plans" WHERE "TenantId" IN (SELECT a FROM {statements.Texts} t) {PlanCache.Order}"""))
        {
            statements.AddTexts(command, [.. batch.Tenants.Keys]);
            await using var rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
            {
                found.Add((rows.GetString(0), PlanCache.Read(rows, 1)));
            }
        }

        await plans.LoadAsync(batch.Connection, batch.Transaction, found.Select(f => f.Plan.Hash), ct);
        foreach (var (id, tenant) in batch.Tenants)
        {
            var state = tenant.State;
            var at = state.KnownOn > now ? state.KnownOn : now;
            var rules = plans.RulesOf(id, [.. found.Where(f => f.Tenant == id).Select(f => f.Plan)], tenant.Outages, state.Calendar, state.Calendar.DateOf(at));
            state.Plans.AddRange(rules.Plans);
            state.UseRules(rules);
        }
    }

    private async Task LoadAnswersAsync(Batch batch, IReadOnlyList<WorkItem> items, CancellationToken ct)
    {
        var keys = items.Where(i => i.Key is not null).Select(i => (i.Tenant, i.Key!)).Distinct().ToList();
        if (keys.Count == 0)
        {
            return;
        }

        await using var command = batch.Command($"""
            SELECT i."TenantId", i."Key", i."BodyHash", i."Answer"
            FROM {statements.Pairs} JOIN "Idempotency" i ON i."TenantId" = p.a AND i."Key" = p.b
            """);
        statements.AddPairs(command, keys);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            batch.Answers[(rows.GetString(0), rows.GetString(1))] =
                (rows.GetFieldValue<byte[]>(2), Canonical.Read<Outcome>(rows.GetFieldValue<byte[]>(3)));
        }
    }

    private async Task LoadSubjectsAsync(Batch batch, IReadOnlyList<WorkItem> items, DateTime now, CancellationToken ct)
    {
        var whole = items.Where(i => i.Command.Subjects is null).Select(i => i.Tenant).Distinct().ToList();
        var named = items.SelectMany(i => (i.Command.Subjects ?? []).Append(SubjectState.Authority).Select(s => (i.Tenant, s))).Distinct().ToList();
        await using var command = batch.Command($"""
            SELECT s."TenantId", s."Key", s."Position", s."Window" FROM {statements.Pairs} JOIN "Subjects" s ON s."TenantId" = p.a AND s."Key" = p.b
            UNION ALL
            SELECT s."TenantId", s."Key", s."Position", s."Window" FROM "Subjects" s
            WHERE s."TenantId" IN (SELECT a FROM {statements.Texts} t) AND s."DueOn" IS NOT NULL AND s."DueOn" <= @now
            """);
        statements.AddPairs(command, named);
        statements.AddTexts(command, [.. batch.Tenants.Keys]);
        Statements.Add(command, "@now", Chain.Milliseconds(now));
        await ReadSubjectsAsync(batch, command, ct);
        if (whole.Count > 0)
        {
            await using var all = batch.Command(
                $"""SELECT "TenantId", "Key", "Position", "Window" FROM "Subjects" WHERE "TenantId" IN (SELECT a FROM {statements.Texts} t)""");
            statements.AddTexts(all, whole);
            await ReadSubjectsAsync(batch, all, ct);
        }

        await LoadOrganisationsAsync(batch, items, ct);
    }

    /// <summary>The organisations above the providers that are loaded, and those to which a register moves one, where any trigger judges them.</summary>
    private async Task LoadOrganisationsAsync(Batch batch, IReadOnlyList<WorkItem> items, CancellationToken ct)
    {
        var judging = batch.Tenants.Values.Select(t => t.State).Where(s => s.Plans.Any(p => p.JudgesOrganisations)).ToList();
        if (judging.Count == 0)
        {
            return;
        }

        var moved = items.Where(i => i.Command is SetProvider { Provider.Organisation: not null })
            .ToLookup(i => i.Tenant, i => ((SetProvider)i.Command).Provider.Organisation!);
        var named = judging.SelectMany(s => s.Subjects.Values.Select(p => p.Membership?.Organisation).OfType<string>().Concat(moved[s.Id])
            .Select(o => (s.Id, SubjectState.OfOrganisation(o))).Distinct().Where(o => !s.Subjects.ContainsKey(o.Item2))).ToList();
        if (named.Count > 0)
        {
            await using var command = batch.Command(
                $"""SELECT s."TenantId", s."Key", s."Position", s."Window" FROM {statements.Pairs} JOIN "Subjects" s ON s."TenantId" = p.a AND s."Key" = p.b""");
            statements.AddPairs(command, named);
            await ReadSubjectsAsync(batch, command, ct);
        }
    }

    private static async Task ReadSubjectsAsync(Batch batch, DbCommand command, CancellationToken ct)
    {
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var (tenant, key) = (rows.GetString(0), rows.GetString(1));
            batch.Tenants[tenant].State.Subjects[key] = Packed.Read(key, rows.GetFieldValue<byte[]>(2), rows.GetFieldValue<byte[]>(3));
        }
    }

    /// <summary>Every subject of a tenant as it stood before the batch. Nothing is written before the batch is decided, so once is enough.</summary>
    private static List<SubjectState> ReadAll(Batch batch, string tenant)
    {
        using var command = batch.Command("""SELECT "Key", "Position" FROM "Subjects" WHERE "TenantId" = @tenant""");
        Statements.Add(command, "@tenant", tenant);
        using var rows = command.ExecuteReader();
        var subjects = new List<SubjectState>();
        while (rows.Read())
        {
            var key = rows.GetString(0);
            subjects.Add(Packed.Read(key, rows.GetFieldValue<byte[]>(1)));
        }

        return subjects;
    }

    private async Task LoadRegisterAsync(Batch batch, IReadOnlyList<WorkItem> items, CancellationToken ct)
    {
        var keys = items.Where(i => i.Command is SetProvider).Select(i => (i.Tenant, ((SetProvider)i.Command).Provider.Key)).Distinct().ToList();
        if (keys.Count == 0)
        {
            return;
        }

        await using var command = batch.Command($"""
            SELECT r."TenantId", r."Key", r."Name", r."ServiceType", r."Organisation", r."ServiceId", r."CqcId", r."OdsId", r."JoinedOn", r."LeftOn", r."Revision", r."Host", r."Closures"
            FROM {statements.Pairs} JOIN "Providers" r ON r."TenantId" = p.a AND r."Key" = p.b
            """);
        statements.AddPairs(command, keys);
        await using var rows = await command.ExecuteReaderAsync(ct);
        string? Text(int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
        while (await rows.ReadAsync(ct))
        {
            batch.Tenants[rows.GetString(0)].State.Register[rows.GetString(1)] = new ProviderSet(
                rows.GetString(1), rows.GetString(2), rows.GetString(3), Text(4), Text(5), Text(6), Text(7), rows.GetFieldValue<DateOnly>(8),
                rows.IsDBNull(9) ? null : rows.GetFieldValue<DateOnly>(9), rows.GetInt32(10), Text(11),
                ProviderRow.ClosuresOf(Text(12)));
        }
    }

    private async Task LoadEscalationsAsync(Batch batch, IReadOnlyList<WorkItem> items, DateTime now, CancellationToken ct)
    {
        var subjects = batch.Tenants.SelectMany(t => t.Value.State.Subjects.Keys.Select(s => (t.Key, s))).ToList();
        await ReadEscalationsAsync(
            batch,
            $"""
            SELECT e."TenantId", e."Content" FROM {statements.Pairs}
            JOIN "Escalations" e ON e."TenantId" = p.a AND e."Subject" = p.b AND (e."IsOpen" OR e."ClosedOn" >= @watched)
            UNION ALL
            SELECT e."TenantId", e."Content" FROM "Escalations" e
            WHERE e."NextOn" IS NOT NULL AND e."NextOn" <= @now AND e."TenantId" IN (SELECT a FROM {statements.Texts} t)
            """,
            subjects, now, ct);
        var byId = items.SelectMany(i => i.Command.Escalations.Select(e => (i.Tenant, e))).Distinct().ToList();
        if (byId.Count > 0)
        {
            await ReadEscalationsAsync(
                batch,
                $"""SELECT e."TenantId", e."Content" FROM {statements.Pairs} JOIN "Escalations" e ON e."TenantId" = p.a AND e."Id" = p.b""",
                byId, null, ct);
        }
    }

    private async Task ReadEscalationsAsync(
        Batch batch, string sql, List<(string, string)> pairs, DateTime? now, CancellationToken ct)
    {
        await using var command = batch.Command(sql);
        statements.AddPairs(command, pairs);
        if (now is { } at)
        {
            statements.AddTexts(command, [.. batch.Tenants.Keys]);
            Statements.Add(command, "@now", Chain.Milliseconds(at));
            Statements.Add(command, "@watched", Chain.Milliseconds(at.AddDays(-WatchedDays)));
        }

        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var escalation = Canonical.Read<Escalation>(rows.GetFieldValue<byte[]>(1));
            batch.Tenants[rows.GetString(0)].State.Escalations[escalation.Id] = escalation;
        }
    }

    private static DateTime InstantOf(long milliseconds) => DateTime.UnixEpoch.AddMilliseconds(milliseconds);
}

/// <summary>What is loaded for one batch, inside its transaction.</summary>
internal sealed record Batch(DbConnection Connection, DbTransaction Transaction)
{
    /// <summary>In order of their ids.</summary>
    public SortedDictionary<string, LoadedTenant> Tenants { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers once given, by tenant and idempotency key.</summary>
    public Dictionary<(string Tenant, string Key), (byte[] BodyHash, Outcome Outcome)> Answers { get; } = [];

    public DbCommand Command(string text) => Statements.Command(Connection, Transaction, text);
}

/// <summary>A tenant in a batch, with the entries the batch adds.</summary>
/// <param name="Outages">The service's own outages as its head holds them.</param>
internal sealed record LoadedTenant(TenantState State, string Region, string? Outages)
{
    public List<Entry> Entries { get; } = [];
}
