using Compliance.Api.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Data;

/// <summary>The model on PostgreSQL.</summary>
public sealed class PostgresComplianceDb : ComplianceDb
{
    public PostgresComplianceDb(DbContextOptions<PostgresComplianceDb> options, Scope scope, Tenant? tenant)
        : base(options, scope, tenant)
    {
        // Row-level security takes its setting from the transaction, so every save has one.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // Byte order, as on SQLite, so that keys and cursors sort alike on both.
        configurationBuilder.Properties<string>().UseCollation("C");
    }
}
