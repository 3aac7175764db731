using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Compliance.Api.Boards;
using Compliance.Api.Data;
using Compliance.Api.Data.Writing;
using Compliance.Api.Endpoints;
using Compliance.Api.Tenancy;
using Compliance.Domain.Boards;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Compliance.Benchmarks;

/// <summary>The board of 300 services by 40 items when nothing is cached, beside a bare endpoint that reads the same bytes and writes as many cells.</summary>
internal static class ColdBoard
{
    private const int Port = 5183;
    private const int Times = 250;
    private const string Bump = "UPDATE TenantHeads SET Seq = Seq + 1";

    private static readonly string _tenant = Setting.Tenant(0);

    public static async Task<int> RunAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("compliance-bench-").FullName;
        try
        {
            var database = Path.Combine(folder, "board.db");
            await Database.PrepareAsync(database, Setting.Board);
            await InProcessAsync(database, output);
            await OverHttpAsync(database, output);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task InProcessAsync(string database, TextWriter output)
    {
        await using var connections = Database.Open(database);
        await using var heads = new HeadReader(connections);
        var tenancy = new TenantContext();
        tenancy.Set(Scope.Of(_tenant), null);
        var (plans, calendars) = (new PlanCache(), Database.Calendars());
        var (reading, making, writing) = (new List<double>(), new List<double>(), new List<double>());
        var used = TimeSpan.Zero;
        for (var i = 0; i < 4 * Times; i++)
        {
            used = i == 2 * Times ? Environment.CpuUsage.TotalTime : used;
            var start = Stopwatch.GetTimestamp();
            var reader = new TenantReader(tenancy, connections, heads, plans, calendars);
            var head = await reader.HeadAsync(_tenant, CancellationToken.None);
            var rules = await reader.RulesAsync(_tenant, head.KnownOn, CancellationToken.None);
            var subjects = await reader.SubjectsAsync(_tenant, CancellationToken.None);
            var cases = await reader.OpenCasesAsync(_tenant, rules, CancellationToken.None);
            reading.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            start = Stopwatch.GetTimestamp();
            var board = Board.Of(rules, subjects, cases, head.KnownOn, BoardBy.Item);
            making.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            start = Stopwatch.GetTimestamp();
            var body = JsonSerializer.SerializeToUtf8Bytes(GetBoardResponse.From(_tenant, board, BoardBy.Item, head.KnownOn, cases.Count, []), Json.Options);
            writing.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            _ = body;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"in process: reading {Median(reading[(2 * Times)..]):0.00} ms, board {Median(making[(2 * Times)..]):0.00} ms, writing {Median(writing[(2 * Times)..]):0.00} ms; processor time {(Environment.CpuUsage.TotalTime - used).TotalMilliseconds / (2 * Times):0.0} ms in all"));
    }

    private static async Task OverHttpAsync(string database, TextWriter output)
    {
        using var product = new Product(database, Port, Setting.Board);
        var token = (await product.StartAsync())[0];
        using var http = new HttpClient { BaseAddress = new Uri(FormattableString.Invariant($"http://127.0.0.1:{Port}")) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        await using var connection = new SqliteConnection($"Data Source={database}");
        await connection.OpenAsync();
        SqliteSettings.Apply(connection);
        var length = 0;
        await using var twin = await TwinAsync(database, () => length);
        using var bare = new HttpClient { BaseAddress = new Uri(FormattableString.Invariant($"http://127.0.0.1:{Port + 1}")) };
        var (ours, theirs) = (new List<double>(), new List<double>());
        var used = TimeSpan.Zero;
        for (var i = 0; i < 4 * Times; i++)
        {
            used = i == 2 * Times ? product.Used() : used;
            await BumpAsync(connection);
            ours.Add(await TimeAsync(http, $"/v1/authorities/{_tenant}/board?by=item", n => length = n));
            theirs.Add(await TimeAsync(bare, "/", _ => { }));
        }

        var (cold, raw) = (ours[(2 * Times)..], theirs[(2 * Times)..]);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"over HTTP, {length / 1024} KB: median {Median(cold):0.0} ms, best {cold.Min():0.0} ms, processor time {(product.Used() - used).TotalMilliseconds / (2 * Times):0.0} ms; twin: median {Median(raw):0.0} ms, best {raw.Min():0.0} ms"));
    }

    private static async Task BumpAsync(SqliteConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Bump;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<double> TimeAsync(HttpClient http, string address, Action<int> length)
    {
        var start = Stopwatch.GetTimestamp();
        var body = await http.GetByteArrayAsync(new Uri(address, UriKind.Relative));
        var taken = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        length(body.Length);
        return taken;
    }

    /// <summary>Selects every position of the tenant, and writes an answer of the same length, two short texts a cell.</summary>
    private static async Task<WebApplication> TwinAsync(string database, Func<int> length)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(FormattableString.Invariant($"http://127.0.0.1:{Port + 1}"));
        var app = builder.Build();
        app.MapGet("/", async () =>
        {
            await using var connection = new SqliteConnection($"Data Source={database}");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT Key, Position FROM Subjects WHERE TenantId = @tenant ORDER BY Key";
            command.Parameters.AddWithValue("@tenant", _tenant);
            await using var rows = await command.ExecuteReaderAsync();
            var read = 0;
            while (await rows.ReadAsync())
            {
                read += rows.GetString(0).Length + rows.GetFieldValue<byte[]>(1).Length;
            }

            return Results.Bytes(Cells(length()), "application/json");
        });
        await app.StartAsync();
        return app;
    }

    private static byte[] Cells(int length)
    {
        using var stream = new MemoryStream(length + 100);
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartArray();
            while (writer.BytesCommitted + writer.BytesPending < length)
            {
                writer.WriteStartObject();
                writer.WriteString("item", "measure-12");
                writer.WriteString("status", "on-track");
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return stream.ToArray();
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
