using Compliance.Api.Data;
using Compliance.Api.Data.Writing;
using Compliance.Domain.Calendars;
using Compliance.Domain.Intake;

namespace Compliance.Api.Intake;

/// <summary>Lets time pass in the journals: finds tenants in which something has fallen due, and has the writer apply it.</summary>
/// <remarks>
/// What is due is stored, so nothing is skipped or doubled after an outage: the first round finds it all, and first notes the
/// outage itself in every journal, so that nobody is called silent for days on which there was nobody to report to.
/// </remarks>
public sealed partial class Ticker(IntakeQueue intake, DueTenants due, Heartbeat heartbeat, OldRows old, TimeProvider clock, ILogger<Ticker> log) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private const int TogetherAtMost = 256;

    // An outage is noted with all of a tenant's subjects, each with its window.
    private const int OutagesTogetherAtMost = 8;

    /// <summary>Applies everything due by now, and then takes away some of what is too old to keep.</summary>
    public async Task RoundAsync(CancellationToken ct)
    {
        await NoteOutageAsync(clock.UtcNow, ct);

        // Together, so that one turn writes many and a tenant in trouble holds up no other; in parts, to leave callers room.
        foreach (var tenants in (await due.ByAsync(clock.GetUtcNow().UtcDateTime, ct)).Chunk(TogetherAtMost))
        {
            await Task.WhenAll(tenants.Select(t => intake.SubmitAsync(new WorkItem(t, new LetTimePass(), null, []), ct)));
        }

        await old.SweepAsync(clock.UtcNow, ct);
    }

    private async Task NoteOutageAsync(DateTime now, CancellationToken ct)
    {
        var missed = await heartbeat.MissedAsync(now, ct);
        var left = new List<Outage>();
        foreach (var outage in missed)
        {
            if (outage.To == now)
            {
                Log.WasOut(log, outage.From, outage.To);
            }

            if (!await NoteOutageAsync(outage, ct))
            {
                left.Add(outage);
            }
        }

        await heartbeat.BeatAsync(now, left, ct);
    }

    /// <summary>Notes an outage in every journal that may lack it.</summary>
    /// <returns>Whether all of them say of it now.</returns>
    private async Task<bool> NoteOutageAsync(Outage outage, CancellationToken ct)
    {
        var concerned = await due.WithPlansAsync(ct);
        foreach (var tenants in concerned.Where(t => heartbeat.Lacks(t, outage)).Chunk(OutagesTogetherAtMost))
        {
            await Task.WhenAll(tenants.Select(t => NoteOutageAsync(t, new NoteOutage(outage, heartbeat.LongestPause), ct)));
        }

        return concerned.All(t => !heartbeat.Lacks(t, outage));
    }

    private async Task NoteOutageAsync(string tenant, NoteOutage note, CancellationToken ct)
    {
        try
        {
            while (await intake.SubmitAsync(new WorkItem(tenant, note, null, []), ct) is null)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
            }
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            // The writer has logged it. One tenant in trouble must not keep the outage from ending for all others; for it, it stays to be noted.
            Log.NotNoted(log, tenant, trouble);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception trouble)
            {
                // A round that fails must not end the clock; what was due still is.
                Log.Failed(log, trouble);
            }
        }
        while (await WaitAsync(timer, stoppingToken));
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The service did not run from {From:o} to {To:o}; nobody is held silent or late for that")]
        public static partial void WasOut(ILogger logger, DateTime from, DateTime to);

        [LoggerMessage(Level = LogLevel.Error, Message = "The outage could not be noted for {Tenant}")]
        public static partial void NotNoted(ILogger logger, string tenant, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "A round of the clock failed; the next one finds what was due")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
