namespace Compliance.Api.Actions;

public static class ActionsSetup
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddActions() => services.AddScoped<ActionReader>();
    }
}
