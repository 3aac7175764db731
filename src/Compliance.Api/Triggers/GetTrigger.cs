using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Subjects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Api.Triggers;

public sealed record GetTriggerRequest
{
    public string Authority { get; init; } = "";

    /// <summary>Key of the trigger.</summary>
    public string Trigger { get; init; } = "";
}

/// <summary>Tells where a trigger that judges the authority stands, why, and why not higher.</summary>
internal sealed class GetTrigger(TenantReader reader, TriggerAnswer answer) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/triggers/{trigger}",
            ([AsParameters] GetTriggerRequest req, GetTrigger endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadTriggers)
        .WithName(nameof(GetTrigger))
        .WithSummary("Ask why or why not, of the authority")
        .WithDescription("Above clear: the readings and comparisons as they are, and the receipt of the last firing. For each level above: what is missing to reach it. What nobody watches, as it is switched off, retired or out of its days, says so in watched and notWatched, with the reason.")
        .WithTags("Triggers")
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status404NotFound);

    public async Task<Results<Ok<TriggerResponse>, StatusCodeHttpResult, ProblemHttpResult>> ExecuteAsync(
        GetTriggerRequest req, HttpContext http, CancellationToken ct)
    {
        var head = await reader.HeadAsync(req.Authority, ct);
        if (await answer.OfAsync(req.Authority, SubjectState.Authority, req.Trigger, head, http, ct) is not { } found)
        {
            return Problems.NotFound("No plan of this authority has a trigger of this key that judges such a subject. The triggers there are stand under /triggers.");
        }

        return EntityTag.Of(head.Seq).IsHeld(http) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(found);
    }
}
