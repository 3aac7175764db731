using System.Data.Common;
using Compliance.Api.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Compliance.Api.Data;

/// <summary>
/// Tells PostgreSQL, inside each transaction and never for a session, whose rows may be touched: a pooler hands the same
/// session to somebody else. Row-level security holds a role that owns nothing to that.
/// </summary>
public sealed class RowSecurity : DbCommandInterceptor, IDbTransactionInterceptor
{
    private const string Everything = "*";

    /// <summary>Opens the tenants' rows to a hand-written transaction until it ends. On SQLite there is nothing to do.</summary>
    public static Task AllowAsync(DbTransaction transaction, IEnumerable<string> tenants, CancellationToken ct) =>
        SetAsync(transaction, string.Join(',', tenants), ct);

    /// <summary>Opens every tenant's rows to a hand-written transaction: to find what is due, and whose.</summary>
    public static Task AllowEverythingAsync(DbTransaction transaction, CancellationToken ct) =>
        SetAsync(transaction, Everything, ct);

    /// <summary>Begins a hand-written question that reads the rows of every tenant; none is needed on SQLite, where it would wait for the writer.</summary>
    public static async Task<DbTransaction?> BeginReadingEverythingAsync(DbConnection connection, CancellationToken ct)
    {
        if (connection is not NpgsqlConnection)
        {
            return null;
        }

        var transaction = await connection.BeginTransactionAsync(ct);
        await AllowEverythingAsync(transaction, ct);
        return transaction;
    }

    public DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        if (Allowed(eventData.Context) is { } tenants && Command(result, tenants) is { } command)
        {
            using (command)
            {
                command.ExecuteNonQuery();
            }
        }

        return result;
    }

    public async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        if (Allowed(eventData.Context) is { } tenants)
        {
            await SetAsync(result, tenants, cancellationToken);
        }

        return result;
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Prefix(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Prefix(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Prefix(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Prefix(command, eventData);
        return ValueTask.FromResult(result);
    }

    /// <summary>Opens one tenant's rows to a hand-written question that is a transaction of its own.</summary>
    public static string Allowing(DbConnection connection, string tenant, string question) =>
        connection is NpgsqlConnection ? Prefixed(tenant, question) : question;

    // A command of its own is a transaction of its own; sent together, the setting holds for it and ends with it.
    private static string Prefixed(string tenants, string text) => $"SET LOCAL app.tenants = '{tenants.Replace("'", "''", StringComparison.Ordinal)}';\n{text}";

    private static void Prefix(DbCommand command, CommandEventData eventData)
    {
        if (command.Transaction is null
            && eventData.CommandSource != CommandSource.Migrations
            && Allowed(eventData.Context) is { } tenants)
        {
            command.CommandText = Prefixed(tenants, command.CommandText);
        }
    }

    private static string? Allowed(DbContext? context) => context is not ComplianceDb db ? null
        : ReferenceEquals(db.Scope, Scope.Lifted) ? Everything
        : string.Join(',', db.Tenant is null ? db.Scope.Tenants : db.Scope.Tenants.Append(db.Tenant.Id));

    private static async Task SetAsync(DbTransaction transaction, string tenants, CancellationToken ct)
    {
        if (Command(transaction, tenants) is { } command)
        {
            await using (command)
            {
                await command.ExecuteNonQueryAsync(ct);
            }
        }
    }

    private static NpgsqlCommand? Command(DbTransaction transaction, string tenants) =>
        transaction is not NpgsqlTransaction { Connection: { } connection } postgres ? null
        : new NpgsqlCommand("SELECT set_config('app.tenants', $1, true)", connection, postgres)
        {
            Parameters = { new NpgsqlParameter { Value = tenants } },
        };
}
