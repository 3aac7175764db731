using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Compliance.Benchmarks;

/// <summary>What the process holds, and how fast it sends, while a hundred thousand notices wait for one local receiver.</summary>
internal static class NoticesPending
{
    private const int Notices = 100_000;
    private const int Port = 5189;

    private static readonly Setting _setting = new(1, _ => 1, 2, 0);

    public static async Task<int> RunAsync(int notices, TextWriter output)
    {
        var all = notices > 0 ? notices : Notices;
        var folder = Directory.CreateTempSubdirectory("compliance-bench-").FullName;
        try
        {
            var database = Path.Combine(folder, "pending.db");
            await Database.PrepareAsync(database, _setting);
            await using var hooks = await Hooks.StartAsync();
            var atRest = await MakeAsync(database, hooks, all);
            using var product = new Product(database, Port, _setting, [("Notices__AllowPrivateTargets", "true")]);
            await product.StartAsync();
            var started = Stopwatch.GetTimestamp();
            var before = hooks.Count;
            var (most, own) = (0L, 0L);
            while (hooks.Count < all && Stopwatch.GetElapsedTime(started) < TimeSpan.FromMinutes(20))
            {
                await Task.Delay(100);
                most = Math.Max(most, product.MemoryMb());
                own = Math.Max(own, product.OwnMemoryMb() ?? 0);
            }

            var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{hooks.Count} of {all} notices: {(hooks.Count - before) / took:0} a second; at most {own} MB are the process's own while it sends, {most} MB with the program files mapped into it; {atRest} MB with those at rest"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A case is raised and a webhook made by the product itself; the rest are copies of them.
    private static async Task<long> MakeAsync(string database, Hooks hooks, int notices)
    {
        long atRest;
        using (var product = new Product(database, Port, _setting, [("Notices__AllowPrivateTargets", "true")]))
        {
            var address = new Uri(FormattableString.Invariant($"http://127.0.0.1:{Port}"));
            var token = (await product.StartAsync())[0];
            await hooks.RegisterAsync(address, Setting.Tenant(0), token);
            using var http = new HttpClient { BaseAddress = address };
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/authorities/{Setting.Tenant(0)}/providers/{Setting.Provider(0)}/reports");
            request.Content = new StringContent("""{"kind":"update","toldBy":"measured","readings":[{"measure":"measure-0","value":6000}]}""", System.Text.Encoding.UTF8, "application/json");
            request.Headers.Authorization = new("Bearer", token);
            using var answer = await http.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            while (hooks.Count == 0)
            {
                await Task.Delay(100);
            }

            await Task.Delay(2000);
            atRest = product.MemoryMb();
        }

        await using var connection = new SqliteConnection($"Data Source={database}");
        await connection.OpenAsync();
        await using var copy = connection.CreateCommand();
        copy.CommandText =
            $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {notices})
            INSERT INTO "Escalations" ("TenantId", "Id", "SubjectKind", "Subject", "Season", "State", "Tier", "Level", "IsOpen", "ForRegion", "Sequence", "RaisedOn", "Content")
            SELECT "TenantId", "Id" || '-' || i, "SubjectKind", "Subject", "Season", "State", "Tier", "Level", "IsOpen", "ForRegion", "Sequence", "RaisedOn", "Content" FROM "Escalations", n WHERE "Trigger" IS NOT NULL;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {notices})
            INSERT INTO "Notices" ("TenantId", "Id", "Case", "Sequence", "Event", "Roles", "Side", "Channel", "Recipient", "Urgent", "State", "CreatedOn", "DueOn", "Attempts", "Replayed")
            SELECT "TenantId", "Id" || '-' || i, "Case" || '-' || i, "Sequence", "Event", "Roles", "Side", "Channel", "Recipient", "Urgent", 'pending', "CreatedOn", "DueOn", 0, 0 FROM "Notices", n WHERE "Channel" = 'webhook' AND "Sequence" = 1;
            """;
        await copy.ExecuteNonQueryAsync();
        return atRest;
    }
}
