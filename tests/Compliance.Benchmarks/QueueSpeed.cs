using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Compliance.Benchmarks;

/// <summary>The first page of a region's queue of 10,000 open cases, and of one of its authorities, over HTTP.</summary>
internal static class QueueSpeed
{
    private const int Port = 5187;
    private const int Times = 200;
    private const int WarmUp = 400;

    /// <summary>Twenty authorities of five hundred services, each with a case that has reached the region.</summary>
    private static readonly Setting _setting = new(20, _ => 500, 4, 0) { FiresAtOnce = true };

    public static async Task<int> RunAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("compliance-bench-").FullName;
        try
        {
            var database = Path.Combine(folder, "queue.db");
            await Database.PrepareAsync(database, _setting);
            await AddReviewerAsync(database);
            await CountAsync(database, output);
            using var product = new Product(database, Port, _setting);
            var lead = (await product.StartAsync())[0];
            using var http = new HttpClient { BaseAddress = new Uri(FormattableString.Invariant($"http://127.0.0.1:{Port}")) };
            var reviewer = await SignInAsync(http, "reviewer@example.org");
            await MeasureAsync("region, while the product is still being compiled", http, reviewer, "/v1/escalations?limit=500", product, output);
            await MeasureAsync("region, first page", http, reviewer, "/v1/escalations", product, output);
            await MeasureAsync("region, first page of 500", http, reviewer, "/v1/escalations?limit=500", product, output);
            await MeasureAsync("region, one authority", http, reviewer, $"/v1/escalations?authority={Setting.Tenant(7)}", product, output);
            await MeasureAsync("region, a filter that nothing meets", http, reviewer, "/v1/escalations?state=mitigating", product, output);
            await MeasureAsync("authority, first page", http, lead, "/v1/escalations", product, output);
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(string what, HttpClient http, string token, string address, Product product, TextWriter output)
    {
        var times = new List<double>();
        var (count, used) = (0, product.Used());
        for (var i = -WarmUp; i < Times; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
            request.Headers.Authorization = new("Bearer", token);
            var start = Stopwatch.GetTimestamp();
            using var answer = await http.SendAsync(request);
            var body = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            if (i >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            else if (i == -1)
            {
                (count, used) = (JsonNode.Parse(body)!["items"]!.AsArray().Count, product.Used());
            }
        }

        times.Sort();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {count} cases, median {times[Times / 2]:0.0} ms, 90 % {times[Times * 9 / 10]:0.0} ms, longest {times[^1]:0.0} ms; "
            + $"processor time {(product.Used() - used).TotalMilliseconds / Times:0.0} ms an answer"));
    }

    private static async Task CountAsync(string database, TextWriter output)
    {
        await using var connection = new SqliteConnection($"Data Source={database}");
        await connection.OpenAsync();
        await using var count = connection.CreateCommand();
        count.CommandText = """SELECT COUNT(*) FROM "Escalations" WHERE "ForRegion" AND "IsOpen" """;
        output.WriteLine($"open cases that reached the region: {await count.ExecuteScalarAsync()}");
    }

    private static async Task AddReviewerAsync(string database)
    {
        await using var connections = Database.Open(database);
        var users = new UserDirectory(
            new ComplianceDbFactory(connections, NullLoggerFactory.Instance), new PasswordHasher<User>(), Options.Create(new AccessOptions()), TimeProvider.System);
        await users.PutAsync("reviewer@example.org", "Reviewer", Database.Password, [new ActingHat(Roles.Reviewer, null, "measured", [])], CancellationToken.None);
    }

    private static async Task<string> SignInAsync(HttpClient http, string email)
    {
        using var answer = await http.PostAsJsonAsync(new Uri("/v1/sign-in", UriKind.Relative), new { email, password = Database.Password });
        return (string)JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["accessToken"]!;
    }
}
