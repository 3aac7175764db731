using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Compliance.Api.Docs;

/// <summary>The API's documentation for people: an interactive page where its script is there, and always a plain one.</summary>
public static class DocsPage
{
    // The interactive page styles itself in place, so it alone is allowed to.
    private const string InteractivePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private const string PlainPolicy =
        "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    // Each of these would otherwise send something to another host, or offer to.
    private const string StartScript = """
        Scalar.createApiReference('#app', {
          url: document.currentScript.dataset.document,
          withDefaultFonts: false,
          telemetry: false,
          agent: { disabled: true },
          mcp: { disabled: true },
          proxyUrl: '',
          hideClientButton: true,
          showDeveloperTools: 'never',
        });
        """;

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps <c>/docs</c> and <c>/docs/plain</c>, both made from one OpenAPI document.</summary>
        /// <param name="document">The document's name; it is served at <c>/openapi/{name}.json</c>.</param>
        /// <param name="scalar">The interactive page's script; by default the one the build restored.</param>
        public void MapDocs(string document = "v1", string? scalar = null)
        {
            var script = new Lazy<ScalarScript?>(
                () => ScalarScript.Load(scalar ?? Path.Combine(AppContext.BaseDirectory, "scalar", "standalone.js")));
            var docs = routes.MapGroup("/docs").AllowAnonymous().ExcludeFromDescription();

            docs.MapGet("", (HttpContext http, CancellationToken ct) => script.Value is null
                ? PlainAsync(http, document, ct)
                : Task.FromResult(Interactive(http, document, script.Value)));
            docs.MapGet("/plain", (HttpContext http, CancellationToken ct) => PlainAsync(http, document, ct));
            docs.MapGet("/plain.css", () => Results.Text(PlainPage.Style, "text/css"));
            docs.MapGet("/start.js", () => Results.Text(StartScript, MediaTypeNames.Text.JavaScript));
            docs.MapGet("/scalar.js", (HttpContext http) => Script(http, script.Value));
        }
    }

    private static IResult Interactive(HttpContext http, string document, ScalarScript script)
    {
        var root = HtmlEncoder.Default.Encode(http.Request.PathBase);
        SetHeaders(http, InteractivePolicy);
        return Results.Text($"""
            <!doctype html>
            <html lang="en-GB">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>Compliance API</title>
            </head>
            <body>
              <p><a href="{root}/docs/plain">Read this as a plain page</a></p>
              <div id="app"></div>
              <script src="{root}/docs/scalar.js?v={script.Version}"></script>
              <script src="{root}/docs/start.js" data-document="{root}/openapi/{document}.json"></script>
            </body>
            </html>
            """, MediaTypeNames.Text.Html);
    }

    private static async Task<IResult> PlainAsync(HttpContext http, string document, CancellationToken ct)
    {
        var source = http.RequestServices.GetRequiredKeyedService<IOpenApiDocumentProvider>(document);
        var json = await (await source.GetOpenApiDocumentAsync(ct)).SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, ct);
        SetHeaders(http, PlainPolicy);
        return Results.Text(
            PlainPage.Render(JsonNode.Parse(json)!.AsObject(), http.Request.PathBase, $"openapi/{document}.json"),
            MediaTypeNames.Text.Html);
    }

    private static IResult Script(HttpContext http, ScalarScript? script)
    {
        if (script is null)
        {
            return Results.NotFound();
        }

        var headers = http.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        if (!http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            return Results.Bytes(script.Plain, MediaTypeNames.Text.JavaScript);
        }

        headers.ContentEncoding = "gzip";
        return Results.Bytes(script.Gzipped, MediaTypeNames.Text.JavaScript);
    }

    private static void SetHeaders(HttpContext http, string policy)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
    }
}
