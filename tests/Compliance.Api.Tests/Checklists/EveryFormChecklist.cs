using Compliance.Api.Checklists;

namespace Compliance.Api.Tests.Checklists;

/// <summary>A checklist with every form of a trigger once, for tests to spoil in one place.</summary>
internal static class EveryFormChecklist
{
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "every-form");

    public static readonly string Text = File.ReadAllText(Path.Combine(Folder, "every-form.yaml"));

    /// <summary>The text with the first of a passage replaced.</summary>
    public static string With(string passage, string instead)
    {
        var at = Text.IndexOf(passage, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The checklist has no '{passage}'.");
        return Text[..at] + instead + Text[(at + passage.Length)..];
    }

    /// <summary>Mistakes as "line:column: sentence".</summary>
    public static IReadOnlyList<string> Mistakes(string text) =>
        ChecklistReader.Read("every.yaml", text).Mistakes.Select(m => m.ToString()["every.yaml:".Length..]).ToList();
}
