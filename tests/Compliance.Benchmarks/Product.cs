using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Authorities;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Data.Writing;
using Compliance.Api.Tenancy;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Compliance.Benchmarks;

/// <summary>The product as it is built, as a process of its own, on a database made ready for the measurement.</summary>
internal sealed class Product(string database, int port) : IDisposable
{
    private const string Password = "measured-in-winter";

    private Process? _process;

    /// <summary>Makes the database: authorities, plan, register and a lead for each.</summary>
    public static async Task PrepareAsync(string database)
    {
        var clock = TimeProvider.System;
        await using var connections = new Connections(Options.Create(new DatabaseOptions { ConnectionString = $"Data Source={database}" }));
        var databases = new ComplianceDbFactory(connections, NullLoggerFactory.Instance);
        await new SchemaUpdate(databases, connections).ApplyAsync(CancellationToken.None);
        var tenants = new TenantStore(_ => Task.FromResult<IReadOnlyList<TenantInfo>>([]), clock);
        await new Onboarding(databases, tenants).ApplyAsync(
            [new RegionRecord("measured", "Measured", "england", "E12")],
            [.. Enumerable.Range(0, Setting.Tenants).Select(t => new AuthorityRecord(Setting.Tenant(t), "Measured", "measured", "england"))], CancellationToken.None);

        var calendars = new Calendars(ReferenceReader.Read(Path.Combine(AppContext.BaseDirectory, "checklists")).CalendarOf);
        await using var writer = new BatchWriter(connections, new PlanCache(), calendars, clock, NullLogger<BatchWriter>.Instance);
        var season = Season.Of(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var (from, to) = (Season.First(season), Season.Last(season));
        foreach (var tenant in Enumerable.Range(0, Setting.Tenants).Select(Setting.Tenant))
        {
            await writer.WriteAsync([new WorkItem(tenant, new SetPlan("system", Setting.Checklist(), season, from, to, [], null), null, [])], CancellationToken.None);
            await writer.WriteAsync(
                [.. Enumerable.Range(0, Setting.ProvidersOfEach).Select(Setting.Provider).Select(p => new WorkItem(
                    tenant, new SetProvider("system", new ProviderSet(p, p, "care-home", null, null, null, null, from, null, 1), null), null, []))],
                CancellationToken.None);
        }

        var users = new UserDirectory(databases, new PasswordHasher<User>(), Options.Create(new AccessOptions()), clock);
        foreach (var tenant in Enumerable.Range(0, Setting.Tenants).Select(Setting.Tenant))
        {
            await users.PutAsync($"{tenant}@example.org", tenant, Password, [new ActingHat(Roles.AuthorityLead, tenant, null, [])], CancellationToken.None);
        }
    }

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
        start.Environment["Access__SignInsPerMinute"] = "100";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        _process.BeginOutputReadLine();
        using var http = new HttpClient { BaseAddress = new Uri(FormattableString.Invariant($"http://127.0.0.1:{port}")) };
        while (!await IsReadyAsync(http))
        {
            await Task.Delay(100);
        }

        return await Task.WhenAll(Enumerable.Range(0, Setting.Tenants).Select(t => TokenAsync(http, Setting.Tenant(t))));
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
        var answer = await http.PostAsJsonAsync(new Uri("/v1/sign-in", UriKind.Relative), new { email = $"{tenant}@example.org", password = Password });
        answer.EnsureSuccessStatusCode();
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["accessToken"]!;
    }
}
