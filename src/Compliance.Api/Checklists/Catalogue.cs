using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>The checklists that are shipped, every one read and without mistake.</summary>
public sealed class Catalogue(IReadOnlyList<Checklist> checklists)
{
    /// <summary>By key, then version.</summary>
    public IReadOnlyList<Checklist> All { get; } = [.. checklists.OrderBy(c => c.Key, StringComparer.Ordinal).ThenBy(c => c.Version)];

    public Checklist? Find(string key, int version) => All.FirstOrDefault(c => c.Key == key && c.Version == version);
}

public static class CatalogueSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>Reads the checklists now, so that a mistake in one stops the start and not the first request.</summary>
        public IServiceCollection AddChecklists()
        {
            var set = ChecklistSet.Read(Path.Combine(AppContext.BaseDirectory, "checklists"));
            return set.Mistakes.Count == 0
                ? services.AddSingleton(new Catalogue(set.Checklists))
                : throw new InvalidDataException("The checklists have mistakes:\n" + string.Join('\n', set.Mistakes));
        }
    }
}
