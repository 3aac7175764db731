using System.Text.Json.Nodes;
using static Compliance.Api.Docs.Html;

namespace Compliance.Api.Docs;

/// <summary>One operation of the document, on the plain page.</summary>
internal sealed record PlainOperation(string Path, string Method, JsonObject Node, JsonArray Shared)
{
    public string Heading => $"{Method.ToUpperInvariant()} {Path}";

    public string Id => (string?)Node["operationId"] ?? PlainSchema.Slug(Heading);

    public string? Summary => (string?)Node["summary"];

    public string Tag => (string?)(Node["tags"] as JsonArray)?.FirstOrDefault() ?? "Other";

    public void Write(Html html, JsonObject document)
    {
        html.Raw($"<article><h3 id=\"{Encode(Id)}\"><code>{Encode(Heading)}</code></h3>");
        html.Raw($"<p><strong>{Inline(Summary)}</strong></p>").Prose((string?)Node["description"]);
        if ((bool?)Node["deprecated"] is true)
        {
            html.Raw("<p>Deprecated: still answered, to be removed.</p>");
        }

        WriteParameters(html, document);
        if (Resolve(Node["requestBody"], document) is { } body)
        {
            html.Element("h4", "Body").Prose((string?)body["description"]);
            WriteContent(html, body["content"], $"Example body of {Heading}");
        }

        WriteResponses(html, document);
        html.Raw("</article>");
    }

    private void WriteParameters(Html html, JsonObject document)
    {
        var own = Node["parameters"] as JsonArray ?? [];
        var parameters = Shared.Concat(own).Select(p => Resolve(p, document)!).ToList();
        if (parameters.Count > 0)
        {
            html.Table("Parameters", ["Name", "In", "Type", "Required", "Meaning"], parameters.Select(p => new[]
            {
                $"<code>{Encode((string?)p["name"])}</code>",
                Encode((string?)p["in"]),
                PlainSchema.Phrase(p["schema"]),
                (bool?)p["required"] is true ? "yes" : "no",
                Inline((string?)p["description"] ?? (string?)p["schema"]?["description"]) + Example(p),
            }));
        }
    }

    private void WriteResponses(Html html, JsonObject document)
    {
        html.Element("h4", "Answers");
        foreach (var (status, node) in Node["responses"]?.AsObject() ?? [])
        {
            var response = Resolve(node, document)!;
            html.Raw($"<p><strong>{Encode(status)}</strong> {Inline((string?)response["description"])}</p>");
            WriteContent(html, response["content"], $"Example of a {status} answer to {Heading}");
        }
    }

    private static void WriteContent(Html html, JsonNode? content, string label)
    {
        foreach (var (type, media) in content?.AsObject() ?? [])
        {
            html.Raw($"<p><code>{Encode(type)}</code>: {PlainSchema.Phrase(media!["schema"])}</p>");
            if (media["example"] is { } example)
            {
                html.Sample(label, example);
            }

            foreach (var (name, sample) in media["examples"]?.AsObject() ?? [])
            {
                html.Element("p", (string?)sample!["summary"] ?? name).Sample($"{label}: {name}", sample["value"]);
            }
        }
    }

    private static string Example(JsonObject parameter) =>
        parameter["example"] is { } example ? $" For example <code>{Encode(example.ToString())}</code>." : "";

    // Parts that several operations share stand once in the document and are pointed at.
    private static JsonObject? Resolve(JsonNode? node, JsonObject document)
    {
        var pointer = (string?)node?["$ref"];
        return pointer is null
            ? node?.AsObject()
            : pointer.Split('/').Skip(1).Aggregate((JsonNode?)document, (at, step) => at?[step])?.AsObject();
    }
}
