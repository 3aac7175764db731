using Compliance.Api.Data;
using Compliance.Api.Data.Writing;
using Compliance.Domain.Intake;

namespace Compliance.Api.Intake;

/// <summary>Lets time pass in the journals: finds tenants in which something has fallen due, and has the writer apply it.</summary>
/// <remarks>What is due is stored, so nothing is skipped or doubled after an outage: the first round finds it all.</remarks>
public sealed partial class Ticker(IntakeQueue intake, DueTenants due, TimeProvider clock, ILogger<Ticker> log) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private const int TogetherAtMost = 256;

    /// <summary>Applies everything due by now.</summary>
    public async Task RoundAsync(CancellationToken ct)
    {
        // Together, so that one turn writes many and a tenant in trouble holds up no other; in parts, to leave callers room.
        foreach (var tenants in (await due.ByAsync(clock.GetUtcNow().UtcDateTime, ct)).Chunk(TogetherAtMost))
        {
            await Task.WhenAll(tenants.Select(t => intake.SubmitAsync(new WorkItem(t, new LetTimePass(), null, []), ct)));
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
        [LoggerMessage(Level = LogLevel.Error, Message = "A round of the clock failed; the next one finds what was due")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
