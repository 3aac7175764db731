using Compliance.Api.Tenancy;

namespace Compliance.Api.Data;

/// <summary>Makes contexts bound to a scope and a tenant; the caller disposes them.</summary>
public sealed class ComplianceDbFactory(Connections connections, ILoggerFactory loggers)
{
    private readonly Func<Scope, Tenant?, ComplianceDb> _create = Maker(connections, loggers);

    public ComplianceDb Create(Scope scope, Tenant? tenant = null) => _create(scope, tenant);

    /// <summary>A context that reads and writes for one tenant.</summary>
    public ComplianceDb For(string tenant) => _create(Scope.Of(tenant), new Tenant(tenant));

    private static Func<Scope, Tenant?, ComplianceDb> Maker(Connections connections, ILoggerFactory loggers)
    {
        if (connections.Provider == DatabaseProvider.Postgres)
        {
            var postgres = connections.Options<PostgresComplianceDb>(loggers);
            return (scope, tenant) => new PostgresComplianceDb(postgres, scope, tenant);
        }

        var sqlite = connections.Options<SqliteComplianceDb>(loggers);
        return (scope, tenant) => new SqliteComplianceDb(sqlite, scope, tenant);
    }
}
