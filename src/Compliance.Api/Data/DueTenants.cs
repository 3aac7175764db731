using System.Data.Common;
using Compliance.Domain.Journal;
using Microsoft.Data.Sqlite;

namespace Compliance.Api.Data;

/// <summary>Finds the tenants in which time has changed something that no entry says yet.</summary>
public sealed class DueTenants(Connections connections)
{
    public async Task<IReadOnlyList<string>> ByAsync(DateTime now, CancellationToken ct)
    {
        await using var connection = await connections.OpenAsync(ct);
        await using var transaction = await BeginAsync(connection, ct);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            """
            SELECT "TenantId" FROM "Subjects" WHERE "DueOn" <= @now AND "DueOn" IS NOT NULL
            UNION
            SELECT "TenantId" FROM "Escalations" WHERE "NextOn" <= @now AND "NextOn" IS NOT NULL
            ORDER BY 1
            """;
        Writing.Statements.Add(command, "@now", Chain.Milliseconds(now));
        await using var rows = await command.ExecuteReaderAsync(ct);
        var tenants = new List<string>();
        while (await rows.ReadAsync(ct))
        {
            tenants.Add(rows.GetString(0));
        }

        return tenants;
    }

    // On SQLite a transaction would only wait for the writer; on PostgreSQL it opens every tenant's rows for this question.
    private static async Task<DbTransaction?> BeginAsync(DbConnection connection, CancellationToken ct)
    {
        if (connection is SqliteConnection)
        {
            return null;
        }

        var transaction = await connection.BeginTransactionAsync(ct);
        await RowSecurity.AllowEverythingAsync(transaction, ct);
        return transaction;
    }
}
