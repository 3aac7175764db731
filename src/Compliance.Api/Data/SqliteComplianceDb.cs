using Compliance.Api.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Data;

/// <summary>The model on SQLite, the embedded default.</summary>
public sealed class SqliteComplianceDb(DbContextOptions<SqliteComplianceDb> options, Scope scope, Tenant? tenant)
    : ComplianceDb(options, scope, tenant);
