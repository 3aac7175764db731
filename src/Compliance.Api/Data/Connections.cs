using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Compliance.Api.Data;

/// <summary>Opens connections to the one database, for statements written by hand as for those EF makes.</summary>
public sealed class Connections : IAsyncDisposable
{
    private readonly NpgsqlDataSource? _postgres;
    private readonly string _sqlite = "";

    // An SQLite file lets in one writer at a time, and left to itself whoever asks most often: under load the others starve.
    private readonly SemaphoreSlim _writing = new(1, 1);

    public Connections(IOptions<DatabaseOptions> options)
    {
        Provider = options.Value.Provider;
        if (Provider == DatabaseProvider.Postgres)
        {
            _postgres = NpgsqlDataSource.Create(options.Value.ConnectionString);
            Owner = options.Value.OwnerConnectionString is { Length: > 0 } owner ? owner : null;
            Role = new NpgsqlConnectionStringBuilder(options.Value.ConnectionString).Username;
            return;
        }

        var builder = new SqliteConnectionStringBuilder(options.Value.ConnectionString) { ForeignKeys = true };
        if (!IsInMemory(builder))
        {
            builder.DataSource = Path.GetFullPath(builder.DataSource);
            SqliteFile = builder.DataSource;
        }

        _sqlite = builder.ToString();
    }

    public DatabaseProvider Provider { get; }

    /// <summary>The connection string of the owner of the tables, where that is somebody else.</summary>
    internal string? Owner { get; }

    /// <summary>The role that row-level security binds.</summary>
    internal string? Role { get; }

    /// <summary>The file of an SQLite database, if it has one.</summary>
    public string? SqliteFile { get; }

    /// <summary>Opens a connection that the caller disposes.</summary>
    public async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        if (_postgres is not null)
        {
            return await _postgres.OpenConnectionAsync(ct);
        }

        var connection = new SqliteConnection(_sqlite);
        await connection.OpenAsync(ct);
        SqliteSettings.Apply(connection);
        return connection;
    }

    /// <summary>Waits for this process's turn to write, in the order of asking; disposing of it lets in the next. PostgreSQL needs no turns.</summary>
    public async Task<IDisposable?> TurnAsync(CancellationToken ct)
    {
        if (_postgres is not null)
        {
            return null;
        }

        await _writing.WaitAsync(ct);
        return new Turn(_writing);
    }

    /// <summary>Points EF at the same database.</summary>
    internal DbContextOptions<T> Options<T>(ILoggerFactory loggers)
        where T : DbContext
    {
        var options = new DbContextOptionsBuilder<T>().UseLoggerFactory(loggers);
        return _postgres is not null
            ? options.UseNpgsql(_postgres).AddInterceptors(new RowSecurity()).Options
            : options.UseSqlite(_sqlite).AddInterceptors(new SqliteSettings()).Options;
    }

    public async ValueTask DisposeAsync()
    {
        _writing.Dispose();
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }
    }

    private sealed class Turn(SemaphoreSlim writing) : IDisposable
    {
        public void Dispose() => writing.Release();
    }

    private static bool IsInMemory(SqliteConnectionStringBuilder builder) =>
        builder.Mode == SqliteOpenMode.Memory || builder.DataSource is "" or ":memory:";
}

/// <summary>What every SQLite connection must be told, because it is not kept in the file.</summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    // FULL loses nothing on a power cut; writes come in batches, which makes it affordable.
    private const string Statements =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;";

    public static void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Statements;
        command.ExecuteNonQuery();
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply(connection);
        return Task.CompletedTask;
    }
}
