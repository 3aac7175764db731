namespace Compliance.Api.Sharing;

public static class SharingSetup
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddSharing() => services.AddScoped<VisibleShares>();
    }
}
