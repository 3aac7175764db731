using System.Globalization;

namespace Compliance.Benchmarks;

/// <summary>Processor time of the same report in authorities of 10, 300 and 3,000 services, each beside the others in turns.</summary>
internal static class Sizes
{
    private const int Connections = 8;
    private const int Rounds = 7;

    private static readonly int[] _sizes = [10, 300, 3000];
    private static readonly Setting _setting = new(_sizes.Length, t => _sizes[t], 12, 0);

    public static async Task<int> RunAsync(int seconds, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("compliance-bench-").FullName;
        try
        {
            var database = Path.Combine(folder, "product.db");
            await Database.PrepareAsync(database, _setting);
            using var product = new Product(database, 5185, _setting);
            var tokens = await product.StartAsync();
            var each = TimeSpan.FromSeconds(Math.Max(1, seconds / Rounds));
            var taken = _sizes.Select(_ => new List<double>()).ToArray();
            for (var round = -2; round < Rounds; round++)
            {
                for (var tenant = 0; tenant < _sizes.Length; tenant++)
                {
                    var place = tenant;
                    var load = new Load(5185, Connections, (connection, n) => Setting.Request(
                        $"/v1/authorities/{Setting.Tenant(place)}/providers/{Setting.Provider((int)((connection + n * Connections) % _sizes[place]))}/reports",
                        tokens[place], _setting.Body(connection + n)));
                    var before = product.Used();
                    var result = await load.RunAsync(TimeSpan.Zero, each);
                    if (round >= 0)
                    {
                        taken[tenant].Add((product.Used() - before).TotalMicroseconds / result.Answers);
                    }
                }
            }

            var medians = taken.Select(t => t.Order().ElementAt(Rounds / 2)).ToArray();
            for (var tenant = 0; tenant < _sizes.Length; tenant++)
            {
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_sizes[tenant]} services: {medians[tenant]:0} µs of processor time a report, {medians[tenant] / medians[0]:0.00} of the smallest; rounds {string.Join(' ', taken[tenant].Select(t => t.ToString("0", CultureInfo.InvariantCulture)))}"));
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
