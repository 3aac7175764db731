using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Api.Actions;

public sealed record GetActionRequest
{
    public string Authority { get; init; } = "";

    public string Item { get; init; } = "";
}

/// <summary>Reads one action of the present season.</summary>
internal sealed class GetAction(ActionReader actions) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/actions/{item}",
            ([AsParameters] GetActionRequest req, GetAction endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadActions)
        .WithName(nameof(GetAction))
        .WithSummary("Read one action")
        .WithDescription("The ETag names the last word about it; send it in If-Match with the next one.")
        .WithTags("Actions");

    public async Task<Results<Ok<ActionResponse>, ProblemHttpResult>> ExecuteAsync(GetActionRequest req, HttpContext http, CancellationToken ct)
    {
        if (await actions.FindAsync(req.Authority, req.Item, ct) is not { } found)
        {
            return ActionReader.NotFound();
        }

        found.Tag.WriteTo(http.Response);
        return TypedResults.Ok(ActionResponse.From(found.Action));
    }
}
