namespace Compliance.Api.Data;

/// <summary>Rings right after a commit that something happened to cases, so that nobody waits for the next look.</summary>
/// <remarks>It is only a bell: what there is to tell lies in the database, and another process, or the next start, finds it there.</remarks>
public sealed class Outbox : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    public void Ring()
    {
        try
        {
            _rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is ringing already.
        }
    }

    /// <summary>Waits until it has rung since the last wait.</summary>
    public Task WaitAsync(CancellationToken ct) => _rung.WaitAsync(ct);

    public void Dispose() => _rung.Dispose();
}
