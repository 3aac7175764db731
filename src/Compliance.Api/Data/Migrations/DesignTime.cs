using Compliance.Api.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Compliance.Api.Data.Migrations;

/// <summary>Builds the SQLite model for <c>dotnet ef</c>, without starting the host.</summary>
public sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteComplianceDb>
{
    public SqliteComplianceDb CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<SqliteComplianceDb>().UseSqlite("Data Source=:memory:").Options, Scope.Nothing, null);
}

/// <summary>Builds the PostgreSQL model for <c>dotnet ef</c>, without a server.</summary>
public sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresComplianceDb>
{
    public PostgresComplianceDb CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<PostgresComplianceDb>().UseNpgsql("Host=localhost").Options, Scope.Nothing, null);
}
