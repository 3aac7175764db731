using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Compliance.Api.Tests.Docs;

public sealed class DocsPageTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docs-");

    [Fact]
    public async Task Docs_is_the_interactive_page_where_its_script_is_there()
    {
        await using var host = await DocsHost.StartAsync(WriteScript());

        var answer = await host.Client.GetAsync("/docs", TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("<div id=\"app\">", page, StringComparison.Ordinal);
        Assert.Contains("data-document=\"/openapi/v1.json\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/docs/plain\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_interactive_page_names_no_other_host_and_may_reach_none()
    {
        await using var host = await DocsHost.StartAsync(WriteScript());

        var answer = await host.Client.GetAsync("/docs", TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var start = await host.Client.GetStringAsync("/docs/start.js", TestContext.Current.CancellationToken);
        var policy = Policy(answer);

        Assert.DoesNotMatch("//[a-z0-9]", page + start);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("*", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self';", policy, StringComparison.Ordinal);
        foreach (var setting in (string[])["withDefaultFonts: false", "telemetry: false", "agent: { disabled: true }", "mcp: { disabled: true }", "proxyUrl: ''", "showDeveloperTools: 'never'"])
        {
            Assert.Contains(setting, start, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_script_of_the_interactive_page_is_served_from_here()
    {
        await using var host = await DocsHost.StartAsync(WriteScript());
        var page = await host.Client.GetStringAsync("/docs", TestContext.Current.CancellationToken);

        foreach (Match script in Regex.Matches(page, "src=\"([^\"]+)\""))
        {
            var answer = await host.Client.GetAsync(script.Groups[1].Value, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        }

        Assert.Equal(2, Regex.Count(page, "<script src="));
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_is_compressed_for_those_who_take_it_and_kept_for_good()
    {
        await using var host = await DocsHost.StartAsync(WriteScript());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/docs/scalar.js");
        request.Headers.AcceptEncoding.ParseAdd("gzip, br");

        var packed = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var plain = await host.Client.GetAsync("/docs/scalar.js", TestContext.Current.CancellationToken);

        Assert.Equal(["gzip"], packed.Content.Headers.ContentEncoding);
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Contains("immutable", plain.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.True(packed.Content.Headers.ContentLength < plain.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Docs_is_the_plain_page_where_the_script_is_not_there()
    {
        await using var host = await DocsHost.StartAsync(Path.Combine(_folder.FullName, "none.js"));

        var answer = await host.Client.GetAsync("/docs", TestContext.Current.CancellationToken);

        Assert.Equal(
            await host.Client.GetStringAsync("/docs/plain", TestContext.Current.CancellationToken),
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await host.Client.GetAsync("/docs/scalar.js", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task The_pages_are_no_part_of_the_documented_api()
    {
        await using var host = await DocsHost.StartAsync(WriteScript());

        var document = await host.Client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);

        Assert.DoesNotContain("/docs", document, StringComparison.Ordinal);
    }

    public static string Policy(HttpResponseMessage answer) =>
        Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));

    public void Dispose() => _folder.Delete(recursive: true);

    private string WriteScript()
    {
        var path = Path.Combine(_folder.FullName, "standalone.js");
        File.WriteAllText(path, new StringBuilder().Insert(0, "globalThis.Scalar = {};\n", 100).ToString());
        return path;
    }
}
