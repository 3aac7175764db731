using Microsoft.Data.Sqlite;
using Npgsql;

namespace Compliance.Api.Tests.Hosting;

/// <summary>
/// A database of one host's own: an SQLite file, or on the PostgreSQL server that <c>COMPLIANCE_TEST_POSTGRES</c> names. With
/// <c>COMPLIANCE_TEST_POSTGRES_ROLE</c>, the host runs as that role, which owns nothing and is made if it is missing.
/// </summary>
public sealed class TestDatabase : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("compliance-").FullName;
    private readonly string? _server = Environment.GetEnvironmentVariable("COMPLIANCE_TEST_POSTGRES");
    private readonly string? _role = Environment.GetEnvironmentVariable("COMPLIANCE_TEST_POSTGRES_ROLE");
    private readonly string _name = $"compliance_test_{Guid.CreateVersion7():n}";

    public TestDatabase()
    {
        if (_server is not null && _role is not null)
        {
            using var source = NpgsqlDataSource.Create(_server);
            using var make = source.CreateCommand(
                $"DO $$ BEGIN CREATE ROLE \"{_role}\" LOGIN PASSWORD '{_role}'; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$");
            make.ExecuteNonQuery();
        }
    }

    public string Provider => _server is null ? "Sqlite" : "Postgres";

    public string ConnectionString => _server is null
        ? new SqliteConnectionStringBuilder { DataSource = Path.Combine(_directory, "compliance.db") }.ToString()
        : _role is null
            ? OwnerConnectionString
            : new NpgsqlConnectionStringBuilder(OwnerConnectionString) { Username = _role, Password = _role }.ToString();

    public string OwnerConnectionString =>
        new NpgsqlConnectionStringBuilder(_server) { Database = _name, MaxPoolSize = 20 }.ToString();

    /// <summary>The settings that point a host at this database.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Database:Provider", Provider),
        new("Database:ConnectionString", ConnectionString),
        new("Database:OwnerConnectionString", _role is null ? null : OwnerConnectionString),
        new("Access:KeysDirectory", Path.Combine(_directory, "keys")),
    ];

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
