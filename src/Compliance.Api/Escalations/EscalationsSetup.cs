namespace Compliance.Api.Escalations;

public static class EscalationsSetup
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddEscalations() => services.AddScoped<CaseView>().AddScoped<Gathered>().AddScoped<CaseActs>().AddSingleton<FeedReader>().AddSingleton<FeedStreams>();
    }
}
