namespace Compliance.Api.Notices;

public static class NoticesSetup
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddNotices()
        {
            services.AddSingleton<WebhookSecrets>();
            services.AddSingleton<WebhookClient>();
            services.AddSingleton<Mail>();
            services.AddSingleton<Notify>();
            services.AddSingleton<Spelling>();
            services.AddSingleton<Sending>();
            services.AddSingleton<Dispatcher>();
            return services.AddHostedService(sp => sp.GetRequiredService<Dispatcher>());
        }
    }
}
