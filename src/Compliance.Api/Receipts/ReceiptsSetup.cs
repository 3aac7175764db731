namespace Compliance.Api.Receipts;

public static class ReceiptsSetup
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddReceipts() => services.AddScoped<RecordedReceipts>();
    }
}
