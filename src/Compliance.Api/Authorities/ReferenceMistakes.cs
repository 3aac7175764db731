using System.Text.RegularExpressions;

namespace Compliance.Api.Authorities;

/// <summary>Something to mend in a file of reference data.</summary>
/// <param name="File">Its path below the folder of checklists.</param>
/// <param name="Place">The entry, by key where it has one, else by number; or the line.</param>
public sealed record ReferenceMistake(string File, string Place, string Mend)
{
    public override string ToString() => Place.Length == 0 ? $"{File}: {Mend}" : $"{File}, {Place}: {Mend}";
}

/// <summary>The reference data cannot be used. Holds every mistake found, so that all can be mended at once.</summary>
public sealed class ReferenceDataException(IReadOnlyList<ReferenceMistake> mistakes)
    : Exception("The reference data has mistakes:\n" + string.Join('\n', mistakes.Select(m => $"  {m}")))
{
    public IReadOnlyList<ReferenceMistake> Mistakes => mistakes;
}

/// <summary>Gathers mistakes while files are read and checked.</summary>
internal sealed partial class ReferenceMistakes
{
    private readonly List<ReferenceMistake> _all = [];

    public IReadOnlyList<ReferenceMistake> All => _all;

    public void Add(string file, string place, string mend) => _all.Add(new(file, place, mend));

    public void CheckKeys(string file, IEnumerable<string> keys)
    {
        var seen = new HashSet<string>();
        foreach (var key in keys)
        {
            if (!Key().IsMatch(key))
            {
                Add(file, key, "a key is lower-case letters and digits, in words joined by single hyphens");
            }

            if (!seen.Add(key))
            {
                Add(file, key, "this key stands twice; remove or rename one");
            }
        }
    }

    public void CheckKnown(string file, string place, string what, string key, IReadOnlyCollection<string> known)
    {
        // Nothing known means that the other file could not be read, which has been said.
        if (known.Count > 0 && !known.Contains(key))
        {
            Add(file, place, $"unknown {what} `{key}`; known are {string.Join(", ", known)}");
        }
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Key();
}
