using Compliance.Api.Data;
using Compliance.Api.Data.Writing;

namespace Compliance.Api.Intake;

public static class IntakeSetup
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddIntake()
        {
            services.AddSingleton<PlanCache>();
            services.AddScoped<Submission>();
            services.AddSingleton<BatchWriter>();
            services.AddSingleton<DueTenants>();
            services.AddSingleton<JournalReader>();
            services.AddSingleton<SubjectRebuild>();
            services.AddSingleton<IntakeQueue>();
            services.AddHostedService(sp => sp.GetRequiredService<IntakeQueue>());
            services.AddSingleton<Ticker>();
            services.AddHostedService(sp => sp.GetRequiredService<Ticker>());
            return services;
        }
    }
}
