using System.Collections.Concurrent;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Data.Notices;
using Microsoft.Extensions.Options;

namespace Compliance.Api.Notices;

/// <summary>Tells people and programs what happened to cases: one loop a process, woken by each commit, and looking round for what others wrote.</summary>
/// <remarks>
/// What there is to tell lies in the database until it is settled, so that a process that dies loses nothing; a message that was under way
/// then may come twice, under the same id. Only as much is held in memory as is being sent.
/// </remarks>
internal sealed partial class Dispatcher(
    NoticeStore store, Outbox outbox, CaseListener listener, Spelling spelling, Sending sending, IOptions<NoticeOptions> options, TimeProvider clock, ILogger<Dispatcher> log) : BackgroundService
{
    private const int EventsAtOnce = 256;
    private const int WebhooksAtOnce = 64;
    private const int PerWebhook = 16;
    private const int PeopleAtOnce = 8;

    private static readonly TimeSpan _looksEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _endsWithin = TimeSpan.FromSeconds(5);

    private readonly string _worker = RandomId.New();
    private readonly ConcurrentQueue<(string Recipient, Came Came)> _came = new();
    private readonly Dictionary<string, int> _busy = [];
    private readonly List<Task> _underWay = [];
    private readonly List<Came> _unwritten = [];

    /// <summary>Sends everything that can be sent now. Not while the loop runs.</summary>
    public async Task RoundAsync(CancellationToken ct)
    {
        while (await TurnAsync(ct) || _underWay.Count > 0 || !_came.IsEmpty || _unwritten.Count > 0)
        {
            if (_underWay.Count > 0)
            {
                await Task.WhenAny(_underWay);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Send)
        {
            return;
        }

        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await TurnAsync(stoppingToken))
                {
                    await RestAsync(listener.Hears ? CaseListener.LooksEvery : _looksEvery, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception trouble)
            {
                // What there is to tell stays where it is.
                Log.Failed(log, trouble);
                await Task.Delay(_looksEvery, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await FinishAsync();
    }

    /// <summary>Writes what came of earlier messages, spells out what is new, claims what there is room for and sends it. False when there is nothing more to do now.</summary>
    private async Task<bool> TurnAsync(CancellationToken ct)
    {
        Collect();
        var now = clock.UtcNow;
        var events = await store.ToTellAsync(EventsAtOnce, ct);
        if (events.Count == 0 && _unwritten.Count == 0 && !await store.IsAnythingDueAsync(now, ct))
        {
            return false;
        }

        var people = _busy.Keys.Count(k => !k.StartsWith(NoticeRow.Webhook, StringComparison.Ordinal));
        var room = new Room(WebhooksAtOnce - (_underWay.Count - people), PerWebhook, PeopleAtOnce - people, _busy);
        var turn = new NoticeTurn(
            _worker, now, events, await spelling.OfAsync(events, ct), [.. _unwritten.SelectMany(c => c.Settled)], [.. _unwritten.Select(c => c.Heard).OfType<Heard>()]);
        var claimed = await store.TurnAsync(turn, room, ct);
        _unwritten.Clear();
        foreach (var dead in turn.Settled.Where(s => s.State == NoticeRow.Dead))
        {
            Log.Dead(log, dead.Notice.Id, dead.Notice.Channel, dead.Why ?? "");
        }

        foreach (var (recipient, send) in await sending.PrepareAsync(claimed, ct))
        {
            _busy[recipient] = _busy.GetValueOrDefault(recipient) + 1;
            _underWay.Add(SendAsync(recipient, send, ct));
        }

        return events.Count > 0 || claimed.Count > 0;
    }

    private async Task SendAsync(string recipient, Func<CancellationToken, Task<Came>> send, CancellationToken ct)
    {
        await Task.Yield();
        var came = new Came([]);
        try
        {
            came = await send(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The lease ends, and somebody else sends it.
        }
        catch (Exception trouble)
        {
            Log.Failed(log, trouble);
        }

        _came.Enqueue((recipient, came));
        outbox.Ring();
    }

    private void Collect()
    {
        while (_came.TryDequeue(out var done))
        {
            _unwritten.Add(done.Came);
            if ((_busy[done.Recipient] -= 1) == 0)
            {
                _busy.Remove(done.Recipient);
            }
        }

        _underWay.RemoveAll(t => t.IsCompleted);
    }

    private async Task RestAsync(TimeSpan atMost, CancellationToken ct)
    {
        using var over = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, over.Token);
        await outbox.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // What was taken before the end is written down as taken, so that it need not come again.
    private async Task FinishAsync()
    {
        await Task.WhenAll(_underWay).WaitAsync(_endsWithin).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Collect();
        try
        {
            await store.TurnAsync(
                new NoticeTurn(_worker, clock.UtcNow, [], [], [.. _unwritten.SelectMany(c => c.Settled)], []), new Room(0, 0, 0, _busy), CancellationToken.None);
        }
        catch (Exception trouble)
        {
            Log.Failed(log, trouble);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Telling failed; what there is to tell is kept")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Notice {Notice} by {Channel} is given up: {Why}")]
        public static partial void Dead(ILogger logger, string notice, string channel, string why);
    }
}
