using Microsoft.Data.Sqlite;
using Npgsql;

namespace Compliance.Api.Tests.Hosting;

/// <summary>A database of one host's own: an SQLite file, or on the PostgreSQL server that <c>COMPLIANCE_TEST_POSTGRES</c> names.</summary>
public sealed class TestDatabase : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("compliance-").FullName;
    private readonly string? _server = Environment.GetEnvironmentVariable("COMPLIANCE_TEST_POSTGRES");
    private readonly string _name = $"compliance_test_{Guid.CreateVersion7():n}";

    public string Provider => _server is null ? "Sqlite" : "Postgres";

    public string ConnectionString => _server is null
        ? new SqliteConnectionStringBuilder { DataSource = Path.Combine(_directory, "compliance.db") }.ToString()
        : new NpgsqlConnectionStringBuilder(_server) { Database = _name, MaxPoolSize = 20 }.ToString();

    public string KeysDirectory => Path.Combine(_directory, "keys");

    public void Dispose()
    {
        if (!Directory.Exists(_directory))
        {
            return;
        }

        SqliteConnection.ClearAllPools();
        if (_server is not null)
        {
            using var source = NpgsqlDataSource.Create(_server);
            using var drop = source.CreateCommand($"DROP DATABASE IF EXISTS \"{_name}\" WITH (FORCE)");
            drop.ExecuteNonQuery();
        }

        Directory.Delete(_directory, recursive: true);
    }
}
