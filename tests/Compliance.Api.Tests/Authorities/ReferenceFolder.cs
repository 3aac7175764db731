using Compliance.Api.Authorities;
using Compliance.Domain.Authorities;

namespace Compliance.Api.Tests.Authorities;

/// <summary>A copy of the reference data that a test may spoil.</summary>
public sealed class ReferenceFolder : IDisposable
{
    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("reference-");

    public ReferenceFolder()
    {
        foreach (var file in Directory.GetFiles(Shipped, "*.json", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(Shipped, file);
            if (path.StartsWith("reference", StringComparison.Ordinal) || path.StartsWith("calendars", StringComparison.Ordinal))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_copy.FullName, path))!);
                File.Copy(file, Path.Combine(_copy.FullName, path));
            }
        }
    }

    public static string Shipped { get; } = Path.Combine(AppContext.BaseDirectory, "checklists");

    public ReferenceData Read() => ReferenceReader.Read(_copy.FullName);

    public ReferenceFolder Write(string path, string text)
    {
        File.WriteAllText(Path.Combine(_copy.FullName, path), text);
        return this;
    }

    public ReferenceFolder Delete(string path)
    {
        File.Delete(Path.Combine(_copy.FullName, path));
        return this;
    }

    public ReferenceFolder Replace(string path, string old, string with)
    {
        var file = Path.Combine(_copy.FullName, path);
        var text = File.ReadAllText(file);
        Assert.Contains(old, text, StringComparison.Ordinal);
        return Write(path, text.Replace(old, with, StringComparison.Ordinal));
    }

    public IReadOnlyList<string> Mistakes() =>
        [.. Assert.Throws<ReferenceDataException>(Read).Mistakes.Select(m => m.ToString())];

    public void Dispose() => _copy.Delete(recursive: true);
}
