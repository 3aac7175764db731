using Compliance.Api.Access;
using Compliance.Api.Actions;
using Compliance.Api.Authorities;
using Compliance.Api.Checklists;
using Compliance.Api.Data;
using Compliance.Api.Docs;
using Compliance.Api.Endpoints;
using Compliance.Api.Escalations;
using Compliance.Api.Intake;
using Compliance.Api.Notices;
using Compliance.Api.Plans;
using Compliance.Api.Receipts;
using Compliance.Api.Regions;
using Compliance.Api.Reports;
using Compliance.Api.Samples;
using Compliance.Api.Sharing;
using Compliance.Api.Tenancy;
using Compliance.Api.Triggers;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.HttpLogging;

if (args is ["checklists", "check", ..])
{
    return CheckCommand.Run(args, ReferenceReader.Read(Path.Combine(AppContext.BaseDirectory, "checklists")).CalendarOf, Console.Out);
}

if (VerifyCommand.Handles(args))
{
    return VerifyCommand.Run(args, Console.Out);
}

var isCommand = OperatorsCommand.Handles(args) || AuthoritiesCommand.Handles(args) || ReplayCommand.Handles(args);

// Settings.
var builder = WebApplication.CreateBuilder(
    AuthoritiesCommand.Handles(args) ? AuthoritiesCommand.SettingsOf(args) : ReplayCommand.Handles(args) ? ReplayCommand.SettingsOf(args) : args);
builder.Host.UseDefaultServiceProvider(o => (o.ValidateOnBuild, o.ValidateScopes) = (true, true));
builder.WebHost.ConfigureKestrel(o =>
{
    o.Limits.MaxRequestBodySize = 1024 * 1024;
    o.AddServerHeader = false;
});
if (builder.Environment.IsProduction())
{
    builder.Logging.ClearProviders().AddJsonConsole(o => o.UseUtcTimestamp = true);
}

// Services.
builder.Services.AddSingleton(TimeProvider.System);
builder.Services
    .AddTenancy()
    .AddData(builder.Configuration)
    .AddAccess(builder.Configuration)
    .AddReferenceData()
    .AddChecklists()
    .AddPlans()
    .AddReports()
    .AddActions()
    .AddRegions()
    .AddTriggers()
    .AddEscalations()
    .AddNotices()
    .AddReceipts()
    .AddSharing()
    .AddSamples()
    .AddIntake()
    .AddEndpoints();
builder.Services.AddContract();
builder.Services.AddHealthChecks().AddCheck<DatabaseReadiness>("database");
builder.Services.AddHttpLogging(o =>
{
    // Never bodies or queries: readings are confidential.
    o.LoggingFields = HttpLoggingFields.RequestMethod | HttpLoggingFields.RequestPath
        | HttpLoggingFields.ResponseStatusCode | HttpLoggingFields.Duration;
    o.CombineLogs = true;
});
// The framework's own line about a request holds its query, and with it the tokens of links.
builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
if (isCommand)
{
    // Its answer is for a person to read.
    builder.Logging.AddFilter(null, LogLevel.Warning);
}

// Pipeline.
await using var app = builder.Build();
if (ReplayCommand.Handles(args))
{
    // Reads only: not even the schema is brought up to date.
    return await ReplayCommand.RunAsync(app.Services, args, Console.Out, Console.Error, CancellationToken.None);
}

if (isCommand)
{
    // People are put into places that are shipped, whether or not the service has ever run.
    await app.Services.GetRequiredService<SchemaUpdate>().ApplyAsync(CancellationToken.None);
    await app.Services.GetRequiredService<ReferenceLoad>().ApplyAsync(CancellationToken.None);
    return AuthoritiesCommand.Handles(args)
        ? await AuthoritiesCommand.RunAsync(app.Services, args, Console.Out, CancellationToken.None)
        : await OperatorsCommand.RunAsync(app.Services, args, Console.In, Console.Out);
}

// Takes as long as all the rest of the start, so it goes on beside it.
var schema = Task.Run(() => app.Services.GetRequiredService<SchemaUpdate>().ApplyAsync(app.Lifetime.ApplicationStopping));

app.UseHttpLogging();
app.UseSecurityHeaders();
app.UseRefusals();
app.UseHead();
app.UseRouting();
app.UseRateLimiter();
app.UseAuthentication();
app.UseAuthorization();

// Endpoints.
app.MapEndpoints();
app.MapOpenApi().AllowAnonymous();
app.MapDocs();
app.MapSetPasswordPage();
app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
app.MapHealthChecks("/health/ready").AllowAnonymous();
app.VerifyAccess();

await schema;
await app.Services.GetRequiredService<SubjectRebuild>().ApplyAsync(app.Lifetime.ApplicationStopping);
await app.Services.GetRequiredService<ReferenceLoad>().ApplyAsync(app.Lifetime.ApplicationStopping);
await app.UseSamplesAsync(app.Lifetime.ApplicationStopping);
await app.RunAsync();
return 0;
