using System.Globalization;

namespace Compliance.Benchmarks;

/// <summary>Durable reports a second at 128 connections, beside raw SQL that writes the same tables behind a bare endpoint.</summary>
internal static class ReportsPerSecond
{
    private const int Connections = 128;
    private const int ProvidersOfEach = 30;

    private static readonly Setting _setting = Setting.Reports;

    // Until the runtime has compiled what is hot.
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(15);

    public static async Task<int> RunAsync(int seconds, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("compliance-bench-").FullName;
        try
        {
            var (ours, twins) = (Path.Combine(folder, "product.db"), Path.Combine(folder, "twin.db"));
            await Database.PrepareAsync(ours, _setting);
            await Database.PrepareAsync(twins, _setting);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Connections} connections, {_setting.Tenants} authorities of {ProvidersOfEach} services, {_setting.Measures} readings and {_setting.Measures} triggers a report, SQLite synchronous=FULL, {seconds} s each"));
            var product = await ProductAsync(ours, seconds, output);
            var twin = await TwinAsync(twins, seconds, output);
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
        using var product = new Product(database, 5181, _setting);
        var tokens = await product.StartAsync();
        var load = new Load(5181, Connections, (connection, n) =>
        {
            var (tenant, provider) = Place(connection, n);
            return Setting.Request(
                $"/v1/authorities/{Setting.Tenant(tenant)}/providers/{Setting.Provider(provider)}/reports", tokens[tenant], _setting.Body(connection + n));
        });
        await load.RunAsync(TimeSpan.Zero, _warmUp);
        var before = product.Used();
        var result = await load.RunAsync(TimeSpan.Zero, TimeSpan.FromSeconds(seconds));
        Print("product", result, output);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"product, processor time: {(product.Used() - before).TotalMicroseconds / result.Answers:0} µs a report"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"product, peak memory: {product.PeakMemoryMb()} MB"));
        return result.PerSecond;
    }

    private static async Task<double> TwinAsync(string database, int seconds, TextWriter output)
    {
        await using var twin = new Twin(database, 5182);
        await twin.StartAsync();
        var load = new Load(5182, Connections, (connection, n) =>
        {
            var (tenant, provider) = Place(connection, n);
            return Setting.Request($"/{Setting.Tenant(tenant)}/{Setting.Provider(provider)}", null, _setting.Body(connection + n));
        });
        var result = await load.RunAsync(_warmUp, TimeSpan.FromSeconds(seconds));
        Print("twin", result, output);
        return result.PerSecond;
    }

    private static (int Tenant, int Provider) Place(int connection, long n)
    {
        var place = (int)((connection * 7919L + n * 104729L) % (_setting.Tenants * ProvidersOfEach));
        return (place % _setting.Tenants, place / _setting.Tenants);
    }

    private static void Print(string who, LoadResult result, TextWriter output) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{who}: {result.PerSecond:0} reports/s, median {result.MedianMs:0.0} ms, 99 % {result.P99Ms:0.0} ms, refused {result.Refused}"));
}
