using Compliance.Api.Data.Writing;
using Compliance.Domain.Authorities;

namespace Compliance.Api.Authorities;

public static class ReferenceServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Reads the reference data now, so that a mistake in it stops the start and not the first request.</summary>
        public IServiceCollection AddReferenceData()
        {
            services.AddSingleton(ReferenceReader.Read(Path.Combine(AppContext.BaseDirectory, "checklists")));
            services.AddSingleton(sp => new Calendars(sp.GetRequiredService<ReferenceData>().CalendarOf));
            return services.AddSingleton<ReferenceLoad>();
        }
    }
}
