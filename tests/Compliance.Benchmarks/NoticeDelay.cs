using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Compliance.Benchmarks;

/// <summary>How long after the last byte of a breaching report's answer its webhook has come, under 200 reports a second, beside a bare POST to the same receiver.</summary>
internal static class NoticeDelay
{
    private const int Port = 5188;
    private const int PerSecond = 200;
    private const int OneBreachIn = 20;

    private static readonly Setting _setting = Setting.Reports;

    public static async Task<int> RunAsync(int seconds, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("compliance-bench-").FullName;
        try
        {
            var database = Path.Combine(folder, "notices.db");
            await Database.PrepareAsync(database, _setting);
            await using var hooks = await Hooks.StartAsync();
            using var product = new Product(database, Port, _setting, [("Notices__AllowPrivateTargets", "true")]);
            var tokens = await product.StartAsync();
            var address = new Uri(FormattableString.Invariant($"http://127.0.0.1:{Port}"));
            for (var t = 0; t < tokens.Count; t++)
            {
                await hooks.RegisterAsync(address, Setting.Tenant(t), tokens[t]);
            }

            await MeasureAsync(address, tokens, hooks, seconds, output);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(Uri address, IReadOnlyList<string> tokens, Hooks hooks, int seconds, TextWriter output)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
        var answered = new ConcurrentDictionary<string, long>();
        var bare = new ConcurrentBag<double>();

        // Each case is raised once: as many breaches as there are services, after a warm-up without any.
        var (warm, breaches) = (5 * PerSecond, Math.Min(_setting.Tenants * 30, seconds * PerSecond / OneBreachIn));
        var all = warm + breaches * OneBreachIn;
        var under = new List<Task>();
        var started = Stopwatch.GetTimestamp();
        for (var n = 0; n < all; n++)
        {
            var due = TimeSpan.FromSeconds((double)n / PerSecond) - Stopwatch.GetElapsedTime(started);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due);
            }

            var breach = n >= warm && n % OneBreachIn == 0 ? (n - warm) / OneBreachIn : -1;
            under.Add(ReportAsync(http, tokens, n, breach, answered));
            if (n >= warm && n % OneBreachIn == OneBreachIn / 2)
            {
                under.Add(BareAsync(http, hooks.Url, bare));
            }
        }

        await Task.WhenAll(under);
        for (var wait = 0; wait < 100 && answered.Keys.Any(k => !hooks.CameOn.ContainsKey(k)); wait++)
        {
            await Task.Delay(100);
        }

        var delays = answered.Where(a => hooks.CameOn.ContainsKey(a.Key)).Select(a => Math.Max(0, Stopwatch.GetElapsedTime(a.Value, hooks.CameOn[a.Key]).TotalMilliseconds)).Order().ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{PerSecond} reports a second, {answered.Count} breaches, {delays.Count} webhooks came, after {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"webhook after the answer's last byte: median {At(delays, 0.5):0.0} ms, p99 {At(delays, 0.99):0.0} ms"));
        var posts = bare.Order().ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bare POST to the same receiver:       median {At(posts, 0.5):0.0} ms, p99 {At(posts, 0.99):0.0} ms"));
    }

    private static async Task ReportAsync(HttpClient http, IReadOnlyList<string> tokens, int n, int breach, ConcurrentDictionary<string, long> answered)
    {
        var place = breach >= 0 ? breach : n;
        var tenant = place % tokens.Count;
        var provider = place / tokens.Count % 30;
        var body = _setting.Body(n);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/authorities/{Setting.Tenant(tenant)}/providers/{Setting.Provider(provider)}/reports")
        {
            Content = new StringContent(
                breach < 0 ? body : """{"kind":"update","toldBy":"measured","readings":[{"measure":"measure-0","value":6000}]}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens[tenant]);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsByteArrayAsync();
        var on = Stopwatch.GetTimestamp();
        answer.EnsureSuccessStatusCode();
        if (breach >= 0)
        {
            using var json = JsonDocument.Parse(text);
            answered[json.RootElement.GetProperty("triggers")[0].GetProperty("escalation").GetString()!.Split('/')[^1]] = on;
        }
    }

    private static async Task BareAsync(HttpClient http, string url, ConcurrentBag<double> took)
    {
        using var body = new StringContent("""{"type":"bare"}""", Encoding.UTF8, "application/json");
        var started = Stopwatch.GetTimestamp();
        using var answer = await http.PostAsync(new Uri(url), body);
        took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static double At(List<double> sorted, double quantile) => sorted.Count == 0 ? double.NaN : sorted[(int)(quantile * (sorted.Count - 1))];
}
