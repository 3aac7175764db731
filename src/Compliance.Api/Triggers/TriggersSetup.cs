namespace Compliance.Api.Triggers;

public static class TriggersSetup
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddTriggers() => services.AddScoped<TriggerAnswer>().AddSingleton<ReplayRun>();
    }
}
