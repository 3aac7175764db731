using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Compliance.Api.Tests.Checklists;

/// <summary>Validates by the keywords of JSON Schema 2020-12 that the checklist schema uses, and by no others.</summary>
internal sealed class SchemaValidator(JsonObject root)
{
    public bool Accepts(JsonNode? value) => Accepts(root, value);

    private bool Accepts(JsonNode? schema, JsonNode? value)
    {
        if (schema is JsonValue always)
        {
            return always.GetValue<bool>();
        }

        // No short cut: a keyword that this validator does not know must be met wherever it stands.
        return schema!.AsObject().Select(k => Holds(schema.AsObject(), k.Key, k.Value!, value)).ToList().TrueForAll(held => held);
    }

    private bool Holds(JsonObject schema, string keyword, JsonNode limit, JsonNode? value) => keyword switch
    {
        "$schema" or "$defs" or "title" or "description" or "then" or "else" => true,
        "$ref" => Accepts(Follow(limit.GetValue<string>()), value),
        "type" => TypeOf(value).Contains(limit.GetValue<string>()),
        "const" => JsonNode.DeepEquals(limit, value),
        "enum" => limit.AsArray().Any(one => JsonNode.DeepEquals(one, value)),
        "allOf" => limit.AsArray().All(one => Accepts(one, value)),
        "anyOf" => limit.AsArray().Any(one => Accepts(one, value)),
        "oneOf" => limit.AsArray().Count(one => Accepts(one, value)) == 1,
        "not" => !Accepts(limit, value),
        "if" => Accepts(limit, value) ? Accepts(schema["then"] ?? true, value) : Accepts(schema["else"] ?? true, value),
        "required" or "properties" or "additionalProperties" or "propertyNames" or "minProperties" =>
            value is not JsonObject group || HoldsOfGroup(schema, keyword, limit, group),
        "items" or "minItems" or "maxItems" => value is not JsonArray list || HoldsOfList(keyword, limit, list),
        "pattern" or "minLength" or "maxLength" => !TypeOf(value).Contains("string") || HoldsOfText(keyword, limit, value!.GetValue<string>()),
        "minimum" or "maximum" => !TypeOf(value).Contains("number") || HoldsOfNumber(keyword, limit, value!.GetValue<double>()),
        _ => throw new NotSupportedException($"This validator does not know the keyword '{keyword}'."),
    };

    private bool HoldsOfGroup(JsonObject schema, string keyword, JsonNode limit, JsonObject group) => keyword switch
    {
        "required" => limit.AsArray().All(key => group.ContainsKey(key!.GetValue<string>())),
        "properties" => limit.AsObject().All(p => !group.ContainsKey(p.Key) || Accepts(p.Value, group[p.Key])),
        "additionalProperties" => group.All(p => schema["properties"]?[p.Key] is not null || Accepts(limit, p.Value)),
        "propertyNames" => group.All(p => Accepts(limit, p.Key)),
        _ => group.Count >= limit.GetValue<int>(),
    };

    private bool HoldsOfList(string keyword, JsonNode limit, JsonArray list) => keyword switch
    {
        "items" => list.All(one => Accepts(limit, one)),
        "minItems" => list.Count >= limit.GetValue<int>(),
        _ => list.Count <= limit.GetValue<int>(),
    };

    private static bool HoldsOfText(string keyword, JsonNode limit, string text) => keyword switch
    {
        "pattern" => Regex.IsMatch(text, limit.GetValue<string>(), RegexOptions.ECMAScript),
        "minLength" => text.Length >= limit.GetValue<int>(),
        _ => text.Length <= limit.GetValue<int>(),
    };

    private static bool HoldsOfNumber(string keyword, JsonNode limit, double number) =>
        keyword == "minimum" ? number >= limit.GetValue<double>() : number <= limit.GetValue<double>();

    private JsonNode Follow(string reference) =>
        reference.TrimStart('#', '/').Split('/').Aggregate((JsonNode)root, (node, key) => node[key]!);

    private static string[] TypeOf(JsonNode? value) => value switch
    {
        null => ["null"],
        JsonObject => ["object"],
        JsonArray => ["array"],
        JsonValue one when one.TryGetValue<string>(out _) => ["string"],
        JsonValue one when one.TryGetValue<bool>(out _) => ["boolean"],
        JsonValue one when one.TryGetValue<double>(out var number) => double.IsInteger(number) ? ["number", "integer"] : ["number"],
        _ => [],
    };
}
