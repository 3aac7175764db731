using System.Text.Json.Nodes;
using static Compliance.Api.Docs.Html;

namespace Compliance.Api.Docs;

/// <summary>An OpenAPI document as one page without script: what to read where the interactive page cannot go.</summary>
internal static class PlainPage
{
    public const string Style = """
        :root { color-scheme: light dark; }
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 62rem; margin: 0 auto; padding: 0 1rem 4rem; }
        a { text-underline-offset: 0.15em; }
        a:focus-visible, pre:focus-visible { outline: 3px solid; outline-offset: 2px; }
        .skip { position: absolute; left: -999rem; }
        .skip:focus { left: 1rem; top: 0.5rem; background: Canvas; padding: 0.5rem; }
        section, article { border-top: 1px solid; margin-top: 2rem; }
        code, pre { font-family: ui-monospace, monospace; }
        h3 code { overflow-wrap: anywhere; }
        pre { border: 1px solid; padding: 0.75rem; overflow: auto; }
        table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
        caption { text-align: left; font-weight: 600; }
        th, td { border-bottom: 1px solid; padding: 0.35rem 0.75rem 0.35rem 0; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
        nav li { padding: 0.2rem 0; }
        """;

    private static readonly string[] _methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    public static string Render(JsonObject document, string root, string source)
    {
        var title = (string?)document["info"]?["title"];
        var groups = Operations(document).GroupBy(o => o.Tag).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        var html = new Html().Raw($"""
            <!doctype html>
            <html lang="en-GB">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encode(title)}</title>
            <link rel="stylesheet" href="{Encode(root)}/docs/plain.css">
            </head>
            <body>
            <a class="skip" href="#operations">Skip to the operations</a>
            <header><h1>{Encode(title)}</h1>
            """);
        html.Prose((string?)document["info"]?["description"]);
        html.Raw($"<p>Version {Encode((string?)document["info"]?["version"])}, as <a href=\"{Encode(root)}/{source}\">OpenAPI document</a>.</p></header>");
        WriteContents(html, groups);
        html.Raw("<main id=\"operations\">");
        foreach (var group in groups)
        {
            html.Raw("<section>").Element("h2", group.Key);
            foreach (var operation in group)
            {
                operation.Write(html, document);
            }

            html.Raw("</section>");
        }

        WriteSchemas(html, document);
        return html.Raw("</main></body></html>").ToString();
    }

    private static IEnumerable<PlainOperation> Operations(JsonObject document) =>
        from path in document["paths"]?.AsObject() ?? []
        from method in _methods
        where path.Value?[method] is not null
        select new PlainOperation(path.Key, method, path.Value[method]!.AsObject(), path.Value["parameters"] as JsonArray ?? []);

    private static void WriteContents(Html html, List<IGrouping<string, PlainOperation>> groups)
    {
        html.Raw("<nav aria-label=\"Operations\">");
        foreach (var group in groups)
        {
            html.Element("h2", group.Key).Raw("<ul>");
            foreach (var operation in group)
            {
                html.Raw($"<li><a href=\"#{Encode(operation.Id)}\"><code>{Encode(operation.Heading)}</code> {Encode(operation.Summary)}</a></li>");
            }

            html.Raw("</ul>");
        }

        html.Raw("</nav>");
    }

    private static void WriteSchemas(Html html, JsonObject document)
    {
        if (document["components"]?["schemas"] is not JsonObject { Count: > 0 } schemas)
        {
            return;
        }

        html.Raw("<section>").Element("h2", "Shapes");
        foreach (var (name, schema) in schemas)
        {
            html.Raw("<article>").Element("h3", name, $"id=\"{Encode(PlainSchema.Anchor(name))}\"");
            html.Prose((string?)schema!["description"]);
            PlainSchema.Write(html, name, schema);
            html.Raw("</article>");
        }

        html.Raw("</section>");
    }
}
