using Compliance.Api.Data;
using Compliance.Api.Tenancy;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddTenancy().AddData(builder.Configuration);

var app = builder.Build();
await app.Services.GetRequiredService<SchemaUpdate>().ApplyAsync(app.Lifetime.ApplicationStopping);
await app.RunAsync();
