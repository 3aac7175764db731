using System.Collections.Concurrent;
using System.Data.Common;
using Compliance.Api.Data.Writing;
using Compliance.Domain.Calendars;
using Microsoft.Extensions.Options;

namespace Compliance.Api.Data;

/// <summary>Keeps in the database when the service last ran, and so finds out when it did not.</summary>
/// <remarks>
/// One row for all processes: while one of them runs, the service does. It never runs backwards, so a clock that is set back is no outage.
/// An outage that a council has not been told of is kept beside it until it has, and comes first in whatever is written for that council.
/// </remarks>
public sealed class Heartbeat(Connections connections, IOptions<ClockOptions> options)
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(30);

    /// <summary>Until when this process knows each tenant's journal to say of all outages.</summary>
    private readonly ConcurrentDictionary<string, DateTime> _saidTo = new(StringComparer.Ordinal);

    // Another process may have written since; what is read then is only ever later.
    private long _lastOn = long.MinValue;

    private IReadOnlyList<Outage> _left = [];

    /// <summary>A silence of the service longer than this is an outage.</summary>
    public TimeSpan LongestPause { get; } = TimeSpan.FromMinutes(options.Value.OutageMinutes);

    /// <summary>Outages that not every council is known to have been told of, oldest first; the last may lie between the last sign of life and now.</summary>
    public async Task<IReadOnlyList<Outage>> MissedAsync(DateTime now, CancellationToken ct)
    {
        if (IsRecent(now))
        {
            return Volatile.Read(ref _left);
        }

        await using var connection = await connections.OpenAsync(ct);
        return await MissedAsync(connection, null, now, ct);
    }

    /// <summary>The same, asked inside a transaction.</summary>
    public async Task<IReadOnlyList<Outage>> MissedAsync(DbConnection connection, DbTransaction? transaction, DateTime now, CancellationToken ct)
    {
        if (IsRecent(now))
        {
            return Volatile.Read(ref _left);
        }

        await using var command = Statements.Command(connection, transaction, """SELECT "AliveOn" FROM "Heartbeats" ORDER BY "Id" """);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var instants = new List<long>();
        while (await rows.ReadAsync(ct))
        {
            instants.Add(rows.GetInt64(0));
        }

        if (instants is not [var last, .. var ends])
        {
            return [];
        }

        Volatile.Write(ref _left, [.. ends.Chunk(2).Where(e => e.Length == 2).Select(e => new Outage(UnixMilliseconds.From(e[0]), UnixMilliseconds.From(e[1])))]);
        Volatile.Write(ref _lastOn, last);
        return IsRecent(now) ? _left : [.. _left, new Outage(UnixMilliseconds.From(last), now)];
    }

    /// <summary>Whether a tenant's journal may not say of an outage yet.</summary>
    public bool Lacks(string tenant, Outage outage) => !_saidTo.TryGetValue(tenant, out var to) || to < outage.To;

    /// <summary>Remembers that a tenant's journal says of an outage. Only after the commit.</summary>
    public void Said(string tenant, Outage outage) => _saidTo.AddOrUpdate(tenant, outage.To, (_, to) => to > outage.To ? to : outage.To);

    /// <summary>Notes that the service runs, unless that was noted just now.</summary>
    public Task BeatAsync(DateTime now, CancellationToken ct) => BeatAsync(now, Volatile.Read(ref _left), ct);

    /// <summary>Notes that the service runs and, in the same transaction, which outages some council has not been told of.</summary>
    public async Task BeatAsync(DateTime now, IReadOnlyList<Outage> left, CancellationToken ct)
    {
        var on = UnixMilliseconds.Of(now);
        var isSame = left.SequenceEqual(Volatile.Read(ref _left));
        if (isSame && Volatile.Read(ref _lastOn) is var last && last != long.MinValue && on - last < _every.TotalMilliseconds)
        {
            return;
        }

        await using var connection = await connections.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await PutAsync(connection, transaction, 1, on, ct);
        if (!isSame)
        {
            await using var told = Statements.Command(connection, transaction, """DELETE FROM "Heartbeats" WHERE "Id" > @last""");
            Statements.Add(told, "@last", 1 + (2 * left.Count));
            await told.ExecuteNonQueryAsync(ct);
            for (var i = 0; i < left.Count; i++)
            {
                await PutAsync(connection, transaction, 2 + (2 * i), UnixMilliseconds.Of(left[i].From), ct);
                await PutAsync(connection, transaction, 3 + (2 * i), UnixMilliseconds.Of(left[i].To), ct);
            }
        }

        await transaction.CommitAsync(ct);
        Volatile.Write(ref _left, left);
        Volatile.Write(ref _lastOn, on);
    }

    private static async Task PutAsync(DbConnection connection, DbTransaction transaction, int id, long on, CancellationToken ct)
    {
        await using var command = Statements.Command(
            connection, transaction,
            $"""
            INSERT INTO "Heartbeats" ("Id", "AliveOn") VALUES (@id, @on)
            ON CONFLICT ("Id") DO UPDATE SET "AliveOn" = excluded."AliveOn"{(id == 1 ? """ WHERE "Heartbeats"."AliveOn" < excluded."AliveOn" """ : "")}
            """);
        Statements.Add(command, "@id", id);
        Statements.Add(command, "@on", on);
        await command.ExecuteNonQueryAsync(ct);
    }

    private bool IsRecent(DateTime now) =>
        Volatile.Read(ref _lastOn) is var last && last != long.MinValue && UnixMilliseconds.Of(now) - last <= LongestPause.TotalMilliseconds;
}
