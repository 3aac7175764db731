using Compliance.Api.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Data;

/// <summary>The model on PostgreSQL.</summary>
public sealed class PostgresComplianceDb(DbContextOptions<PostgresComplianceDb> options, Scope scope, Tenant? tenant)
    : ComplianceDb(options, scope, tenant)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // Byte order, as on SQLite, so that keys and cursors sort alike on both.
        configurationBuilder.Properties<string>().UseCollation("C");
    }
}
