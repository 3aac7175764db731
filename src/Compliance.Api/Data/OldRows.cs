using System.Data.Common;
using Compliance.Api.Data.Writing;
using Compliance.Domain.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Compliance.Api.Data;

/// <summary>Takes away what is promised to nobody any longer: notices of cases closed long ago, and answers kept for requests that come twice.</summary>
/// <remarks>A little at a time, so that nobody who writes waits for it. Several processes may do it at once.</remarks>
public sealed class OldRows(Connections connections, IOptions<RetentionOptions> options)
{
    /// <summary>How long to leave between two looks.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>Rows looked at, and removed, together.</summary>
    public const int Together = 1000;

    // Answers come as fast as reports do, and must go as fast.
    private const int PartsAtMost = 20;

    private const string Answers =
        """SELECT i."TenantId", i."Key" FROM "Idempotency" i WHERE i."ExpiresOn" <= @until ORDER BY i."ExpiresOn" LIMIT @most""";

    // Along the key and on from where the last look ended: no index of its own that every new notice would pay for.
    private const string Notices =
        """
        SELECT n."TenantId", n."Id", CASE WHEN n."State" <> 'pending' AND e."ClosedOn" <= @until THEN 1 ELSE 0 END
        FROM (SELECT "TenantId", "Id", "Case", "State" FROM "Notices" WHERE ("TenantId", "Id") > (@tenant, @id) ORDER BY "TenantId", "Id" LIMIT @most) n
        LEFT JOIN "Escalations" e ON e."TenantId" = n."TenantId" AND e."Id" = n."Case"
        ORDER BY n."TenantId", n."Id"
        """;

    private readonly Statements _statements = Statements.Of(connections.Provider);
    private DateTime? _lookedOn;
    private (string Tenant, string Id) _behind = ("", "");

    /// <summary>Removes some of what is too old, unless it has just been done.</summary>
    public async Task SweepAsync(DateTime now, CancellationToken ct)
    {
        if (_lookedOn is { } last && now >= last && now - last < Every)
        {
            return;
        }

        _lookedOn = now;
        await SweepAnswersAsync(now, ct);
        await SweepNoticesAsync(now.AddDays(-options.Value.NoticeDays), ct);
    }

    private async Task SweepAnswersAsync(DateTime now, CancellationToken ct)
    {
        var found = Together;
        for (var part = 0; part < PartsAtMost && found == Together; part++)
        {
            var old = await ReadAsync(Answers, now, rows => (rows.GetString(0), rows.GetString(1)), ct);
            found = old.Count;
            await RemoveAsync("Idempotency", "Key", "\"ExpiresOn\" <= @until", now, old, ct);
        }
    }

    private async Task SweepNoticesAsync(DateTime closedBy, CancellationToken ct)
    {
        var seen = await ReadAsync(Notices, closedBy, rows => (Tenant: rows.GetString(0), Id: rows.GetString(1), IsOld: rows.GetInt32(2) == 1), ct);
        await RemoveAsync("Notices", "Id", "\"State\" <> 'pending'", closedBy, [.. seen.Where(n => n.IsOld).Select(n => (n.Tenant, n.Id))], ct);
        _behind = seen.Count < Together ? ("", "") : (seen[^1].Tenant, seen[^1].Id);
    }

    private async Task<List<T>> ReadAsync<T>(string question, DateTime until, Func<DbDataReader, T> read, CancellationToken ct)
    {
        await using var connection = await connections.OpenAsync(ct);
        await using var transaction = await RowSecurity.BeginReadingEverythingAsync(connection, ct);
        await using var command = Statements.Command(connection, transaction, question);
        Statements.Add(command, "@until", Chain.Milliseconds(until));
        Statements.Add(command, "@most", Together);
        Statements.Add(command, "@tenant", _behind.Tenant);
        Statements.Add(command, "@id", _behind.Id);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<T>();
        while (await rows.ReadAsync(ct))
        {
            found.Add(read(rows));
        }

        return found;
    }

    private async Task RemoveAsync(string table, string key, string still, DateTime until, List<(string Tenant, string Key)> old, CancellationToken ct)
    {
        if (old.Count == 0)
        {
            return;
        }

        using var turn = await connections.TurnAsync(ct);
        await using var connection = await connections.OpenAsync(ct);
        await using var transaction = connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: false) : await connection.BeginTransactionAsync(ct);
        await RowSecurity.AllowEverythingAsync(transaction, ct);
        await using var command = Statements.Command(
            connection, transaction, $"""DELETE FROM "{table}" WHERE ("TenantId", "{key}") IN (SELECT p.a, p.b FROM {_statements.Pairs}) AND {still}""");
        _statements.AddPairs(command, old);
        Statements.Add(command, "@until", Chain.Milliseconds(until));
        await command.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
