using Compliance.Domain.Authorities;

namespace Compliance.Api.Authorities;

/// <summary>Reads and checks the reference data; every mistake of every file at once.</summary>
public static class ReferenceReader
{
    /// <param name="folder">The folder of checklists, which holds <c>reference</c> and <c>calendars</c>.</param>
    /// <exception cref="ReferenceDataException">Something in the files must be mended.</exception>
    public static ReferenceData Read(string folder)
    {
        var mistakes = new ReferenceMistakes();
        var calendars = new CalendarReader(folder, mistakes).ReadAll();
        var nations = ReadNations(folder, CalendarKeys(folder), mistakes);
        var regions = ReadRegions(folder, [.. nations.Select(n => n.Key)], mistakes);
        var (authorities, recordedFrom) = new AuthorityReader(folder, mistakes).Read([.. regions.Select(r => r.Key)]);
        var serviceTypes = ReadServiceTypes(folder, mistakes);
        var roles = ReadRoles(folder, [.. nations.Select(n => n.Key)], mistakes);

        return mistakes.All.Count > 0
            ? throw new ReferenceDataException(mistakes.All)
            : new(nations, regions, authorities, serviceTypes, calendars, recordedFrom) { Roles = roles };
    }

    private static IReadOnlyList<Nation> ReadNations(string folder, string[] calendars, ReferenceMistakes mistakes)
    {
        const string path = "reference/nations.json";
        var nations = Entries<Nation>(folder, path, "nations", mistakes);
        mistakes.CheckKeys(path, nations.Select(n => n.Key));
        foreach (var nation in nations)
        {
            mistakes.CheckKnown(path, nation.Key, "calendar", nation.Calendar, calendars);
        }

        return nations;
    }

    private static IReadOnlyList<Region> ReadRegions(string folder, string[] nations, ReferenceMistakes mistakes)
    {
        const string path = "reference/regions.json";
        var regions = Entries<Region>(folder, path, "regions", mistakes);
        mistakes.CheckKeys(path, regions.Select(r => r.Key));
        foreach (var region in regions)
        {
            mistakes.CheckKnown(path, region.Key, "nation", region.Nation, nations);
        }

        return regions;
    }

    private static IReadOnlyList<ServiceType> ReadServiceTypes(string folder, ReferenceMistakes mistakes)
    {
        const string path = "reference/service-types.json";
        var types = Entries<ServiceType>(folder, path, "serviceTypes", mistakes);
        mistakes.CheckKeys(path, types.Select(t => t.Key));
        return types;
    }

    private static IReadOnlyList<Role> ReadRoles(string folder, string[] nations, ReferenceMistakes mistakes)
    {
        const string path = "reference/roles.json";
        var roles = Entries<Role>(folder, path, "roles", mistakes);
        mistakes.CheckKeys(path, roles.Select(r => r.Key));
        foreach (var role in roles)
        {
            mistakes.CheckKnown(path, role.Key, "side", role.Side ?? "region", ["provider", "authority", "region"]);
            foreach (var nation in role.Nations ?? [])
            {
                mistakes.CheckKnown(path, role.Key, "nation", nation, nations);
            }

            mistakes.CheckKnown(path, role.Key, "hat", role.Hat ?? Access.Roles.Reviewer, [Access.Roles.AuthorityLead, Access.Roles.ProviderManager, Access.Roles.Reviewer]);
        }

        return roles;
    }

    // By the files that are there, not by those that could be read: a broken calendar is one mistake, not one per nation.
    private static string[] CalendarKeys(string folder)
    {
        var calendars = new DirectoryInfo(Path.Combine(folder, "calendars"));
        return calendars.Exists ? [.. calendars.GetFiles("*.json").Select(f => Path.GetFileNameWithoutExtension(f.Name)).Order()] : [];
    }

    private static IReadOnlyList<T> Entries<T>(string folder, string path, string list, ReferenceMistakes mistakes)
        where T : class
    {
        var file = new ReferenceFile(folder, path, mistakes);
        return file.Open(list) ? file.Entries<T>(list) : [];
    }
}
