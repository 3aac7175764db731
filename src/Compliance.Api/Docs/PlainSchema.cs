using System.Text.Json.Nodes;
using static Compliance.Api.Docs.Html;

namespace Compliance.Api.Docs;

/// <summary>Schemas in words, for the plain page.</summary>
internal static class PlainSchema
{
    private static readonly string[] _limits =
        ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems", "pattern", "default"];

    public static string Anchor(string schema) => "shape-" + Slug(schema);

    public static string Slug(string text) =>
        string.Join('-', text.Split([.. text.Where(c => !char.IsAsciiLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What a value may be, as markup: a link to a named shape, or a phrase such as "list of date, or nothing".</summary>
    public static string Phrase(JsonNode? schema)
    {
        if (schema is not JsonObject)
        {
            return "anything";
        }

        if ((string?)schema["$ref"] is { } pointer)
        {
            var name = pointer[(pointer.LastIndexOf('/') + 1)..];
            return $"<a href=\"#{Encode(Anchor(name))}\">{Encode(name)}</a>";
        }

        foreach (var choice in (string[])["oneOf", "anyOf", "allOf"])
        {
            if (schema[choice] is JsonArray of)
            {
                return string.Join(choice == "allOf" ? " and " : " or ", of.Select(Phrase));
            }
        }

        if (schema["enum"] is JsonArray values)
        {
            return "one of " + string.Join(", ", values.Select(v => $"<code>{Encode(v?.ToString() ?? "null")}</code>"));
        }

        return string.Join(" or ", Types(schema).Select(t => OneType(t, schema))) + Limits(schema);
    }

    /// <summary>The properties of a named shape, or the phrase for one that has none.</summary>
    public static void Write(Html html, string name, JsonNode schema)
    {
        if (schema["properties"] is not JsonObject { Count: > 0 } properties)
        {
            html.Raw($"<p>{Phrase(schema)}</p>");
            return;
        }

        var required = (schema["required"] as JsonArray ?? []).Select(r => (string?)r).ToHashSet();
        html.Table($"Properties of {name}", ["Name", "Type", "Required", "Meaning"], properties.Select(p => new[]
        {
            $"<code>{Encode(p.Key)}</code>",
            Phrase(p.Value),
            required.Contains(p.Key) ? "yes" : "no",
            Inline((string?)p.Value?["description"]),
        }));
    }

    private static IEnumerable<string> Types(JsonNode schema) => schema["type"] switch
    {
        JsonArray several => several.Select(t => (string?)t ?? "null").OrderBy(t => t == "null"),
        JsonValue one => [(string?)one ?? "null"],
        _ => ["anything"],
    };

    private static string OneType(string type, JsonNode schema) => type switch
    {
        "array" => $"list of {Phrase(schema["items"])}",
        "object" when schema["additionalProperties"] is JsonObject values => $"map of {Phrase(values)}",
        "null" => "null",
        _ => Encode((string?)schema["format"] is { } format ? $"{type} ({format})" : type),
    };

    private static string Limits(JsonNode schema)
    {
        var limits = _limits.Where(l => schema[l] is not null).Select(l => $"{l} {Encode(schema[l]!.ToJsonString())}").ToList();
        return limits.Count == 0 ? "" : $" ({string.Join(", ", limits)})";
    }
}
