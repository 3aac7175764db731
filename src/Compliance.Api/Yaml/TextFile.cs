using System.Text;

namespace Compliance.Api.Yaml;

/// <summary>Reads a file no further than a file may be long.</summary>
internal static class TextFile
{
    /// <summary>The text of a file; of one that is too large only enough for <see cref="StrictYaml"/> to refuse it.</summary>
    public static string Read(string file)
    {
        using var reader = new StreamReader(file, Encoding.UTF8);
        var text = new char[StrictYaml.LargestBytes + 1];
        return new string(text, 0, reader.ReadBlock(text));
    }
}
