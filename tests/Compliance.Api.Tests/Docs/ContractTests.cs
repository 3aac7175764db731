using System.Text.Json;
using System.Text.Json.Nodes;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Docs;

/// <summary>The document in <c>openapi/</c> is the contract: its changes are deliberate. COMPLIANCE_WRITE_CONTRACT=1 writes it anew.</summary>
public sealed class ContractTests(ComplianceApp app)
{
    private static readonly string[] _methods = ["get", "post", "put", "patch", "delete"];

    private static readonly JsonSerializerOptions _readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string File { get; } = Path.Combine(Repository.Root, "openapi", "compliance.v1.json");

    [Fact]
    public async Task The_document_is_the_one_that_was_agreed()
    {
        var now = (await DocumentAsync()).ToJsonString(_readable) + "\n";
        if (Environment.GetEnvironmentVariable("COMPLIANCE_WRITE_CONTRACT") == "1")
        {
            await System.IO.File.WriteAllTextAsync(File, now, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken), now);
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_how_it_refuses_and_shows_an_example()
    {
        var document = await DocumentAsync();
        var lacking = new List<string>();
        foreach (var (name, operation) in Operations(document))
        {
            var responses = operation["responses"]!.AsObject();
            Require(operation["operationId"] is not null, name, "operationId");
            Require(!string.IsNullOrWhiteSpace((string?)operation["summary"]), name, "summary");
            Require(!string.IsNullOrWhiteSpace((string?)operation["description"]), name, "description");
            Require(operation["tags"]?.AsArray().Count == 1, name, "one tag");
            Require(responses.Any(r => r.Value!["content"]?["application/problem+json"] is not null), name, "a problem response");
            Require(
                responses.Any(r => r.Key is "204" || (r.Key[0] == '2' && r.Value!["content"]?.AsObject().Any(c => c.Value!["example"] is not null) == true)),
                name, "an example of the answer");
            Require(
                operation["requestBody"] is null || operation["requestBody"]!["content"]!.AsObject().All(c => c.Value!["example"] is not null), name, "an example of the body");
        }

        Assert.Empty(lacking);

        void Require(bool holds, string operation, string what)
        {
            if (!holds)
            {
                lacking.Add($"{operation}: {what}");
            }
        }
    }

    [Fact]
    public async Task Operation_ids_are_unique()
    {
        var ids = Operations(await DocumentAsync()).Select(o => (string?)o.Operation["operationId"]).ToList();

        Assert.Equal(ids.Distinct(), ids);
    }

    private static IEnumerable<(string Name, JsonNode Operation)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where _methods.Contains(operation.Key)
        select ($"{operation.Key.ToUpperInvariant()} {path.Key}", operation.Value!);

    private Task<JsonNode> DocumentAsync() => app.Anonymous().GetJsonAsync("/openapi/v1.json");
}
