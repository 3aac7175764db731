using System.Data.Common;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Tests.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

[assembly: AssemblyFixture(typeof(ComplianceApp))]

namespace Compliance.Api.Tests.Hosting;

/// <summary>The whole product in process, on a database of its own. Tests that move the clock make their own.</summary>
public sealed class ComplianceApp : WebApplicationFactory<Program>
{
    private readonly TestDatabase _database = new();
    private int _made;

    public TestClock Clock { get; } = new(TestClock.Start);

    /// <summary>Further settings, for hosts that a test makes itself.</summary>
    /// <remarks>Tests leap over weeks, which is no outage unless a test says so.</remarks>
    public Dictionary<string, string> Settings { get; } = new()
    {
        ["Clock:OutageMinutes"] = "100000000",

        // Notices are sent when a test says so, and go nowhere but to this machine.
        ["Notices:Send"] = "false",
        ["Notices:AllowPrivateTargets"] = "true",
    };

    public ComplianceDbFactory Databases => Services.GetRequiredService<ComplianceDbFactory>();

    /// <summary>Opens a connection that may do anything, also where the product runs as a role that owns nothing.</summary>
    public async Task<DbConnection> OpenAsOwnerAsync(CancellationToken ct)
    {
        if (_database.Provider != "Postgres")
        {
            return await Services.GetRequiredService<Connections>().OpenAsync(ct);
        }

        var connection = new NpgsqlConnection(_database.OwnerConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    /// <summary>A region and an authority that no other test knows.</summary>
    public TestAuthority NewAuthority()
    {
        var number = Interlocked.Increment(ref _made);
        return NewAuthority($"region-{number}", $"authority-{number}");
    }

    public TestAuthority NewAuthority(string region, string authority)
    {
        Services.GetRequiredService<Onboarding>().ApplyAsync(
            [new RegionRecord(region, region, "england", "E12")],
            [new AuthorityRecord(authority, authority, region, "england")],
            CancellationToken.None).GetAwaiter().GetResult();
        return new TestAuthority(this, authority, region);
    }

    /// <summary>A client with nobody signed in.</summary>
    public TestClient Anonymous() => new(CreateClient());

    /// <summary>A client whose token comes from a session like any other.</summary>
    public TestClient SignedIn(ActingHat hat) => SignedInAsync(hat).GetAwaiter().GetResult();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Test");
        foreach (var (name, value) in _database.Settings)
        {
            builder.UseSetting(name, value);
        }

        builder.UseSetting("Access:SignInsPerMinute", "100000");
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureLogging(l => l.ClearProviders());
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _database.Dispose();
        }
    }

    private async Task<TestClient> SignedInAsync(ActingHat hat)
    {
        var email = $"{hat.Role}-{Interlocked.Increment(ref _made)}@example.org";
        var user = await Services.GetRequiredService<UserDirectory>().PutAsync(email, email, "a good password", [hat], CancellationToken.None);
        var token = await Services.GetRequiredService<Sessions>().StartAsync(user.Id, user.Hats.Single(), CancellationToken.None);
        return new TestClient(CreateClient(), token.Value);
    }
}
