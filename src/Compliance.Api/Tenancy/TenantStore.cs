using System.Collections.Frozen;

namespace Compliance.Api.Tenancy;

/// <summary>The directory of tenants, held in memory: a few hundred rows that every request needs and hardly anything changes.</summary>
/// <remarks>Another process's additions are seen within <see cref="FreshFor"/>, or at once by asking for an unknown tenant.</remarks>
public sealed class TenantStore(
    Func<CancellationToken, Task<IReadOnlyList<TenantInfo>>> read, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan _restsFor = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _reading = new(1, 1);
    private Directory? _directory;
    private int _forgotten;

    public static TimeSpan FreshFor { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The tenant of an identifier, or none.</summary>
    public async Task<TenantInfo?> FindAsync(string identifier, CancellationToken ct)
    {
        var directory = await ReadAsync(FreshFor, ct);
        if (directory.ById.TryGetValue(identifier, out var tenant))
        {
            return tenant;
        }

        // An unknown name may be new; guessed names must not become a query each.
        directory = await ReadAsync(_restsFor, ct);
        return directory.ById.GetValueOrDefault(identifier);
    }

    public async Task<IReadOnlyList<TenantInfo>> AllAsync(CancellationToken ct) => (await ReadAsync(FreshFor, ct)).All;

    /// <summary>The authorities that one regional team oversees.</summary>
    public async Task<Scope> OfRegionAsync(string region, CancellationToken ct) =>
        (await ReadAsync(FreshFor, ct)).ByRegion.GetValueOrDefault(region, Scope.Nothing);

    public async Task<Scope> EverythingAsync(CancellationToken ct) => (await ReadAsync(FreshFor, ct)).Everything;

    /// <summary>Forgets what is held; the next question reads anew.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref _forgotten);
        Volatile.Write(ref _directory, null);
    }

    public void Dispose() => _reading.Dispose();

    private async Task<Directory> ReadAsync(TimeSpan maximumAge, CancellationToken ct)
    {
        if (Fresh(maximumAge) is { } held)
        {
            return held;
        }

        await _reading.WaitAsync(ct);
        try
        {
            if (Fresh(maximumAge) is { } meanwhile)
            {
                return meanwhile;
            }

            while (true)
            {
                // What was read while something new came must not be held as if it were all.
                var forgotten = Volatile.Read(ref _forgotten);
                var directory = new Directory(await read(ct), clock.GetTimestamp());
                Volatile.Write(ref _directory, directory);
                if (forgotten == Volatile.Read(ref _forgotten))
                {
                    return directory;
                }
            }
        }
        finally
        {
            _reading.Release();
        }
    }

    private Directory? Fresh(TimeSpan maximumAge) =>
        Volatile.Read(ref _directory) is { } held && clock.GetElapsedTime(held.ReadAt) <= maximumAge ? held : null;

    private sealed class Directory(IReadOnlyList<TenantInfo> all, long readAt)
    {
        public long ReadAt { get; } = readAt;

        public IReadOnlyList<TenantInfo> All { get; } = all;

        public Scope Everything { get; } = Scope.Of(all.Select(t => t.Id));

        public FrozenDictionary<string, TenantInfo> ById { get; } =
            all.ToFrozenDictionary(t => t.Identifier, StringComparer.Ordinal);

        public FrozenDictionary<string, Scope> ByRegion { get; } = all
            .GroupBy(t => t.RegionId)
            .ToFrozenDictionary(g => g.Key, g => Scope.Of(g.Select(t => t.Id)), StringComparer.Ordinal);
    }
}
