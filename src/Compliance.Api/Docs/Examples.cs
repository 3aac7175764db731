using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Compliance.Api.Docs;

/// <summary>One real request and answer for each operation, as a test recorded them; it fails when they change.</summary>
internal static class Examples
{
    private static readonly Lazy<JsonObject> _all = new(Load);

    /// <summary>Puts the example of an operation into the document.</summary>
    public static void AddTo(OpenApiOperation operation)
    {
        if (operation.OperationId is null || _all.Value[operation.OperationId] is not JsonObject example)
        {
            return;
        }

        foreach (var media in operation.RequestBody?.Content?.Values ?? [])
        {
            media.Example = example["request"]?.DeepClone();
        }

        var status = (string?)example["status"] ?? "200";
        if (operation.Responses?.TryGetValue(status, out var response) == true)
        {
            foreach (var media in response.Content?.Values ?? [])
            {
                media.Example = example["response"]?.DeepClone();
            }
        }
    }

    private static JsonObject Load()
    {
        using var stream = typeof(Examples).Assembly.GetManifestResourceStream("examples.json");
        return stream is null ? [] : JsonNode.Parse(stream)!.AsObject();
    }
}
