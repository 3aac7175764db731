using System.Data.Common;
using Compliance.Api.Data.Writing;
using Compliance.Domain.Subjects;
using Microsoft.Data.Sqlite;

namespace Compliance.Api.Data;

/// <summary>Folds again, when the process starts, the subjects of tenants that another version of the product has packed.</summary>
/// <remarks>A tenant at a time, its head locked. Firings and cases were recorded when they happened, and stay as they are.</remarks>
public sealed partial class SubjectRebuild(Connections connections, JournalReader journal, ILogger<SubjectRebuild> log)
{
    private readonly Statements _statements = Statements.Of(connections.Provider);

    public async Task ApplyAsync(CancellationToken ct)
    {
        await using var connection = await connections.OpenAsync(ct);
        foreach (var tenant in await FindAsync(connection, ct))
        {
            await RebuildAsync(connection, tenant, ct);
        }
    }

    private static async Task<IReadOnlyList<string>> FindAsync(DbConnection connection, CancellationToken ct)
    {
        await using var transaction = await RowSecurity.BeginReadingEverythingAsync(connection, ct);
        await using var command = Statements.Command(
            connection, transaction, """SELECT "TenantId" FROM "TenantHeads" WHERE "Format" <> @format AND "Seq" > 0 ORDER BY "TenantId" """);
        Statements.Add(command, "@format", Packed.Format);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var tenants = new List<string>();
        while (await rows.ReadAsync(ct))
        {
            tenants.Add(rows.GetString(0));
        }

        return tenants;
    }

    private async Task RebuildAsync(DbConnection connection, string tenant, CancellationToken ct)
    {
        await using var transaction = connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: false) : await connection.BeginTransactionAsync(ct);
        await RowSecurity.AllowAsync(transaction, [tenant], ct);
        if (await FormatAsync(connection, transaction, tenant, ct) == Packed.Format)
        {
            // Another process was quicker.
            return;
        }

        var state = await journal.ReplayAsync(tenant, ct);
        await RunAsync(connection, transaction, """DELETE FROM "Subjects" WHERE "TenantId" = @tenant""", tenant, ct);
        await _statements.WriteAsync(
            connection, transaction, Table.Subjects, [.. state.Subjects.Values.Where(s => s.Seq > 0).Select(s => Flush.RowOf(tenant, s))], ct);
        await RunAsync(connection, transaction, """UPDATE "TenantHeads" SET "Format" = @format WHERE "TenantId" = @tenant""", tenant, ct);
        await transaction.CommitAsync(ct);
        Log.Rebuilt(log, state.Subjects.Count, tenant, state.Seq);
    }

    private async Task<int> FormatAsync(DbConnection connection, DbTransaction transaction, string tenant, CancellationToken ct)
    {
        await using var command = Statements.Command(
            connection, transaction, $"""SELECT h."Format" FROM "TenantHeads" h WHERE h."TenantId" = @tenant{_statements.LockHeads}""");
        Statements.Add(command, "@tenant", tenant);
        return Convert.ToInt32(await command.ExecuteScalarAsync(ct), null);
    }

    private static async Task RunAsync(DbConnection connection, DbTransaction transaction, string statement, string tenant, CancellationToken ct)
    {
        await using var command = Statements.Command(connection, transaction, statement);
        Statements.Add(command, "@tenant", tenant);
        if (statement.Contains("@format", StringComparison.Ordinal))
        {
            Statements.Add(command, "@format", Packed.Format);
        }

        await command.ExecuteNonQueryAsync(ct);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Folded {Count} subjects of {Tenant} again from {Entries} entries")]
        public static partial void Rebuilt(ILogger logger, int count, string tenant, long entries);
    }
}
