using System.Security.Cryptography;
using System.Text;

namespace Compliance.Domain.Journal;

/// <summary>The chain that shows a journal untouched: each entry's hash covers the one before it and the hash of its own content.</summary>
/// <remarks>It covers the content's hash and not the content, so that text can be blanked for erasure and the chain still verifies.</remarks>
public static class Chain
{
    public static readonly byte[] Start = new byte[32];

    public static byte[] Next(ReadOnlySpan<byte> previous, string tenant, Entry entry, ReadOnlySpan<byte> contentHash)
    {
        var header = Encoding.UTF8.GetBytes(
            FormattableString.Invariant($"{tenant}\n{entry.Season}\n{entry.Seq}\n{Milliseconds(entry.KnownOn)}\n{entry.Content.Kind}\n{entry.Subject}\n{entry.Who}\n"));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        hash.AppendData(header);
        hash.AppendData(contentHash);
        return hash.GetHashAndReset();
    }

    public static long Milliseconds(DateTime on) => (on - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;
}
