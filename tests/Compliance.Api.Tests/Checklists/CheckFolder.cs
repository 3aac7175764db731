using Compliance.Api.Checklists;

namespace Compliance.Api.Tests.Checklists;

/// <summary>A folder of checklists that lasts for one test.</summary>
internal sealed class CheckFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("checklists").FullName;

    public void Write(string file, string text)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public IEnumerable<string> Mistakes() => ChecklistSet.Read(Path).Mistakes.Select(m => m.ToString()[(Path.Length + 1)..]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
