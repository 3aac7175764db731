using System.Text;
using System.Text.Json;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Api.Tenancy;
using Microsoft.AspNetCore.Http.Features;

namespace Compliance.Api.Escalations;

/// <summary>Somebody who watches cases.</summary>
/// <param name="Waits">Whether it stays for what is still to come.</param>
internal sealed record FeedWatcher(string Session, ActingHat Hat, Scope Scope, FeedPlace Place, bool Waits);

/// <summary>Sends each watcher what is new, at its own pace.</summary>
/// <remarks>
/// A watcher is asked for nothing but its place: it reads on when it has taken what was sent, so that one who is slow costs no memory.
/// Woken by this process's own commits at once, on PostgreSQL by those of others too; what is not heard is found within <see cref="LooksEvery"/>.
/// </remarks>
internal sealed class FeedStreams(FeedReader reader, Sessions sessions, CaseBell bell, CaseListener listener, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    public const string ContentType = "text/event-stream";

    public static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan SpeaksEvery = TimeSpan.FromSeconds(15);

    /// <summary>How long a reader may take for what was sent.</summary>
    public static readonly TimeSpan SlowestTakes = TimeSpan.FromSeconds(30);

    public IResult Of(FeedWatcher watcher) => new Stream(this, watcher);

    private async Task SendAsync(HttpContext http, FeedWatcher watcher)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        http.Response.ContentType = ContentType;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await WatchAsync(http, watcher, ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // Gone, or going: whoever comes back says where to go on.
        }
        catch (TimeoutException)
        {
            http.Abort();
        }
    }

    private async Task WatchAsync(HttpContext http, FeedWatcher watcher, CancellationToken ct)
    {
        // A place before the first event, so that a reader who is cut off before it misses nothing either.
        await WriteAsync(http, $"retry: 2000\nid: {watcher.Place}\n\n", ct);
        for (var spokeAt = clock.GetTimestamp(); ;)
        {
            var rung = bell.Next;
            if (await sessions.FindAsync(watcher.Session, ct) is not { } session || !IsSame(session.Hat, watcher.Hat))
            {
                return;
            }

            var items = await reader.NextAsync(watcher.Scope, watcher.Hat, watcher.Place, ct);
            if (items.Count > 0)
            {
                await WriteAsync(http, TextOf(items), ct);
                spokeAt = clock.GetTimestamp();
            }

            if (items.Count == FeedReader.MostAtOnce)
            {
                continue;
            }

            if (!watcher.Waits)
            {
                return;
            }

            await Task.WhenAny(rung, Task.Delay(listener.Hears ? CaseListener.LooksEvery : LooksEvery, clock, ct));
            ct.ThrowIfCancellationRequested();
            if (clock.GetElapsedTime(spokeAt) >= SpeaksEvery)
            {
                await WriteAsync(http, ": nothing new\n\n", ct);
                spokeAt = clock.GetTimestamp();
            }
        }
    }

    private async Task WriteAsync(HttpContext http, string text, CancellationToken ct)
    {
        await http.Response.WriteAsync(text, ct).WaitAsync(SlowestTakes, clock, ct);
        await http.Response.Body.FlushAsync(ct).WaitAsync(SlowestTakes, clock, ct);
    }

    // What somebody may see follows from the hat; who has got another one connects again.
    private static bool IsSame(ActingHat one, ActingHat other) => one.Key == other.Key && one.Providers.SequenceEqual(other.Providers);

    private static string TextOf(IReadOnlyList<FeedItem> items)
    {
        var text = new StringBuilder();
        foreach (var item in items)
        {
            text.Append("id: ").Append(item.Id).Append("\ndata: ").Append(JsonSerializer.Serialize(item.Line, Json.Options)).Append("\n\n");
        }

        return text.ToString();
    }

    private sealed class Stream(FeedStreams streams, FeedWatcher watcher) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => streams.SendAsync(httpContext, watcher);
    }
}
