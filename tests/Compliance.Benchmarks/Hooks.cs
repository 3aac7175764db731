using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Compliance.Benchmarks;

/// <summary>A receiver of webhooks on this machine that notes when each message of a case came.</summary>
internal sealed class Hooks : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _count;

    private Hooks(WebApplication app)
    {
        _app = app;
    }

    /// <summary>When the first message of each case was here whole.</summary>
    public ConcurrentDictionary<string, long> CameOn { get; } = new();

    public int Count => Volatile.Read(ref _count);

    public string Url => _app.Urls.Single();

    public static async Task<Hooks> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var hooks = new Hooks(builder.Build());
        hooks._app.Run(hooks.TakeAsync);
        await hooks._app.StartAsync();
        return hooks;
    }

    /// <summary>Registers the receiver as an authority's webhook.</summary>
    public async Task RegisterAsync(Uri product, string tenant, string token)
    {
        using var http = new HttpClient { BaseAddress = product };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/authorities/{tenant}/webhooks") { Content = JsonContent.Create(new { url = $"{Url}/{tenant}" }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        if (body.RootElement.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object)
        {
            CameOn.TryAdd(data.GetProperty("escalation").GetProperty("id").GetString()!, Stopwatch.GetTimestamp());
        }

        Interlocked.Increment(ref _count);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
