namespace Compliance.Api.Regions;

public static class RegionsSetup
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddRegions() => services.AddSingleton<FiguresCache>().AddScoped<FiguresReader>();
    }
}
