namespace Compliance.Api.Data;

public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}

/// <summary>Which database holds everything; section <c>Database</c> of the settings.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    public DatabaseProvider Provider { get; init; } = DatabaseProvider.Sqlite;

    public string ConnectionString { get; init; } = "Data Source=var/compliance.db";

    /// <summary>
    /// PostgreSQL only: connects as the role that owns the tables, to change them. With it, <see cref="ConnectionString"/>
    /// names a role that owns nothing, which row-level security binds to the tenants of each transaction.
    /// </summary>
    public string? OwnerConnectionString { get; init; }
}
