using System.Text.RegularExpressions;

namespace Compliance.Api.Yaml;

/// <summary>Shapes of single values.</summary>
internal static partial class Shapes
{
    public const string KebabCase = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$";

    [GeneratedRegex(KebabCase)]
    public static partial Regex Key();

    [GeneratedRegex("^-?(0|[1-9][0-9]*)$")]
    public static partial Regex WholeNumber();

    [GeneratedRegex(@"^([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$")]
    public static partial Regex AnyNumber();
}
