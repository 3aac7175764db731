using System.Data.Common;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Microsoft.Data.Sqlite;

namespace Compliance.Api.Data.Writing;

/// <summary>Takes a batch of commands of any tenants, applies the rules one by one, writes once, commits once, and only then answers.</summary>
/// <remarks>
/// A batch that fails is rolled back and each of its commands is run alone, so that one caller's trouble is never another's.
/// Not for concurrent use: one turn at a time in a process. Other processes are held off by the locked heads.
/// </remarks>
/// <param name="outbox">Rung after a commit that leaves something to tell; without one nobody is told, as of samples.</param>
/// <param name="bell">Rung after a commit with which something happened to a case.</param>
public sealed partial class BatchWriter(
    Connections connections, PlanCache plans, Calendars calendars, Heartbeat heartbeat, TimeProvider clock, ILogger<BatchWriter> log, Outbox? outbox = null,
    CaseBell? bell = null)
    : IAsyncDisposable
{
    private static readonly TimeSpan _keepsAnswers = TimeSpan.FromHours(48);
    private readonly Statements _statements = Statements.Of(connections.Provider);
    private DbConnection? _connection;

    /// <summary>Writes the items, in order. Never throws for an item's sake: its caller gets the exception.</summary>
    public async Task WriteAsync(IReadOnlyList<WorkItem> items, CancellationToken ct)
    {
        try
        {
            await TryAsync(items, ct);
        }
        catch (Exception alone) when (items.Count == 1)
        {
            Log.Failed(log, items[0].Tenant, items[0].Command.GetType().Name, alone);
            items[0].Done.TrySetException(alone);
            await ForgetConnectionAsync();
        }
        catch (Exception together)
        {
            Log.RunsAlone(log, items.Count, together);
            await ForgetConnectionAsync();
            foreach (var item in items)
            {
                await WriteAsync([item], ct);
            }
        }
    }

    public async ValueTask DisposeAsync() => await ForgetConnectionAsync();

    private async Task TryAsync(IReadOnlyList<WorkItem> items, CancellationToken ct)
    {
        var now = Truncate(clock.GetUtcNow().UtcDateTime);
        using var turn = await connections.TurnAsync(ct);
        _connection ??= await connections.OpenAsync(ct);
        await using var transaction = _connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: false) : await _connection.BeginTransactionAsync(ct);
        await RowSecurity.AllowAsync(transaction, items.Select(i => i.Tenant).Distinct(), ct);
        var noted = await NoteAsync(items, _connection, transaction, now, ct);
        var loader = new TenantLoader(_statements, plans, calendars);
        var batch = await loader.LoadAsync(_connection, transaction, [.. noted, .. items], now, ct);
        foreach (var item in noted)
        {
            Take(batch, item, now);
        }

        foreach (var tenant in batch.Tenants.Values)
        {
            if (Desk.LetTimePass(tenant.State, now) is { } tick)
            {
                tenant.Entries.Add(tick);
            }
        }

        var outcomes = items.Select(item => Take(batch, item, now)).ToList();
        var flush = new Flush(_statements, batch, tells: outbox is not null);
        await flush.WriteAsync(outcomes.Where(o => o.Answer is not null).Select(o => o.Answer!).ToList(), ct);
        if (flush.ChangesCases)
        {
            await CaseListener.TellAsync(transaction, ct);
        }

        await transaction.CommitAsync(ct);
        foreach (var note in noted)
        {
            heartbeat.Said(note.Tenant, ((NoteOutage)note.Command).Outage);
        }

        for (var i = 0; i < items.Count; i++)
        {
            items[i].Done.TrySetResult(outcomes[i].Outcome);
        }

        if (flush.ChangesCases)
        {
            bell?.Ring();
        }

        if (flush.ToTell > 0)
        {
            outbox?.Ring();
        }
    }

    /// <summary>What says of an outage that the service did not run. It comes before time is let pass, or the outage would count as silence.</summary>
    /// <remarks>The clock's own round says so to all; a caller may come before it, or after one that failed for its council. Oldest first: what is older than one noted is held for said.</remarks>
    private async Task<IReadOnlyList<WorkItem>> NoteAsync(
        IReadOnlyList<WorkItem> items, DbConnection connection, DbTransaction transaction, DateTime now, CancellationToken ct)
    {
        var missed = await heartbeat.MissedAsync(connection, transaction, now, ct);
        var notes =
            from tenant in items.Select(i => i.Tenant).Distinct()
            from outage in missed
            where heartbeat.Lacks(tenant, outage)
            select new WorkItem(tenant, new NoteOutage(outage, heartbeat.LongestPause), null, []);
        return [.. notes, .. items.Where(i => i.Command is NoteOutage)];
    }

    private (Outcome Outcome, object?[]? Answer) Take(Batch batch, WorkItem item, DateTime now)
    {
        if (!batch.Tenants.TryGetValue(item.Tenant, out var tenant))
        {
            return (new Missing(), null);
        }

        if (item.Command is LetTimePass)
        {
            return (new Stored(0, tenant.State.Seq, false, []), null);
        }

        if (item.Key is not null && batch.Answers.TryGetValue((item.Tenant, item.Key), out var known))
        {
            return (known.BodyHash.AsSpan().SequenceEqual(item.BodyHash) ? known.Outcome : new KeyReused(), null);
        }

        if (item.Command is SetPlan set)
        {
            plans.Hold(Convert.ToHexStringLower(Canonical.Hash(Canonical.Write(set.Checklist))), set.Checklist);
        }

        var (outcome, entry) = Desk.Take(tenant.State, item.Command, now);
        if (entry is null)
        {
            return (outcome, null);
        }

        tenant.Entries.Add(entry);
        if (item.Key is null)
        {
            return (outcome, null);
        }

        batch.Answers[(item.Tenant, item.Key)] = (item.BodyHash, outcome);
        return (outcome, [item.Tenant, item.Key, item.BodyHash, 200, Canonical.Write(outcome), Chain.Milliseconds(now + _keepsAnswers)]);
    }

    private async Task ForgetConnectionAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }

    private static DateTime Truncate(DateTime on) => new(on.Ticks - on.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Command} for {Tenant} could not be written")]
        public static partial void Failed(ILogger logger, string tenant, string command, Exception exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A batch of {Count} was rolled back; each is now run alone")]
        public static partial void RunsAlone(ILogger logger, int count, Exception exception);
    }
}
