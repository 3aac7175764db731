using System.Text.RegularExpressions;

namespace Compliance.Api.Endpoints;

/// <summary>Keys, as callers choose and name them: kebab-case.</summary>
internal static partial class Keys
{
    public const int MaxLength = 64;

    public static bool IsKey(string? text) => text is { Length: > 0 and <= MaxLength } && Kebab().IsMatch(text);

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Kebab();
}
