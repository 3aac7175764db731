using Compliance.Api.Notices;
using Compliance.Api.Tests.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Notices;

/// <summary>Another process on the database of a first one, by a clock of its own.</summary>
internal sealed class BehindApp : IDisposable
{
    private readonly WebApplicationFactory<Program> _app;

    public BehindApp(ComplianceApp first, TimeSpan by)
    {
        _app = first.WithWebHostBuilder(b => b.ConfigureTestServices(s => s.AddSingleton<TimeProvider>(new TestClock(first.Clock.GetUtcNow() + by))));
    }

    public Task TellAsync() => _app.Services.GetRequiredService<Dispatcher>().RoundAsync(TestContext.Current.CancellationToken);

    public void Dispose() => _app.Dispose();
}
