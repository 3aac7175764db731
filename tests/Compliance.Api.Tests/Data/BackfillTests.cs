using System.Data;
using System.Text;
using Compliance.Api.Data;
using Compliance.Api.Tests.Hosting;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Compliance.Api.Tests.Data;

/// <summary>Rows that an older version of the product wrote have the right values in the columns that came later.</summary>
public sealed class BackfillTests : IDisposable
{
    private readonly TestDatabase _database = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData("raised", 5000L, null, true)]
    [InlineData("raised", 5000L, 5001L, true)]
    [InlineData("raised", 5000L, 5000L, false)]
    [InlineData("raised", 5000L, 4999L, false)]
    [InlineData("acknowledged", 5000L, null, false)]
    [InlineData("stood-down", null, null, false)]
    public async Task A_raised_case_that_nothing_looks_at_by_its_deadline_is_overdue(string state, long? dueOn, long? nextOn, bool overdue)
    {
        var row = await UpgradeAsync("Notices", state, dueOn, nextOn, "{}");

        Assert.Equal(overdue, Convert.ToBoolean(row["Overdue"], null));
    }

    [Theory]
    [InlineData("""{"section":"workforce","standDownProposed":true,"timeline":[{"seq":7},{"seq":12}]}""", 5000L, "workforce", true, 12L, 5000L)]
    [InlineData("""{"section":"ppe — “masks”","standDownProposed":false,"timeline":[{"seq":7}]}""", 1L, "ppe — “masks”", false, 7L, 1L)]
    [InlineData("""{"timeline":[{"seq":9007199254740993}]}""", null, null, false, 9007199254740993L, 253402300799999L)]
    [InlineData("""{"timeline":[]}""", null, null, false, 0L, 253402300799999L)]
    public async Task A_case_finds_its_place_in_queue_and_feed_from_what_it_holds(
        string content, long? dueOn, string? section, bool proposed, long seq, long queueOn)
    {
        var row = await UpgradeAsync("CasesSayOverdue", "acknowledged", dueOn, dueOn, content);

        Assert.Equal(
            (section, proposed, seq, queueOn),
            (row["Section"] as string, Convert.ToBoolean(row["StandDownProposed"], null), Convert.ToInt64(row["Seq"], null), Convert.ToInt64(row["QueueOn"], null)));
    }

    /// <summary>Writes a case by the schema as it was after a migration, applies all later ones, and gives the row.</summary>
    private async Task<Dictionary<string, object>> UpgradeAsync(string from, string state, long? dueOn, long? nextOn, string content)
    {
        await using var connections = new Connections(Options.Create(new DatabaseOptions
        {
            Provider = Enum.Parse<DatabaseProvider>(_database.Provider),
            ConnectionString = _database.Provider == "Sqlite" ? _database.ConnectionString : _database.OwnerConnectionString,
        }));
        var databases = new ComplianceDbFactory(connections, NullLoggerFactory.Instance);
        await using var db = databases.Create(Tenancy.Scope.Nothing);
        if (connections.Provider == DatabaseProvider.Postgres)
        {
            await db.GetService<IRelationalDatabaseCreator>().CreateAsync(Ct);
        }

        await db.GetService<IMigrator>().MigrateAsync(from, Ct);
        await using (var connection = await connections.OpenAsync(Ct))
        {
            await using var insert = connection.CreateCommand();
            insert.CommandText = $"""
                INSERT INTO "Escalations" ("TenantId", "Id", "SubjectKind", "Subject", "Season", "State", "Tier", "Level", "IsOpen", "ForRegion", "Sequence", "RaisedOn", "DueOn", "NextOn", "Content"
                    {(from == "Notices" ? "" : ", \"Overdue\"")})
                VALUES ('doncaster', 'one', 'provider', 'elm', 2026, @state, 'authority', 'red', TRUE, FALSE, 1, 1000, @due, @next, @content {(from == "Notices" ? "" : ", FALSE")})
                """;
            foreach (var (name, value) in new (string, object?)[] { ("@state", state), ("@due", dueOn), ("@next", nextOn), ("@content", Encoding.UTF8.GetBytes(content)) })
            {
                var parameter = insert.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
                parameter.DbType = name switch
                {
                    "@content" => DbType.Binary,
                    "@state" => DbType.String,
                    _ => DbType.Int64,
                };
                insert.Parameters.Add(parameter);
            }

            await insert.ExecuteNonQueryAsync(Ct);
        }

        await db.GetService<IMigrator>().MigrateAsync(null, Ct);
        await using var reading = await connections.OpenAsync(Ct);
        await using var read = reading.CreateCommand();
        read.CommandText = "SELECT * FROM \"Escalations\"";
        await using var rows = await read.ExecuteReaderAsync(Ct);
        Assert.True(await rows.ReadAsync(Ct));
        return Enumerable.Range(0, rows.FieldCount).ToDictionary(rows.GetName, rows.GetValue);
    }
}
