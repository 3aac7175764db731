using System.Threading.Channels;
using Compliance.Api.Data.Writing;
using Compliance.Domain.Intake;

namespace Compliance.Api.Intake;

/// <summary>The one way into the journals: commands wait here for the writer's next turn, and their callers for its commit.</summary>
public sealed class IntakeQueue : BackgroundService
{
    /// <summary>Commands that may wait; beyond it callers are asked to come back.</summary>
    public const int Capacity = 4096;

    private const int MostPerTurn = 256;

    private readonly Channel<WorkItem> _waiting = Channel.CreateBounded<WorkItem>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly BatchWriter _writer;

    public IntakeQueue(BatchWriter writer)
    {
        _writer = writer;
    }

    /// <summary>Waits for the outcome of a command; null when too many are waiting already.</summary>
    /// <remarks>Once queued, a command is written even if its caller hangs up: a retry with its key then finds the answer.</remarks>
    public async Task<Outcome?> SubmitAsync(WorkItem item, CancellationToken ct) =>
        _waiting.Writer.TryWrite(item) ? await item.Done.Task.WaitAsync(ct) : null;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // What is queued is still written; nothing new is let in.
        _waiting.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(WriteAsync, CancellationToken.None);

    private async Task WriteAsync()
    {
        var turn = new List<WorkItem>(MostPerTurn);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            turn.Clear();
            while (turn.Count < MostPerTurn && _waiting.Reader.TryRead(out var item))
            {
                turn.Add(item);
            }

            await _writer.WriteAsync(turn, CancellationToken.None);
        }
    }
}
