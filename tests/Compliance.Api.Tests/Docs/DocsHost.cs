using Compliance.Api.Docs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Compliance.Api.Tests.Docs;

/// <summary>A small host with a document of its own, so that what the pages show can be told apart from what the product has.</summary>
public sealed class DocsHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DocsHost(WebApplication app) => _app = app;

    public HttpClient Client => _app.GetTestClient();

    public static async Task<DocsHost> StartAsync(string scalar)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddOpenApi("v1");
        var app = builder.Build();
        app.MapOpenApi();
        app.MapDocs(scalar: scalar);
        app.MapGet("/v1/homes/{home}", (string home, int? limit) => new Home(home, limit, []))
            .WithName("GetHome").WithSummary("Look at <one> home").WithTags("Homes");
        app.MapPut("/v1/homes/{home}", (string home, Home body) => Results.NoContent())
            .WithName("PutHome").WithSummary("Change a home").WithTags("Homes").ProducesProblem(412);
        app.MapPost("/v1/notes", (List<string> notes) => notes.Count)
            .WithName("AddNotes").WithDescription("Keeps what is sent.\n\nSend `[]` to keep nothing.");
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    public sealed record Home(string Name, int? Beds, IReadOnlyList<Home> Sisters);
}
