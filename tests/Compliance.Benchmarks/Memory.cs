using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Data.Sqlite;

namespace Compliance.Benchmarks;

/// <summary>What the process holds while a hundred thousand boards of all authorities are read, each of them made anew.</summary>
internal static class Memory
{
    private const int Boards = 100_000;
    private const int Port = 5187;

    public static async Task<int> RunAsync(int boards, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("compliance-bench-").FullName;
        try
        {
            var database = Path.Combine(folder, "memory.db");
            await Database.PrepareAsync(database, Setting.England);
            using var product = new Product(database, Port, Setting.England);
            var tokens = await product.StartAsync();
            await ReadAsync(database, product, tokens, boards > 0 ? boards : Boards, output);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task ReadAsync(string database, Product product, IReadOnlyList<string> tokens, int boards, TextWriter output)
    {
        using var http = new HttpClient { BaseAddress = new Uri(FormattableString.Invariant($"http://127.0.0.1:{Port}")) };
        await using var connection = new SqliteConnection($"Data Source={database}");
        await connection.OpenAsync();
        for (var read = 0; read < boards;)
        {
            // A round of all authorities; then every one of them has changed.
            await using var bump = connection.CreateCommand();
            bump.CommandText = "UPDATE TenantHeads SET Seq = Seq + 1";
            await bump.ExecuteNonQueryAsync();
            await Parallel.ForEachAsync(Enumerable.Range(0, tokens.Count), async (t, ct) =>
            {
                var by = t % 2 == 0 ? "item" : "section";
                using var ask = new HttpRequestMessage(HttpMethod.Get, $"/v1/authorities/{Setting.Tenant(t)}/board?by={by}");
                ask.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens[t]);
                using var answer = await http.SendAsync(ask, HttpCompletionOption.ResponseHeadersRead, ct);
                await answer.EnsureSuccessStatusCode().Content.CopyToAsync(Stream.Null, ct);
            });
            if (read / (boards / 10) < (read += tokens.Count) / (boards / 10))
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{read} boards: {product.MemoryMb()} MB"));
            }
        }
    }
}
