using System.Text.Json;

namespace Compliance.Api.Escalations;

/// <summary>The values of an enumeration as they are written in addresses.</summary>
internal static class Names
{
    /// <summary>Whether a name is one of them; leaving it out is allowed.</summary>
    public static bool Has<T>(string? name)
        where T : struct, Enum => name is null || Of<T>().Contains(name);

    public static string All<T>()
        where T : struct, Enum => string.Join(", ", Of<T>());

    private static IEnumerable<string> Of<T>()
        where T : struct, Enum => Enum.GetNames<T>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName);
}
