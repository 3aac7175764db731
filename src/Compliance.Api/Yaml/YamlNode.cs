namespace Compliance.Api.Yaml;

/// <summary>A value of a YAML file with the place where it begins; both counts from 1.</summary>
internal abstract record YamlNode(int Line, int Column);

internal sealed record YamlList(int Line, int Column, IReadOnlyList<YamlNode> Values) : YamlNode(Line, Column);

/// <summary>Stands where something was refused, so that it is complained about only once.</summary>
internal sealed record YamlRefused(int Line, int Column) : YamlNode(Line, Column);

internal sealed record YamlEntry(YamlText Key, YamlNode Value);

internal sealed record YamlMap(int Line, int Column, IReadOnlyList<YamlEntry> Entries) : YamlNode(Line, Column)
{
    private Dictionary<string, YamlEntry>? _byKey;

    public YamlEntry? Find(string key)
    {
        _byKey ??= Entries.ToDictionary(e => e.Key.Text, StringComparer.Ordinal);
        return _byKey.GetValueOrDefault(key);
    }
}

/// <summary>What an unquoted value means in YAML 1.2's core schema; a quoted one is always text.</summary>
internal enum YamlMeaning { Text, WholeNumber, Number, Truth, Nothing }

internal sealed record YamlText(int Line, int Column, string Text, bool Quoted) : YamlNode(Line, Column)
{
    public YamlMeaning Meaning => Quoted ? YamlMeaning.Text : MeaningOf(Text);

    private static YamlMeaning MeaningOf(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => YamlMeaning.Nothing,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => YamlMeaning.Truth,
        _ when Shapes.WholeNumber().IsMatch(text) => YamlMeaning.WholeNumber,
        _ when Shapes.AnyNumber().IsMatch(text) => YamlMeaning.Number,
        _ => YamlMeaning.Text,
    };
}
