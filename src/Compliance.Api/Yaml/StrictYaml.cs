using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Compliance.Api.Yaml;

/// <summary>Reads one YAML document as plain lists, groups and values; everything cleverer is refused.</summary>
internal sealed class StrictYaml
{
    public const int LargestBytes = 1024 * 1024;
    public const int DeepestLevel = 32;

    private readonly Page _page;
    private readonly CarefulParser _parser;

    private StrictYaml(Page page, string text)
    {
        _page = page;
        _parser = new CarefulParser(new Parser(new Scanner(new StringReader(text), skipComments: true)));
    }

    /// <summary>The document's value, or null when the file cannot be read to its end.</summary>
    public static YamlNode? Read(Page page, string text)
    {
        if (Encoding.UTF8.GetByteCount(text) > LargestBytes)
        {
            page.Say(1, 1, "the file is larger than 1 MB; split it into several files");
            return null;
        }

        var before = page.Mistakes.Count;
        if (!Characters.Check(page, text))
        {
            return null;
        }

        var tabs = page.Mistakes.Count > before;
        try
        {
            // A tab costs one column either way, so the places of later mistakes stay right.
            return new StrictYaml(page, text.Replace('\t', ' ')).ReadDocument();
        }
        catch (TooDeep)
        {
            return null;
        }
        catch (YamlException e)
        {
            // Tabs among the indentation explain the rest.
            return tabs ? null : Unreadable(page, e);
        }
    }

    private YamlNode? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            _page.Say(1, 1, $"the file is empty; begin with `{_page.Begins}:`");
            return null;
        }

        var start = _parser.Consume<DocumentStart>();
        if (start.Version is not null || start.Tags is { Count: > 0 } && !start.IsImplicit)
        {
            _page.Say(start.Start, "YAML directives are refused; leave the `%` line out");
        }

        var root = ReadNode(1);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
        {
            _page.Say(second.Start, "a file holds one document; move this one to a file of its own");
        }

        return root;
    }

    private YamlNode ReadNode(int depth)
    {
        var next = _parser.Consume<ParsingEvent>();
        if (depth > DeepestLevel)
        {
            _page.Say(next.Start, $"this is nested more than {DeepestLevel} levels deep; write it flatter");
            throw new TooDeep();
        }

        RefuseCleverness(next);
        return next switch
        {
            SequenceStart => ReadList(next.Start, depth),
            MappingStart => ReadMap(next.Start, depth),
            Scalar scalar => ToText(scalar),
            _ => new YamlRefused(LineOf(next.Start), ColumnOf(next.Start)),
        };
    }

    private YamlList ReadList(Mark start, int depth)
    {
        var values = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            values.Add(ReadNode(depth + 1));
        }

        return new YamlList(LineOf(start), ColumnOf(start), values);
    }

    private YamlMap ReadMap(Mark start, int depth)
    {
        var entries = new List<YamlEntry>();
        var seen = new Dictionary<string, YamlText>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (ToKey(key, seen) is { } name)
            {
                seen.Add(name.Text, name);
                entries.Add(new YamlEntry(name, value));
            }
        }

        return new YamlMap(LineOf(start), ColumnOf(start), entries);
    }

    private YamlText? ToKey(YamlNode key, Dictionary<string, YamlText> seen)
    {
        if (key is not YamlText name)
        {
            _page.Say(key, "a key is a single word; write `key: value`");
            return null;
        }

        if (name is { Text: "<<", Quoted: false })
        {
            _page.Say(name, "merge keys are refused; write the values out");
            return null;
        }

        if (seen.TryGetValue(name.Text, out var first))
        {
            _page.Say(name, $"`{Page.Shorten(name.Text)}` stands here twice, first on line {first.Line}; keep one");
            return null;
        }

        return name;
    }

    /// <remarks>Aliases are never followed, so a file that multiplies itself by them costs no more than its length.</remarks>
    private void RefuseCleverness(ParsingEvent next)
    {
        if (next is AnchorAlias alias)
        {
            _page.Say(next.Start, $"aliases are refused; write the value of `*{Page.Shorten(alias.Value.Value)}` out");
        }
        else if (next is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            _page.Say(next.Start, $"anchors are refused; leave `&{Page.Shorten(anchored.Anchor.Value)}` out");
        }

        if (next is NodeEvent { Tag: { IsEmpty: false } tag } && next is not AnchorAlias)
        {
            var shown = tag.IsNonSpecific ? "!" : tag.Value.Replace("tag:yaml.org,2002:", "!!", StringComparison.Ordinal);
            _page.Say(next.Start, $"tags are refused; leave `{Page.Shorten(shown)}` out");
        }
    }

    private static YamlText ToText(Scalar scalar) =>
        new(LineOf(scalar.Start), ColumnOf(scalar.Start), scalar.Value, scalar.Style is not ScalarStyle.Plain);

    private static int LineOf(Mark mark) => (int)mark.Line;

    private static int ColumnOf(Mark mark) => (int)mark.Column;

    private static YamlNode? Unreadable(Page page, YamlException e)
    {
        var message = e.Message.Trim().TrimEnd('.');
        var why = message.Length == 0 ? "unreadable" : char.ToLowerInvariant(message[0]) + message[1..];
        page.Say(e.Start, $"this is not YAML ({why}); mend the line and check again");
        return null;
    }

    private sealed class TooDeep : Exception;
}
