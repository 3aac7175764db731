using System.Text.Json;

namespace Compliance.Api.Yaml;

/// <summary>The words by which a file names the members of an enumeration: kebab-case, as in JSON.</summary>
internal static class Words
{
    public static string Of<T>(T member) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(member.ToString());

    public static IReadOnlyList<string> All<T>() where T : struct, Enum => Table<T>.Members.Keys.ToList();

    public static T? Find<T>(string word) where T : struct, Enum =>
        Table<T>.Members.TryGetValue(word, out var member) ? member : null;

    private static class Table<T> where T : struct, Enum
    {
        public static readonly Dictionary<string, T> Members = Enum.GetValues<T>().ToDictionary(Of, StringComparer.Ordinal);
    }
}
