using System.Text.Json;
using Compliance.Domain.Authorities;

namespace Compliance.Api.Checklists;

/// <summary>The roles that a checklist can name as helpers, or tell, as the reference data have them: they differ between nations, so they are no part of the code.</summary>
public static class Roles
{
    // Read and checked as a whole when the product starts; here only what is told of roles is looked up.
    private static readonly Lazy<IReadOnlyList<Role>> _roles = new(() => JsonSerializer.Deserialize<RoleFile>(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "checklists", "reference", "roles.json")), JsonSerializerOptions.Web)!.Roles);

    public static IReadOnlyList<string> All => [.. _roles.Value.Select(r => r.Key)];

    /// <summary>Those who can be told: somebody signs in for them, or an authority can record a contact.</summary>
    public static IReadOnlyList<string> Told => [.. _roles.Value.Where(r => r.CanBeTold).Select(r => r.Key)];

    public static Role? Find(string key) => _roles.Value.FirstOrDefault(r => r.Key == key);

    private sealed record RoleFile(IReadOnlyList<Role> Roles);
}
