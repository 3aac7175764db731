namespace Compliance.Domain.Checklists;

/// <summary>The checklists that are shipped, every one read and without mistake.</summary>
public sealed class Catalogue(IReadOnlyList<Checklist> checklists)
{
    /// <summary>By key, then version.</summary>
    public IReadOnlyList<Checklist> All { get; } = [.. checklists.OrderBy(c => c.Key, StringComparer.Ordinal).ThenBy(c => c.Version)];

    public Checklist? Find(string key, int version) => All.FirstOrDefault(c => c.Key == key && c.Version == version);
}
