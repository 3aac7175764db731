using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;

namespace Compliance.Api.Checklists;

/// <summary>All checklists of a folder with their tests, checked one by one and against each other.</summary>
/// <param name="Checklists">Every version, the past ones among them.</param>
/// <param name="Tests">Tests by the checklist's key; they are those of its newest version.</param>
/// <param name="Mistakes">Every mistake; the set may be used only when there is none.</param>
public sealed record ChecklistSet(
    IReadOnlyList<Checklist> Checklists,
    IReadOnlyDictionary<string, ChecklistTests> Tests,
    IReadOnlyList<Mistake> Mistakes)
{
    private const string Extension = ".yaml";

    /// <summary>The newest version of each checklist.</summary>
    public IEnumerable<Checklist> Newest => Checklists.GroupBy(c => c.Key).Select(g => g.MaxBy(c => c.Version)!);

    /// <summary>Reads <c>*.yaml</c> of a folder, and <c>past/*.yaml</c> and <c>tests/*.yaml</c> below it.</summary>
    public static ChecklistSet Read(string folder)
    {
        var readings = ReadAll(folder);
        var mistakes = readings.SelectMany(r => r.Reading.Mistakes).ToList();
        mistakes.AddRange(readings.SelectMany(r => Misnamed(r.File, r.Reading)));
        mistakes.AddRange(Clashes(readings.Select(r => r.Reading)));

        var past = ReadAll(Path.Combine(folder, PastVersions.Folder));
        var newest = readings.Select(r => r.Reading).ToList();
        mistakes.AddRange(past.SelectMany(p => p.Reading.Mistakes.Concat(PastVersions.Check(p.File, p.Reading, newest))));

        mistakes.AddRange(Replaced([.. newest, .. past.Select(p => p.Reading)]));
        var checklists = newest.Select(r => r.Checklist).OfType<Checklist>().ToList();
        var tests = new Dictionary<string, ChecklistTests>(StringComparer.Ordinal);
        foreach (var file in Files(Path.Combine(folder, "tests")))
        {
            var key = Path.GetFileNameWithoutExtension(file);
            var reading = ChecklistTestReader.Read(file, TextFile.Read(file), checklists.FirstOrDefault(c => c.Key == key));
            mistakes.AddRange(reading.Mistakes);
            if (readings.All(r => r.Reading.Draft?.Checklist.Key != key))
            {
                mistakes.Add(new Mistake(file, 1, 1, $"there is no checklist `{key}`; name the file after the checklist it tests"));
            }

            if (reading.Tests is { } read)
            {
                tests[key] = read;
            }
        }

        mistakes.AddRange(Untested(readings, folder));
        return new ChecklistSet([.. checklists, .. past.Select(p => p.Reading.Checklist).OfType<Checklist>()], tests, mistakes);
    }

    /// <summary>Clashes between checklists: each key belongs to one of them, but measures of the very same meaning may share one.</summary>
    public static IReadOnlyList<Mistake> Clashes(IEnumerable<ChecklistReading> readings)
    {
        var mistakes = new List<Mistake>();
        var seen = new Dictionary<string, (Page Page, object Thing, string What)>(StringComparer.Ordinal);
        foreach (var (checklist, page) in readings.Select(r => r.Draft).OfType<(Checklist, Page)>())
        {
            var named = KeyRules.Named(checklist).Append((checklist.Key, checklist, "a checklist"));
            foreach (var (key, thing, what) in named.Where(n => n.Item1.Length > 0))
            {
                var name = thing is Checklist ? $"checklist {key}" : key;
                if (!seen.TryGetValue(name, out var first))
                {
                    seen.Add(name, (page, thing, what));
                }
                else if (first.Page != page && Clash(key, thing, first) is { } sentence)
                {
                    var place = page.At(thing, thing is Checklist ? "checklist" : "key");
                    mistakes.Add(new Mistake(page.File, place.Line, place.Column, sentence));
                }
            }
        }

        return mistakes;
    }

    private static IEnumerable<Mistake> Replaced(IReadOnlyList<ChecklistReading> readings)
    {
        var drafts = readings.Select(r => r.Draft).OfType<(Checklist Checklist, Page Page)>().ToList();
        return drafts.SelectMany(d => ReplacedRules.CheckPast(d.Page, d.Checklist, drafts.Select(o => o.Checklist)));
    }

    private static string? Clash(string key, object thing, (Page Page, object Thing, string What) first)
    {
        var where = $"{Path.GetFileName(first.Page.File)} on line {first.Page.At(first.Thing).Line}";
        return (thing, first.Thing) switch
        {
            (Measure one, Measure other) when Meaning(one) == Meaning(other) => null,
            (Measure, Measure) => $"`{key}` means something else in {where}; give both the same meaning, or this one another key",
            _ => $"`{key}` is already {first.What} in {where}; choose another key",
        };
    }

    /// <remarks>Each checklist cites its own document and has its own past, so neither is part of the meaning.</remarks>
    private static string Meaning(Measure measure) =>
        Convert.ToHexString(Canonical.Hash(Canonical.Write(measure with { Source = "", Replaces = null })));

    private static IEnumerable<Mistake> Misnamed(string file, ChecklistReading reading)
    {
        if (reading.Draft is { } draft && draft.Checklist.Key.Length > 0 && draft.Checklist.Key != Path.GetFileNameWithoutExtension(file))
        {
            var place = draft.Page.At(draft.Checklist, "checklist");
            yield return new Mistake(
                file, place.Line, place.Column, $"the file is named after its checklist; call it `{draft.Checklist.Key}{Extension}`");
        }
    }

    private static IEnumerable<Mistake> Untested(List<(string File, ChecklistReading Reading)> readings, string folder)
    {
        foreach (var (file, reading) in readings)
        {
            if (reading.Checklist is { Status: ChecklistStatus.Published } checklist
                && !File.Exists(Path.Combine(folder, "tests", checklist.Key + Extension)))
            {
                var place = reading.Draft!.Value.Page.At(checklist, "status");
                yield return new Mistake(
                    file, place.Line, place.Column, $"a published checklist has tests; write `tests/{checklist.Key}{Extension}`");
            }
        }
    }

    private static List<(string File, ChecklistReading Reading)> ReadAll(string folder) =>
        [.. Files(folder).Select(file => (file, ChecklistReader.Read(file, TextFile.Read(file))))];

    private static IEnumerable<string> Files(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal)
        : [];
}
