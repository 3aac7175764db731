using System.Collections.Concurrent;
using System.Data.Common;
using Compliance.Api.Data.Writing;

namespace Compliance.Api.Data;

/// <summary>How far a tenant's journal has come.</summary>
/// <param name="Seq">Its last entry; 0 before the first.</param>
/// <param name="KnownOn">When that became known.</param>
public readonly record struct Head(long Seq, DateTime KnownOn, string RegionId);

/// <summary>Reads heads. Most callers ask only whether anything has changed, so this is the question asked most of all.</summary>
/// <remarks>Always of the database: another process may have written.</remarks>
public sealed class HeadReader(Connections connections) : IAsyncDisposable
{
    private const string Question = """SELECT "Seq", "KnownOn", "RegionId" FROM "TenantHeads" WHERE "TenantId" = @tenant""";

    // To open an SQLite file and prepare the question takes several times as long as to ask it.
    private readonly ConcurrentBag<DbCommand> _prepared = [];

    public async ValueTask<Head> ReadAsync(string tenant, CancellationToken ct)
    {
        if (connections.SqliteFile is null)
        {
            await using var connection = await connections.OpenAsync(ct);
            await using var once = Statements.Command(connection, null, RowSecurity.Allowing(connection, tenant, Question));
            Statements.Add(once, "@tenant", tenant);
            return await AskAsync(once, tenant, ct);
        }

        var command = _prepared.TryTake(out var kept) ? kept : await PrepareAsync(ct);
        command.Parameters[0].Value = tenant;
        try
        {
            var head = await AskAsync(command, tenant, ct);
            _prepared.Add(command);
            return head;
        }
        catch
        {
            await ForgetAsync(command);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_prepared.TryTake(out var command))
        {
            await ForgetAsync(command);
        }
    }

    private static async Task<Head> AskAsync(DbCommand command, string tenant, CancellationToken ct)
    {
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct)
            ? new Head(rows.GetInt64(0), UnixMilliseconds.From(rows.GetInt64(1)), rows.GetString(2))
            : throw new InvalidOperationException($"Tenant '{tenant}' has no head.");
    }

    private async Task<DbCommand> PrepareAsync(CancellationToken ct)
    {
        var command = Statements.Command(await connections.OpenAsync(ct), null, Question);
        Statements.Add(command, "@tenant", "");
        return command;
    }

    private static async Task ForgetAsync(DbCommand command)
    {
        await using var connection = command.Connection;
        await command.DisposeAsync();
    }
}
