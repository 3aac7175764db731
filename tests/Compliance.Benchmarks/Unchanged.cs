using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Compliance.Benchmarks;

/// <summary>Boards asked for again and not changed, a second, beside a bare endpoint that selects one head and answers 304.</summary>
internal static class Unchanged
{
    private const int Connections = 64;
    private const int Port = 5185;

    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(int seconds, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("compliance-bench-").FullName;
        try
        {
            var database = Path.Combine(folder, "unchanged.db");
            await Database.PrepareAsync(database, Setting.Reports);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Connections} connections, {seconds} s each"));
            var product = await ProductAsync(database, seconds, output);
            var twin = await TwinAsync(database, seconds, output);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"product / twin: {product / twin:0.00}"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> ProductAsync(string database, int seconds, TextWriter output)
    {
        using var product = new Product(database, Port, Setting.Reports);
        var tokens = await product.StartAsync();
        var tags = await Task.WhenAll(tokens.Select((t, i) => TagAsync(t, i)));
        var requests = tokens.Select((t, i) => Get(Address(i), $"Authorization: Bearer {t}\r\nIf-None-Match: {tags[i]}\r\n")).ToArray();
        var load = new Load(Port, Connections, (connection, _) => requests[connection % requests.Length]);
        await load.RunAsync(TimeSpan.Zero, _warmUp);
        var before = product.Used();
        var result = await load.RunAsync(TimeSpan.Zero, TimeSpan.FromSeconds(seconds));
        Print("product", result, output);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"product, processor time: {(product.Used() - before).TotalMicroseconds / result.Answers:0} µs an answer"));
        return result.PerSecond;
    }

    private static async Task<double> TwinAsync(string database, int seconds, TextWriter output)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(FormattableString.Invariant($"http://127.0.0.1:{Port + 1}"));
        await using var app = builder.Build();
        app.MapGet("/{tenant}", async (string tenant, HttpContext http) =>
        {
            await using var connection = new SqliteConnection($"Data Source={database}");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT Seq FROM TenantHeads WHERE TenantId = @tenant";
            command.Parameters.AddWithValue("@tenant", tenant);
            http.Response.Headers.ETag = $"\"{await command.ExecuteScalarAsync()}\"";
            return Results.StatusCode(StatusCodes.Status304NotModified);
        });
        await app.StartAsync();
        var load = new Load(Port + 1, Connections, (connection, _) => Get($"/{Setting.Tenant(connection % 10)}", ""));
        var result = await load.RunAsync(_warmUp, TimeSpan.FromSeconds(seconds));
        Print("twin", result, output);
        return result.PerSecond;
    }

    private static async Task<string> TagAsync(string token, int tenant)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var answer = await http.GetAsync(new Uri(FormattableString.Invariant($"http://127.0.0.1:{Port}{Address(tenant)}")));
        return answer.EnsureSuccessStatusCode().Headers.ETag!.Tag;
    }

    private static string Address(int tenant) => $"/v1/authorities/{Setting.Tenant(tenant)}/board";

    private static byte[] Get(string path, string headers) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n");

    private static void Print(string who, LoadResult result, TextWriter output) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{who}: {result.PerSecond:0} answers/s, median {result.MedianMs:0.00} ms, 99 % {result.P99Ms:0.0} ms, refused {result.Refused}"));
}
