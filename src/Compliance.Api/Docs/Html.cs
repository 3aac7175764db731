using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Compliance.Api.Docs;

/// <summary>Writes HTML; whatever comes from the document is encoded on its way in.</summary>
internal sealed class Html
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StringBuilder _text = new();

    public static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");

    /// <summary>Markup as it stands: only literals and what <see cref="Encode"/> returned.</summary>
    public Html Raw(string markup)
    {
        _text.Append(markup).Append('\n');
        return this;
    }

    public Html Element(string name, string? text, string attributes = "") =>
        Raw($"<{name}{(attributes.Length == 0 ? "" : " " + attributes)}>{Encode(text)}</{name}>");

    /// <summary>A paragraph for each block of text, with `code` set as code.</summary>
    public Html Prose(string? text)
    {
        foreach (var block in (text ?? "").ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            Raw($"<p>{Inline(block)}</p>");
        }

        return this;
    }

    public static string Inline(string? text) => string.Concat((text ?? "").Trim().Split('`')
        .Select((part, i) => i % 2 == 0 ? Encode(part) : $"<code>{Encode(part)}</code>"));

    /// <summary>A table whose first column names its rows. Cells are markup.</summary>
    public Html Table(string caption, string[] heads, IEnumerable<string[]> rows)
    {
        Raw($"<table><caption>{Encode(caption)}</caption><thead><tr>");
        Raw(string.Concat(heads.Select(h => $"<th scope=\"col\">{Encode(h)}</th>")) + "</tr></thead><tbody>");
        foreach (var row in rows)
        {
            Raw($"<tr><th scope=\"row\">{row[0]}</th>{string.Concat(row.Skip(1).Select(c => $"<td>{c}</td>"))}</tr>");
        }

        return Raw("</tbody></table>");
    }

    /// <summary>A sample that can be reached and scrolled by keyboard.</summary>
    public Html Sample(string label, JsonNode? value)
    {
        var text = value is JsonValue plain && plain.TryGetValue<string>(out var line) ? line : value?.ToJsonString(_indented);
        return Raw($"<pre tabindex=\"0\" role=\"region\" aria-label=\"{Encode(label)}\"><code>{Encode(text)}</code></pre>");
    }

    public override string ToString() => _text.ToString();
}
