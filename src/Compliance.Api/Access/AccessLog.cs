using System.Globalization;
using System.Threading.Channels;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;

namespace Compliance.Api.Access;

/// <summary>Writes down what readers of other organisations have read, in its order, beside the reading.</summary>
/// <remarks>
/// Readers do not wait for the commit: on SQLite they would stand in line behind every report. Nothing is dropped while the
/// process lives: a write that fails is tried again, and when too many wait, readers wait too. A clean stop writes all that waits;
/// a process that is killed loses what was read in its last moments, some milliseconds' worth.
/// </remarks>
internal sealed partial class AccessLog(AccessLines stored, ILogger<AccessLog> log) : BackgroundService
{
    private const int WaitingAtMost = 10_000;
    private const int TogetherAtMost = 500;
    private static readonly TimeSpan _retriesAfter = TimeSpan.FromSeconds(1);

    private readonly Channel<Line> _waiting = Channel.CreateBounded<Line>(new BoundedChannelOptions(WaitingAtMost) { SingleReader = true });
    private readonly string _process = RandomId.New();
    private CancellationToken _givesUp;
    private long _count;

    /// <summary>An id that sorts after those this process gave before.</summary>
    public string NextId() => string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref _count):D12}-{_process}");

    /// <summary>Takes a line; once taken, it will be written.</summary>
    public ValueTask WriteAsync(AccessRow row) => _waiting.Writer.WriteAsync(new Line(row, null));

    /// <summary>Waits until everything this process has taken before is written, so that whoever reads the log sees what was read before.</summary>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _waiting.Writer.WriteAsync(new Line(null, reached), ct);
        await reached.Task.WaitAsync(ct);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // What waits is still written, as long as the host gives it time.
        _givesUp = cancellationToken;
        _waiting.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(WriteAsync, CancellationToken.None);

    private async Task WriteAsync()
    {
        var lines = new List<Line>(TogetherAtMost);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            lines.Clear();
            while (lines.Count < TogetherAtMost && _waiting.Reader.TryRead(out var line))
            {
                lines.Add(line);
            }

            var rows = lines.Select(l => l.Row).OfType<AccessRow>().ToList();
            if (rows.Count > 0)
            {
                await StoreAsync(rows);
            }

            lines.ForEach(l => l.Reached?.TrySetResult());
        }
    }

    private async Task StoreAsync(List<AccessRow> rows)
    {
        while (true)
        {
            try
            {
                await stored.AddAsync(rows, CancellationToken.None);
                return;
            }
            catch (Exception trouble) when (!_givesUp.IsCancellationRequested)
            {
                Log.NotWritten(log, rows.Count, trouble);
                await Task.Delay(_retriesAfter);
            }
        }
    }

    /// <summary>A line to write, or somebody who waits for those before it.</summary>
    private sealed record Line(AccessRow? Row, TaskCompletionSource? Reached);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Count} lines of access logs could not be written; they are tried again")]
        public static partial void NotWritten(ILogger logger, int count, Exception exception);
    }
}
