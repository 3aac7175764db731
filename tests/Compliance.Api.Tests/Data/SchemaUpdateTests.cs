using Compliance.Api.Data;
using Compliance.Api.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Compliance.Api.Tests.Data;

public sealed class SchemaUpdateTests : IDisposable
{
    private readonly TestDatabase _database = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_lock_left_by_a_killed_process_does_not_stop_the_next()
    {
        await using var connections = Connect();
        var databases = new ComplianceDbFactory(connections, NullLoggerFactory.Instance);
        await new SchemaUpdate(databases, connections).ApplyAsync(Ct);
        if (connections.Provider == DatabaseProvider.Sqlite)
        {
            await using var db = databases.Create(Tenancy.Scope.Nothing);
            await using var connection = await connections.OpenAsync(Ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO \"__EFMigrationsLock\" (\"Id\", \"Timestamp\") VALUES (1, '2026-01-01')";
            await command.ExecuteNonQueryAsync(Ct);
        }

        var again = new SchemaUpdate(databases, connections);
        await again.ApplyAsync(Ct).WaitAsync(TimeSpan.FromSeconds(30), Ct);

        Assert.True(again.IsDone);
    }

    [Fact]
    public async Task Two_processes_may_start_at_once()
    {
        await using var one = Connect();
        await using var two = Connect();

        await Task.WhenAll(
            new SchemaUpdate(new ComplianceDbFactory(one, NullLoggerFactory.Instance), one).ApplyAsync(Ct),
            new SchemaUpdate(new ComplianceDbFactory(two, NullLoggerFactory.Instance), two).ApplyAsync(Ct));

        await using var db = new ComplianceDbFactory(one, NullLoggerFactory.Instance).Create(Tenancy.Scope.Nothing);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Ct));
    }

    private Connections Connect() => new(Options.Create(new DatabaseOptions
    {
        Provider = Enum.Parse<DatabaseProvider>(_database.Provider),
        ConnectionString = _database.Provider == "Sqlite" ? _database.ConnectionString : _database.OwnerConnectionString,
    }));
}
