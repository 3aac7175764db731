using System.Globalization;
using System.Text.RegularExpressions;
using Compliance.Api.Yaml;

namespace Compliance.Api.Checklists;

/// <summary>Several keys: a list, or those that differ in a number at their end, written as <c>home-1 to home-20</c>.</summary>
internal static partial class KeyRange
{
    private const int Most = 1000;

    /// <summary>The keys that a value names: one, or all of a range or a list.</summary>
    public static IReadOnlyList<string> Read(Fields fields, YamlNode node)
    {
        if (node is YamlList list)
        {
            return [.. list.Values.SelectMany(v => v is YamlList ? [fields.ToKey(v)] : Read(fields, v))];
        }

        if (node is not YamlText { Text: var text } || Written().Match(text) is not { Success: true } range)
        {
            return [fields.ToKey(node)];
        }

        var (first, last) = (Number(range.Groups["first"]), Number(range.Groups["last"]));
        if (range.Groups["stem"].Value != range.Groups["again"].Value || last < first || last - first >= Most)
        {
            fields.Break(node, $"{Fields.Show(node)} is no range of keys; write it as `home-1 to home-20`");
            return [];
        }

        return [.. Enumerable.Range(first, last - first + 1).Select(n => string.Create(CultureInfo.InvariantCulture, $"{range.Groups["stem"].Value}{n}"))];
    }

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?<stem>[a-z][a-z0-9-]*-)(?<first>[1-9][0-9]{0,3}) to (?<again>[a-z][a-z0-9-]*-)(?<last>[1-9][0-9]{0,3})$")]
    private static partial Regex Written();
}
