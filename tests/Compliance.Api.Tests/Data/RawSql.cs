using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Compliance.Api.Data;
using Compliance.Api.Tenancy;
using Compliance.Api.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Data;

/// <summary>What nobody may do to the database, done by tests.</summary>
internal static class RawSql
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Changes journal rows behind the back of what keeps them.</summary>
    public static async Task TamperAsync(ComplianceApp app, string update)
    {
        var connections = app.Services.GetRequiredService<Connections>();
        await using var connection = await app.OpenAsOwnerAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        if (connections.Provider == DatabaseProvider.Postgres)
        {
            await RunAsync(connection, transaction, "SET LOCAL session_replication_role = replica");
            await RunAsync(connection, transaction, update);
        }
        else
        {
            await using var read = Command(connection, transaction, "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'Journal_keeps_content'");
            var trigger = (string)(await read.ExecuteScalarAsync(Ct))!;
            await RunAsync(connection, transaction, "DROP TRIGGER \"Journal_keeps_content\"");
            await RunAsync(connection, transaction, update);
            await RunAsync(connection, transaction, trigger);
        }

        await transaction.CommitAsync(Ct);
    }

    /// <summary>Runs one statement as the owner of the database.</summary>
    public static async Task RunAsync(ComplianceApp app, string sql)
    {
        await using var connection = await app.OpenAsOwnerAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await RunAsync(connection, transaction, sql);
        await transaction.CommitAsync(Ct);
    }

    /// <summary>Holds a tenant as another process's writer would, until disposed.</summary>
    public static async Task<IAsyncDisposable> HoldAsync(ComplianceApp app, string tenant)
    {
        var connection = await app.OpenAsOwnerAsync(Ct);
        var transaction = await connection.BeginTransactionAsync(Ct);
        await RunAsync(connection, transaction, $"UPDATE \"TenantHeads\" SET \"Seq\" = \"Seq\" WHERE \"TenantId\" = '{tenant}'");
        return new Held(connection, transaction);
    }

    /// <summary>A digest of every row of every table.</summary>
    public static async Task<string> DigestAsync(ComplianceApp app)
    {
        await using var db = app.Databases.Create(Scope.Nothing);
        await using var connection = await app.OpenAsOwnerAsync(Ct);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct().Order(StringComparer.Ordinal))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync(Ct);
            var lines = new List<string>();
            while (await rows.ReadAsync(Ct))
            {
                lines.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(i => rows.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : $"{rows.GetValue(i)}")));
            }

            lines.Sort(StringComparer.Ordinal);
            digest.AppendData(Encoding.UTF8.GetBytes($"{table}\n{string.Join('\n', lines)}\n"));
        }

        return Convert.ToHexString(digest.GetHashAndReset());
    }

    private static async Task RunAsync(DbConnection connection, DbTransaction transaction, string sql)
    {
        await using var command = Command(connection, transaction, sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static DbCommand Command(DbConnection connection, DbTransaction transaction, string sql)
    {
        var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        return command;
    }

    private sealed class Held(DbConnection connection, DbTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await transaction.RollbackAsync();
            await connection.DisposeAsync();
        }
    }
}
