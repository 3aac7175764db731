using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Tenancy;
using Compliance.Api.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Compliance.Api.Tests.Data;

/// <summary>What PostgreSQL itself refuses a role that owns nothing, whatever the query filters let through.</summary>
[Trait("needs", "postgres")]
public sealed class RowSecurityTests : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private readonly string _role = $"compliance_{Guid.CreateVersion7():n}";
    private Connections? _connections;
    private ComplianceDbFactory _databases = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Connections Connections => _connections!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(_database.Provider == "Postgres", "SQLite has no row-level security.");
        await AsOwnerAsync($"CREATE ROLE {_role} LOGIN PASSWORD 'test'", server: true);
        _connections = new Connections(Options.Create(new DatabaseOptions
        {
            Provider = DatabaseProvider.Postgres,
            ConnectionString = new NpgsqlConnectionStringBuilder(_database.OwnerConnectionString) { Username = _role, Password = "test" }.ToString(),
            OwnerConnectionString = _database.OwnerConnectionString,
        }));
        _databases = new ComplianceDbFactory(_connections, NullLoggerFactory.Instance);
        await new SchemaUpdate(_databases, _connections).ApplyAsync(Ct);
        using var tenants = new TenantStore(_ => Task.FromResult<IReadOnlyList<TenantInfo>>([]), TimeProvider.System);
        await new Onboarding(_databases, tenants).ApplyAsync(
            [new RegionRecord("north", "North", "england", "E12")],
            [new AuthorityRecord("mine", "Mine", "north", "england"), new AuthorityRecord("theirs", "Theirs", "north", "england")], Ct);
        await PutAsync("mine", "oak");
        await PutAsync("theirs", "elm");
    }

    public async ValueTask DisposeAsync()
    {
        if (_connections is not null)
        {
            await _connections.DisposeAsync();
            await AsOwnerAsync($"DROP OWNED BY {_role}");
            await AsOwnerAsync($"DROP ROLE {_role}", server: true);
        }

        _database.Dispose();
    }

    [Fact]
    public async Task A_lifted_filter_reaches_no_further_than_the_scope()
    {
        await using var db = _databases.Create(Scope.Of("mine"));

        Assert.Equal(["oak"], await db.Providers.IgnoreQueryFilters([MultiTenant.Filter]).Select(p => p.Key).ToListAsync(Ct));
        Assert.Equal(1, await db.Providers.IgnoreQueryFilters([MultiTenant.Filter])
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.Name, "Changed"), Ct));
    }

    [Fact]
    public async Task The_directory_of_tenants_reaches_all()
    {
        await using var db = _databases.Create(Scope.Lifted);

        Assert.Empty(await db.Authorities.ToListAsync(Ct));
        Assert.Equal(2, await db.Authorities.IgnoreQueryFilters([MultiTenant.Filter]).CountAsync(Ct));
    }

    [Fact]
    public async Task A_connection_that_says_nothing_sees_nothing()
    {
        await using var connection = await Connections.OpenAsync(Ct);

        Assert.Equal(0L, await CountAsync(connection, "Providers"));
    }

    [Fact]
    public async Task A_hand_written_transaction_sees_the_tenants_it_names_until_it_ends()
    {
        await using var connection = await Connections.OpenAsync(Ct);
        await using (var transaction = await connection.BeginTransactionAsync(Ct))
        {
            await RowSecurity.AllowAsync(transaction, ["theirs"], Ct);
            Assert.Equal(1L, await CountAsync(connection, "Providers"));
            await RowSecurity.AllowEverythingAsync(transaction, Ct);
            Assert.Equal(2L, await CountAsync(connection, "Providers"));
            await transaction.CommitAsync(Ct);
        }

        Assert.Equal(0L, await CountAsync(connection, "Providers"));
    }

    [Fact]
    public async Task A_row_of_a_tenant_not_named_cannot_be_written()
    {
        await using var connection = await Connections.OpenAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await RowSecurity.AllowAsync(transaction, ["mine"], Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = """INSERT INTO "Subjects" ("TenantId", "Key", "Seq", "Position", "Window") VALUES ('theirs', 'elm', 1, '', '')""";

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Ct));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_partition_gives_nothing_by_its_own_name()
    {
        await using (var db = _databases.For("mine"))
        {
            db.Add(new JournalRow { Season = 2026, Seq = 1, Kind = "k", Subject = "s", Who = "w", Payload = [], PayloadHash = [], Hash = [] });
            await db.SaveChangesAsync(Ct);
        }

        await using var connection = await Connections.OpenAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await RowSecurity.AllowEverythingAsync(transaction, Ct);

        Assert.Equal(1L, await CountAsync(connection, "Journal"));
        Assert.Equal(0L, await CountAsync(connection, "Journal_2026"));
    }

    private static async Task<object?> CountAsync(System.Data.Common.DbConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM \"{table}\"";
        return await command.ExecuteScalarAsync(Ct);
    }

    private async Task PutAsync(string tenant, string key)
    {
        await using var db = _databases.For(tenant);
        db.Add(new ProviderRow { Key = key, Name = key, ServiceType = "care-home", JoinedOn = new DateOnly(2026, 7, 1) });
        await db.SaveChangesAsync(Ct);
    }

    private async Task AsOwnerAsync(string statement, bool server = false)
    {
        var owner = new NpgsqlConnectionStringBuilder(_database.OwnerConnectionString);
        await using var source = NpgsqlDataSource.Create(server ? new NpgsqlConnectionStringBuilder(owner.ToString()) { Database = "postgres" }.ToString() : owner.ToString());
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
