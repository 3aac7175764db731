using System.Security.Cryptography;
using System.Text;

namespace Compliance.Domain.Journal;

/// <summary>Ids of firings and escalations: derived from what they are about, so that a replay gives the same ones.</summary>
public static class Ids
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static string Of(string kind, string tenant, int season, long seq, string trigger, string subject)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{kind}\n{tenant}\n{season}\n{seq}\n{trigger}\n{subject}")));
        return string.Create(16, hash, (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Alphabet[bytes[i] % 32];
            }
        });
    }
}
