using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Compliance.Benchmarks;

/// <summary>The product as it is built, as a process of its own, on a database made ready for the measurement.</summary>
/// <param name="more">Further settings, as the environment names them.</param>
internal sealed class Product(string database, int port, Setting setting, IReadOnlyList<(string Name, string Value)>? more = null) : IDisposable
{
    private Process? _process;

    /// <summary>Starts the process and signs every lead in.</summary>
    public async Task<IReadOnlyList<string>> StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Compliance.Api.dll")])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetDirectoryName(database)!,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Benchmark";
        start.Environment["ASPNETCORE_URLS"] = FormattableString.Invariant($"http://127.0.0.1:{port}");
        start.Environment["Database__ConnectionString"] = $"Data Source={database}";
        start.Environment["Access__KeysDirectory"] = Path.Combine(Path.GetDirectoryName(database)!, "keys");
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Logging__LogLevel__Microsoft.AspNetCore.HttpLogging"] = "Warning";
        start.Environment["Access__SignInsPerMinute"] = "1000";
        foreach (var (name, value) in more ?? [])
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        _process.BeginOutputReadLine();
        using var http = new HttpClient { BaseAddress = new Uri(FormattableString.Invariant($"http://127.0.0.1:{port}")) };
        while (!await IsReadyAsync(http))
        {
            await Task.Delay(100);
        }

        return await Task.WhenAll(Enumerable.Range(0, setting.Tenants).Select(t => TokenAsync(http, Setting.Tenant(t))));
    }

    /// <summary>What the process holds in memory now.</summary>
    public long MemoryMb()
    {
        _process!.Refresh();
        return _process.WorkingSet64 / 1024 / 1024;
    }

    /// <summary>What of that is its own: without the program files that are mapped into it, which the system shares and takes back as it likes. Only Linux says.</summary>
    public long? OwnMemoryMb()
    {
        var status = $"/proc/{_process!.Id}/status";
        return !File.Exists(status) ? null : File.ReadLines(status)
            .Where(l => l.StartsWith("RssAnon:", StringComparison.Ordinal) || l.StartsWith("RssShmem:", StringComparison.Ordinal))
            .Sum(l => long.Parse(l.Split((char[])[':', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture)) / 1024;
    }

    public long PeakMemoryMb()
    {
        _process!.Refresh();
        return _process.PeakWorkingSet64 / 1024 / 1024;
    }

    /// <summary>Processor time the process has used since it started.</summary>
    public TimeSpan Used()
    {
        _process!.Refresh();
        return _process.TotalProcessorTime;
    }

    public void Dispose()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            return (await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<string> TokenAsync(HttpClient http, string tenant)
    {
        var answer = await http.PostAsJsonAsync(new Uri("/v1/sign-in", UriKind.Relative), new { email = "lead@example.org", @as = $"authority-lead:{tenant}", password = Database.Password });
        answer.EnsureSuccessStatusCode();
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["accessToken"]!;
    }
}
