using Compliance.Api.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Compliance.Api.Data;

/// <summary>Ready when the database answers and is up to the model.</summary>
internal sealed class DatabaseReadiness(ComplianceDbFactory databases, SchemaUpdate schema) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!schema.IsDone)
        {
            return HealthCheckResult.Unhealthy("The database is being brought up to date.");
        }

        await using var db = databases.Create(Scope.Nothing);
        await db.Regions.AnyAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
