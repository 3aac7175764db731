namespace Compliance.Domain.Checklists;

/// <summary>The checklists that are shipped, every one read and without mistake.</summary>
public sealed class Catalogue(IReadOnlyList<Checklist> checklists)
{
    /// <summary>By key, then version.</summary>
    public IReadOnlyList<Checklist> All { get; } = [.. checklists.OrderBy(c => c.Key, StringComparer.Ordinal).ThenBy(c => c.Version)];

    public Checklist? Find(string key, int version) => All.FirstOrDefault(c => c.Key == key && c.Version == version);

    /// <summary>The versions of a checklist, oldest first; none of one that is not there.</summary>
    public IEnumerable<Checklist> VersionsOf(string key) => All.Where(c => c.Key == key);
}
