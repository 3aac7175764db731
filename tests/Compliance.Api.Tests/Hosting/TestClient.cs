using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Compliance.Api.Tests.Hosting;

/// <summary>Sends literal addresses and anonymous objects, as a caller would, so that a broken contract breaks a test.</summary>
public sealed class TestClient(HttpClient http, string? token = null)
{
    public Task<TestAnswer> GetAsync(string url, string? ifNoneMatch = null) =>
        SendAsync(HttpMethod.Get, url, null, ("If-None-Match", ifNoneMatch));

    public Task<TestAnswer> GetAcceptingAsync(string url, string? accept) => SendAsync(HttpMethod.Get, url, null, ("Accept", accept));

    public Task<TestAnswer> PostAsync(string url, object? body = null, string? ifMatch = null, string? key = null) =>
        SendAsync(HttpMethod.Post, url, Content(body), ("If-Match", ifMatch), ("Idempotency-Key", key));

    public Task<TestAnswer> PutAsync(string url, object? body, string? ifMatch = null, string? key = null) =>
        SendAsync(HttpMethod.Put, url, Content(body), ("If-Match", ifMatch), ("Idempotency-Key", key));

    public Task<TestAnswer> PatchAsync(string url, object? body, string? ifMatch = null) =>
        SendAsync(HttpMethod.Patch, url, Content(body), ("If-Match", ifMatch));

    /// <summary>Sends text as it stands, well-formed or not.</summary>
    public Task<TestAnswer> SendTextAsync(HttpMethod method, string url, string text, string type = "application/json") =>
        SendAsync(method, url, new StringContent(text, Encoding.UTF8, type));

    /// <summary>Sends a body under whatever headers it has.</summary>
    public Task<TestAnswer> SendContentAsync(HttpMethod method, string url, HttpContent content) => SendAsync(method, url, content, []);

    /// <summary>Sends bytes as they stand, text or not.</summary>
    public Task<TestAnswer> SendBytesAsync(HttpMethod method, string url, byte[] body, string type, string? key = null)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return SendAsync(method, url, content, ("Idempotency-Key", key));
    }

    /// <summary>Sends whatever a table of calls holds: an object as JSON, text as lines, other content as it is.</summary>
    public Task<TestAnswer> SendAsync(HttpMethod method, string url, object? body, string? ifMatch, string? key) => SendAsync(
        method, url, body is HttpContent content ? content : body is string lines ? new StringContent(lines, Encoding.UTF8, "application/x-ndjson") : Content(body),
        ("If-Match", ifMatch), ("Idempotency-Key", key));

    /// <summary>Opens an answer that goes on; the caller reads and ends it.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string url, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    /// <summary>The same caller at another host.</summary>
    public TestClient At(HttpClient other) => new(other, token);

    public async Task<JsonNode> GetJsonAsync(string url)
    {
        var answer = await GetAsync(url);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return answer.Json;
    }

    public Task<JsonNode> GetJsonAsync(JsonNode url) => GetJsonAsync((string)url!);

    private static JsonContent? Content(object? body) => body is null ? null : JsonContent.Create(body);

    private async Task<TestAnswer> SendAsync(
        HttpMethod method, string url, HttpContent? content, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, url) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await TestAnswer.ReadAsync(response);
    }
}
