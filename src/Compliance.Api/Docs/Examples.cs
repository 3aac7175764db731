using System.Text.Json.Nodes;
using Compliance.Api.Endpoints;
using Microsoft.OpenApi;

namespace Compliance.Api.Docs;

/// <summary>One real request and answer for each operation, as a test recorded them; it fails when they change.</summary>
internal static class Examples
{
    // Bodies for many share an operation with the body for one, and have their own example.
    private static readonly Dictionary<(string Operation, string Type), string> _many = new()
    {
        [("SubmitAuthorityReport", "application/x-ndjson")] = "SubmitManyReports",
        [("RegisterProvider", ViewFormats.CsvType)] = "RegisterManyProviders",
    };

    private static readonly Lazy<JsonObject> _all = new(Load);

    /// <summary>Puts the example of an operation into the document.</summary>
    public static void AddTo(OpenApiOperation operation)
    {
        if (operation.OperationId is not { } id || _all.Value[id] is not JsonObject example)
        {
            return;
        }

        Fill(operation.RequestBody?.Content, id, "request");
        if (operation.Responses?.TryGetValue((string)example["status"]!, out var response) == true)
        {
            Fill(response.Content, id, "response");
        }

        foreach (var many in operation.Responses?.Values.ToList() ?? [])
        {
            Fill(many.Content, id, "response", manyOnly: true);
        }
    }

    private static void Fill(IDictionary<string, OpenApiMediaType>? content, string id, string part, bool manyOnly = false)
    {
        foreach (var (type, media) in content ?? new Dictionary<string, OpenApiMediaType>())
        {
            if (_many.TryGetValue((id, type), out var many))
            {
                media.Example = _all.Value[many]?[part]?.DeepClone();
            }
            else if (!manyOnly && type != ViewFormats.CsvType)
            {
                media.Example = _all.Value[id]?[part]?.DeepClone();
            }
        }
    }

    private static JsonObject Load()
    {
        using var stream = typeof(Examples).Assembly.GetManifestResourceStream("examples.json");
        return stream is null ? [] : JsonNode.Parse(stream)!.AsObject();
    }
}
