namespace Compliance.Api.Reports;

public static class ReportsSetup
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddReports() => services.AddScoped<Told>().AddScoped<ReportReader>().AddSingleton<ReportLineValidator>();
    }
}
