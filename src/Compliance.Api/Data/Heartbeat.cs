using System.Data.Common;
using Compliance.Api.Data.Writing;
using Compliance.Domain.Calendars;
using Microsoft.Extensions.Options;

namespace Compliance.Api.Data;

/// <summary>Keeps in the database when the service last ran, and so finds out when it did not.</summary>
/// <remarks>One row for all processes: while one of them runs, the service does. It never runs backwards, so a clock that is set back is no outage.</remarks>
public sealed class Heartbeat(Connections connections, IOptions<ClockOptions> options)
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(30);

    // Another process may have written since; what is read then is only ever later.
    private long _lastOn = long.MinValue;

    /// <summary>A silence of the service longer than this is an outage.</summary>
    public TimeSpan LongestPause { get; } = TimeSpan.FromMinutes(options.Value.OutageMinutes);

    /// <summary>The outage that lies between the last sign of life and now; null when there is none.</summary>
    public async Task<Outage?> MissedAsync(DateTime now, CancellationToken ct)
    {
        if (IsRecent(now))
        {
            return null;
        }

        await using var connection = await connections.OpenAsync(ct);
        return await MissedAsync(connection, null, now, ct);
    }

    /// <summary>The same, asked inside a transaction.</summary>
    public async Task<Outage?> MissedAsync(DbConnection connection, DbTransaction? transaction, DateTime now, CancellationToken ct)
    {
        if (IsRecent(now))
        {
            return null;
        }

        await using var command = Statements.Command(connection, transaction, """SELECT "AliveOn" FROM "Heartbeats" WHERE "Id" = 1""");
        if (await command.ExecuteScalarAsync(ct) is not long last)
        {
            return null;
        }

        Volatile.Write(ref _lastOn, last);
        return IsRecent(now) ? null : new Outage(UnixMilliseconds.From(last), now);
    }

    /// <summary>Notes that the service runs, unless that was noted just now.</summary>
    public async Task BeatAsync(DateTime now, CancellationToken ct)
    {
        var on = UnixMilliseconds.Of(now);
        if (Volatile.Read(ref _lastOn) is var last && last != long.MinValue && on - last < _every.TotalMilliseconds)
        {
            return;
        }

        await using var connection = await connections.OpenAsync(ct);
        await using var command = Statements.Command(
            connection, null,
            """
            INSERT INTO "Heartbeats" ("Id", "AliveOn") VALUES (1, @on)
            ON CONFLICT ("Id") DO UPDATE SET "AliveOn" = excluded."AliveOn" WHERE "Heartbeats"."AliveOn" < excluded."AliveOn"
            """);
        Statements.Add(command, "@on", on);
        await command.ExecuteNonQueryAsync(ct);
        Volatile.Write(ref _lastOn, on);
    }

    private bool IsRecent(DateTime now) =>
        Volatile.Read(ref _lastOn) is var last && last != long.MinValue && UnixMilliseconds.Of(now) - last <= LongestPause.TotalMilliseconds;
}
