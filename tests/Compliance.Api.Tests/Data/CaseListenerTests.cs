using Compliance.Api.Data;
using Compliance.Api.Tests.Escalations;
using Compliance.Api.Tests.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Data;

/// <summary>Processes on one PostgreSQL database hear of one another. The clock stands still, so that nobody finds anything by looking.</summary>
[Trait("needs", "postgres")]
public sealed class CaseListenerTests : IAsyncDisposable
{
    private readonly ComplianceApp _app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task What_one_process_writes_the_feed_of_another_tells_without_looking()
    {
        var authority = _app.NewAuthority();
        await using var other = await ListeningAsync();
        await using var stream = await EventStream.OpenAsync(authority.Lead.At(other.CreateClient()).OpenAsync("/v1/escalations/events"));
        await stream.BlockAsync();

        var escalation = await authority.AbsenceAsync();

        Assert.Equal(escalation.Split('/')[^1], (string?)(await stream.NextAsync())!["escalation"]);
    }

    [Fact]
    public async Task What_one_process_writes_wakes_those_who_send_in_another()
    {
        var authority = _app.NewAuthority();
        await authority.AdoptPlanAsync();
        await using var other = await ListeningAsync();
        var outbox = other.Services.GetRequiredService<Outbox>();

        // It rings once for all that was written before it listened.
        await outbox.WaitAsync(Ct);
        var rung = outbox.WaitAsync(Ct);
        var home = await authority.RegisterAsync("beechwood");
        await home.PostAsync($"{authority.Address}/providers/beechwood/reports", new { readings = new[] { new { measure = "staff-employed", value = 40 } } });
        Assert.False(rung.IsCompleted);

        await authority.UnsafeAsync();

        await rung.WaitAsync(TimeSpan.FromSeconds(60), Ct);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_made_again()
    {
        var listener = _app.Services.GetRequiredService<CaseListener>();
        await HearsAsync(listener, true);

        await RawSql.RunAsync(_app, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'");
        await HearsAsync(listener, false);
        while (!listener.Hears)
        {
            _app.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, Ct);
        }
    }

    private async Task<WebApplicationFactory<Program>> ListeningAsync()
    {
        var other = _app.WithWebHostBuilder(_ => { });
        await HearsAsync(other.Services.GetRequiredService<CaseListener>(), true);
        return other;
    }

    private static async Task HearsAsync(CaseListener listener, bool hears)
    {
        while (listener.Hears != hears)
        {
            await Task.Delay(20, Ct);
        }
    }
}
