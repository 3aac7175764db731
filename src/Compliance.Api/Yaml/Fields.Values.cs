using System.Globalization;

namespace Compliance.Api.Yaml;

/// <content>How single values are read.</content>
internal sealed partial class Fields
{
    private const int LongestText = 500;
    private const int LongestKey = 60;

    public string ToKey(YamlNode node)
    {
        if (node is YamlText { Meaning: YamlMeaning.Text } value && value.Text.Length <= LongestKey && Shapes.Key().IsMatch(value.Text))
        {
            return value.Text;
        }

        return Broken(node, $"{Show(node)} is not a key; use small letters, digits and single hyphens, beginning with a letter", "");
    }

    private string ToText(YamlNode node, string key)
    {
        if (node is not YamlText value)
        {
            return Broken(node, $"`{key}` is a text; write it on one line", "");
        }

        if (value.Meaning is not YamlMeaning.Text and not YamlMeaning.Nothing)
        {
            return Broken(node, $"`{key}` is a text; put {Show(node)} in quotes", "");
        }

        var text = value.Text;
        return text switch
        {
            _ when string.IsNullOrWhiteSpace(text) || value.Meaning is YamlMeaning.Nothing =>
                Broken(node, $"`{key}` is empty; write its text or leave it out", ""),
            _ when text.Length > LongestText => Broken(node, $"`{key}` is longer than {LongestText} characters; shorten it", ""),
            _ when text.Any(char.IsControl) || text.Trim() != text => Broken(node, $"`{key}` is one line without spaces around it; write it so", ""),
            _ => text,
        };
    }

    private long ToNumber(YamlNode node, string key, long least, long most)
    {
        if (node is not YamlText { Meaning: YamlMeaning.WholeNumber } value
            || !long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return Broken(node, $"`{key}` is a whole number; write it in digits, without quotes", least);
        }

        if (number >= least && number <= most)
        {
            return number;
        }

        return Broken(node, string.Create(CultureInfo.InvariantCulture, $"`{key}` lies between {least} and {most}; change {number}"), least);
    }

    private bool ToFlag(YamlNode node, string key) => node is YamlText { Meaning: YamlMeaning.Truth } value
        ? value.Text is "true" or "True" or "TRUE"
        : Broken(node, $"`{key}` is `true` or `false`; write one of them, without quotes", false);

    private DateOnly ToDate(YamlNode node, string key) =>
        node is YamlText value && DateOnly.TryParseExact(value.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : Broken(node, $"`{key}` is a date; write it as 2026-11-18", default(DateOnly));

    private T ToWord<T>(YamlNode node, string key, IReadOnlyCollection<T> not) where T : struct, Enum
    {
        var words = Words.All<T>().Except(not.Select(Words.Of)).ToList();
        if (node is YamlText { Meaning: YamlMeaning.Text } value && words.Contains(value.Text))
        {
            return Words.Find<T>(value.Text)!.Value;
        }

        var mend = Nearest.Mend(node is YamlText text ? text.Text : "", words);
        return Broken(node, $"{Show(node)} is not a value of `{key}`; {mend}", default(T));
    }

    /// <summary>Takes a group that was opened apart as part of this one.</summary>
    public Fields Keep(Fields inner)
    {
        _inner.Add(inner);
        return inner;
    }

    private T Broken<T>(YamlNode place, string sentence, T instead)
    {
        Break(place, sentence);
        return instead;
    }

    public static string Show(YamlNode node) => node switch
    {
        YamlText { Text.Length: 0 } => "nothing",
        YamlText text => $"`{Page.Shorten(text.Text)}`",
        YamlList => "a list",
        _ => "a group",
    };
}
