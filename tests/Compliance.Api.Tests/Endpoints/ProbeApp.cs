using Compliance.Api.Access;
using Compliance.Api.Authorities;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Api.Tenancy;
using Compliance.Api.Tests.Endpoints;
using Compliance.Api.Tests.Hosting;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(ProbeApp))]

namespace Compliance.Api.Tests.Endpoints;

/// <summary>The lower folders of the house with probes for features.</summary>
public sealed class ProbeApp : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private WebApplication? _app;

    public ComplianceDbFactory Databases => App.Services.GetRequiredService<ComplianceDbFactory>();

    private WebApplication App => _app ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(_database.Settings);
        builder.Services.AddSingleton<TimeProvider>(new TestClock(TestClock.Start));
        builder.Services.AddTenancy().AddData(builder.Configuration).AddAccess(builder.Configuration).AddReferenceData().AddEndpoints();
        builder.Services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1);
        builder.Services.AddSingleton<IValidator<ProbeRequest>, ProbeValidator>();

        _app = builder.Build();
        _app.UseSecurityHeaders();
        _app.UseRefusals();
        _app.UseRouting();
        _app.UseRateLimiter();
        _app.UseAuthentication();
        _app.UseAuthorization();
        Probe.Map(_app.MapEndpoints());
        _app.VerifyAccess();
        await _app.Services.GetRequiredService<SchemaUpdate>().ApplyAsync(CancellationToken.None);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _database.Dispose();
    }

    public Task AddAsync(string region, params string[] authorities) => App.Services.GetRequiredService<Onboarding>().ApplyAsync(
        [new RegionRecord(region, region, "england", "E12")],
        [.. authorities.Select(a => new AuthorityRecord(a, a, region, "england"))],
        TestContext.Current.CancellationToken);

    public TestClient Anonymous() => new(App.GetTestClient());

    /// <summary>A client under a hat, such as <c>provider-manager:doncaster:beechwood</c>.</summary>
    public async Task<TestClient> AsAsync(string hat)
    {
        var ct = TestContext.Current.CancellationToken;
        var email = $"{RandomId.New()}@example.org";
        var user = await App.Services.GetRequiredService<UserDirectory>().PutAsync(email, email, "a good password", [ActingHat.Parse(hat)!], ct);
        var token = await App.Services.GetRequiredService<Sessions>().StartAsync(user.Id, user.Hats.Single(), ct);
        return new TestClient(App.GetTestClient(), token.Value);
    }
}
