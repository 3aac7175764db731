using System.Text;
using System.Text.Json;

namespace Compliance.Api.Endpoints;

/// <summary>Makes JSON pointers (RFC 6901) from the other ways in which a place in a body is named.</summary>
public static class Pointer
{
    private const string Body = "Body";

    /// <summary>From a property path such as <c>Body.Readings[0].Value</c>. What is not in the body keeps its bare name.</summary>
    public static string FromProperty(string path, bool isBody)
    {
        var names = Split(path);
        if (names is [Body, ..])
        {
            return Join(names.Skip(1).Select(Camel));
        }

        return isBody ? Join(names.Select(Camel)) : string.Join('.', names.Select(Camel));
    }

    /// <summary>From a path such as <c>$.readings[0].value</c>, as the JSON reader gives it.</summary>
    public static string FromJsonPath(string? path) => path is null or "" or "$" ? "" : Join(Split(path.TrimStart('$')));

    private static string Join(IEnumerable<string> names)
    {
        var pointer = new StringBuilder();
        foreach (var name in names)
        {
            pointer.Append('/').Append(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        }

        return pointer.ToString();
    }

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static string[] Split(string path) => path.Split(['.', '[', ']', '\''], StringSplitOptions.RemoveEmptyEntries);
}
