using System.IO.Compression;
using System.Security.Cryptography;

namespace Compliance.Api.Docs;

/// <summary>The reference page's script, kept in memory as it is and compressed. Absent where npm was, see Scalar.targets.</summary>
internal sealed class ScalarScript
{
    private ScalarScript(byte[] plain)
    {
        Plain = plain;
        Version = Convert.ToHexStringLower(SHA256.HashData(plain))[..12];
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(plain);
        }

        Gzipped = buffer.ToArray();
    }

    public byte[] Plain { get; }

    public byte[] Gzipped { get; }

    /// <summary>Changes with the content, so that browsers may keep the script for good.</summary>
    public string Version { get; }

    public static ScalarScript? Load(string path) => File.Exists(path) ? new(File.ReadAllBytes(path)) : null;
}
