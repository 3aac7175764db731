using Compliance.Api.Data;
using Compliance.Api.Data.Writing;
using Compliance.Api.Intake;
using Compliance.Api.Tests.Hosting;
using Compliance.Domain.Intake;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Compliance.Api.Tests.Intake;

/// <summary>The intake of one process on the suite's database, with a clock of its own that may also run backwards.</summary>
internal sealed class TestEngine(ComplianceApp app) : IAsyncDisposable
{
    private BatchWriter? _writer;
    private IntakeQueue? _intake;

    public SetClock Clock { get; } = new();

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public IntakeQueue Queue => _intake ?? throw new InvalidOperationException("Not started.");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task StartAsync()
    {
        (_writer, _intake) = Make();
        await _intake.StartAsync(Ct);
    }

    public async Task StopAsync()
    {
        await Queue.StopAsync(Ct);
        Queue.Dispose();
        await _writer!.DisposeAsync();
        _intake = null;
    }

    /// <summary>As after a restart of the process: nothing is remembered that is not stored.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>A round of the clock for some tenants; others on the same database have a time of their own.</summary>
    public async Task TickAsync(IEnumerable<string> tenants)
    {
        var due = await new DueTenants(app.Services.GetRequiredService<Connections>()).ByAsync(Now, Ct);
        await Task.WhenAll(due.Intersect(tenants).Select(t => SubmitAsync(t, new LetTimePass())));
    }

    public Task<Outcome?> SubmitAsync(string tenant, Command command, string? key = null) =>
        Queue.SubmitAsync(new WorkItem(tenant, command, key, key is null ? [] : [(byte)key.Length]), Ct);

    public Task<TenantState> ReplayAsync(string tenant) => new JournalReader(
        app.Databases, app.Services.GetRequiredService<Connections>(), new PlanCache(), app.Services.GetRequiredService<Calendars>()).ReplayAsync(tenant, Ct);

    /// <summary>A queue whose writer has not begun.</summary>
    public (BatchWriter Writer, IntakeQueue Queue) Make()
    {
        var writer = new BatchWriter(
            app.Services.GetRequiredService<Connections>(), new PlanCache(), app.Services.GetRequiredService<Calendars>(),
            app.Services.GetRequiredService<Heartbeat>(), Clock, NullLogger<BatchWriter>.Instance);
        return (writer, new IntakeQueue(writer));
    }

    public async ValueTask DisposeAsync()
    {
        if (_intake is not null)
        {
            await StopAsync();
        }
    }
}

internal sealed class SetClock : TimeProvider
{
    private DateTimeOffset _now = TestClock.Start;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Move(TimeSpan by) => _now += by;
}
