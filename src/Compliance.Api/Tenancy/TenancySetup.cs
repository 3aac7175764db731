namespace Compliance.Api.Tenancy;

public static class TenancySetup
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddTenancy() => services.AddScoped<TenantContext>();
    }
}
