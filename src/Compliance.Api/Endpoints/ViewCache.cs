using System.Collections.Concurrent;

namespace Compliance.Api.Endpoints;

/// <summary>A view as it was last sent.</summary>
/// <param name="File">What it is called when it is kept; empty for JSON.</param>
internal sealed record KeptView(string Version, byte[] Body, string File);

/// <summary>Views as they were last sent, each under the version it was made from.</summary>
/// <remarks>A view depends on nothing but what its version counts, so it holds until that moves.</remarks>
internal sealed class ViewCache
{
    // Both boards of every authority in England; at about a hundred kilobytes each that is some thirty megabytes.
    private const long KeptAtMost = 64 * 1024 * 1024;

    private readonly ConcurrentDictionary<(string Place, string Name, string Variant, ViewFormat Format), KeptView> _views = new();
    private long _size;

    public KeptView? Find(View view, ViewFormat format) =>
        _views.TryGetValue((view.Place, view.Name, view.Variant, format), out var kept) && kept.Version == view.Version ? kept : null;

    public void Keep(View view, ViewFormat format, KeptView made)
    {
        if (Interlocked.Add(ref _size, made.Body.Length) > KeptAtMost)
        {
            _views.Clear();
            Interlocked.Exchange(ref _size, made.Body.Length);
        }

        _views.AddOrUpdate((view.Place, view.Name, view.Variant, format), made, (_, before) =>
        {
            Interlocked.Add(ref _size, -before.Body.Length);
            return made;
        });
    }
}
