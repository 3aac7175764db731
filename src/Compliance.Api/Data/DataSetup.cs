using Compliance.Api.Data.Notices;
using Compliance.Api.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Data;

public static class DataSetup
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddData(IConfiguration configuration)
        {
            services.AddOptions<DatabaseOptions>()
                .Bind(configuration.GetSection(DatabaseOptions.Section))
                .Validate(o => o.ConnectionString.Length > 0, "Database:ConnectionString must not be empty.")
                .ValidateOnStart();
            services.AddOptions<ClockOptions>()
                .Bind(configuration.GetSection(ClockOptions.Section))
                .Validate(o => o.OutageMinutes > 0, "Clock:OutageMinutes must be above zero.")
                .ValidateOnStart();
            services.AddOptions<RetentionOptions>()
                .Bind(configuration.GetSection(RetentionOptions.Section))
                .Validate(o => o.NoticeDays is > 0 and <= 36_500, "Retention:NoticeDays must be from 1 to 36500.")
                .ValidateOnStart();
            services.AddSingleton<Connections>();
            services.AddSingleton<Heartbeat>();
            services.AddSingleton<CaseBell>();
            services.AddSingleton<AccessLines>();
            services.AddSingleton<OldRows>();
            services.AddSingleton<Outbox>();
            services.AddSingleton<CaseListener>();
            services.AddHostedService(sp => sp.GetRequiredService<CaseListener>());
            services.AddSingleton<NoticeStore>();
            services.AddSingleton<ComplianceDbFactory>();
            services.AddSingleton<SchemaUpdate>();
            services.AddSingleton<Onboarding>();
            services.AddSingleton<HeadReader>();
            services.AddScoped<TenantReader>();
            services.AddSingleton<HostReader>();
            services.AddScoped<ReturnReader>();
            services.AddSingleton(sp => new TenantStore(
                ct => ReadTenantsAsync(sp.GetRequiredService<ComplianceDbFactory>(), ct),
                sp.GetRequiredService<TimeProvider>()));

            // Bound to what the access check has set; nothing before that reads through this context.
            services.AddScoped(sp =>
            {
                var context = sp.GetRequiredService<TenantContext>();
                return sp.GetRequiredService<ComplianceDbFactory>().Create(context.Scope, context.Tenant);
            });
            return services;
        }
    }

    private static async Task<IReadOnlyList<TenantInfo>> ReadTenantsAsync(ComplianceDbFactory databases, CancellationToken ct)
    {
        await using var db = databases.Create(Scope.Lifted);
        return await db.Authorities
            .IgnoreQueryFilters([MultiTenant.Filter])
            .OrderBy(a => a.TenantId)
            .Select(a => new TenantInfo(a.TenantId, a.TenantId, a.Name, a.RegionId, a.Nation))
            .ToListAsync(ct);
    }
}
