namespace Compliance.Api.Plans;

public static class PlansSetup
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddPlans() => services.AddScoped<PlanChecklists>();
    }
}
