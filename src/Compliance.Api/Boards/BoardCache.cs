using System.Collections.Concurrent;
using Compliance.Domain.Boards;

namespace Compliance.Api.Boards;

/// <summary>Boards as they were last sent, each under the entry it was made from.</summary>
/// <remarks>A board depends on nothing but the journal, so it holds until the tenant's next entry.</remarks>
internal sealed class BoardCache
{
    // Both boards of every authority in England; at about a hundred kilobytes each that is some fifty megabytes.
    private const int KeptAtMost = 512;

    private readonly ConcurrentDictionary<(string Tenant, BoardBy By), (long Seq, byte[] Body)> _boards = new();

    public byte[]? Find(string tenant, BoardBy by, long seq) =>
        _boards.TryGetValue((tenant, by), out var kept) && kept.Seq == seq ? kept.Body : null;

    public void Keep(string tenant, BoardBy by, long seq, byte[] body)
    {
        if (_boards.Count >= KeptAtMost)
        {
            _boards.Clear();
        }

        _boards[(tenant, by)] = (seq, body);
    }
}
