using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Docs;

namespace Compliance.Api.Tests.Docs;

public sealed class PlainPageTests
{
    [Fact]
    public async Task Every_operation_of_the_document_is_on_the_page()
    {
        await using var host = await DocsHost.StartAsync("");
        var document = JsonNode.Parse(await host.Client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken))!;

        var page = await host.Client.GetStringAsync("/docs/plain", TestContext.Current.CancellationToken);

        var operations = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject(), (p, o) => (p.Key, o)).ToList();
        Assert.Equal(3, operations.Count);
        foreach (var (path, (method, operation)) in operations)
        {
            Assert.Contains($"<h3 id=\"{operation!["operationId"]}\"><code>{method.ToUpperInvariant()} {path}</code></h3>", page, StringComparison.Ordinal);
            Assert.Contains($"href=\"#{operation["operationId"]}\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_page_allows_itself_nothing_but_its_own_style_sheet()
    {
        await using var host = await DocsHost.StartAsync("");

        var answer = await host.Client.GetAsync("/docs/plain", TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var style = await host.Client.GetAsync("/docs/plain.css", TestContext.Current.CancellationToken);

        Assert.Equal(
            "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
            DocsPageTests.Policy(answer));
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "text/css"), (style.StatusCode, style.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task The_page_can_be_walked_by_headings_landmarks_and_keyboard()
    {
        await using var host = await DocsHost.StartAsync("");

        var page = await host.Client.GetStringAsync("/docs/plain", TestContext.Current.CancellationToken);

        foreach (var mark in (string[])["<html lang=\"en-GB\">", "<title>", "class=\"skip\"", "<header>", "<nav aria-label=", "<main id=\"operations\">", "<caption>", "scope=\"col\"", "scope=\"row\""])
        {
            Assert.Contains(mark, page, StringComparison.Ordinal);
        }

        var levels = System.Text.RegularExpressions.Regex.Matches(page, "<h([1-6])").Select(m => m.Groups[1].Value[0] - '0').ToList();
        Assert.Equal(1, levels.Count(l => l == 1));
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    [Fact]
    public async Task Summaries_descriptions_parameters_answers_and_shapes_are_told()
    {
        await using var host = await DocsHost.StartAsync("");

        var page = await host.Client.GetStringAsync("/docs/plain", TestContext.Current.CancellationToken);

        Assert.Contains("Look at &lt;one&gt; home", page, StringComparison.Ordinal);
        Assert.Contains("<p>Keeps what is sent.</p>", page, StringComparison.Ordinal);
        Assert.Contains("<p>Send <code>[]</code> to keep nothing.</p>", page, StringComparison.Ordinal);
        Assert.Contains("<code>limit</code></th><td>query</td>", page, StringComparison.Ordinal);
        Assert.Contains("<strong>412</strong>", page, StringComparison.Ordinal);
        Assert.Contains("list of <a href=\"#shape-Home\">Home</a>", page, StringComparison.Ordinal);
        Assert.Contains("<h3 id=\"shape-Home\">Home</h3>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Examples_are_shown_wherever_the_document_has_them()
    {
        var document = JsonNode.Parse("""
            { "info": { "title": "T", "version": "1" },
              "paths": { "/a": {
                "parameters": [ { "$ref": "#/components/parameters/Season" } ],
                "post": { "operationId": "A", "tags": [ "Ones" ], "deprecated": true,
                  "requestBody": { "content": { "application/json": { "schema": { "type": [ "null", "string" ], "maxLength": 9 },
                    "examples": { "short": { "summary": "A short one", "value": { "kind": "<nil>" } } } } } },
                  "responses": { "200": { "description": "Done", "content": { "text/csv": { "example": "a,b" } } } } } } },
              "components": { "parameters": { "Season": { "name": "season", "in": "query", "example": 2026, "schema": { "enum": [ 2025, 2026 ] } } } } }
            """)!.AsObject();

        var page = PlainPage.Render(document, "/base", "openapi/v1.json");

        Assert.Contains("<p>A short one</p>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;nil&gt;", page, StringComparison.Ordinal);
        Assert.Contains("<code>a,b</code></pre>", page, StringComparison.Ordinal);
        Assert.Contains("one of <code>2025</code>, <code>2026</code>", page, StringComparison.Ordinal);
        Assert.Contains("For example <code>2026</code>.", page, StringComparison.Ordinal);
        Assert.Contains("string or null (maxLength 9)", page, StringComparison.Ordinal);
        Assert.Contains("Deprecated", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/base/openapi/v1.json\"", page, StringComparison.Ordinal);
    }
}
