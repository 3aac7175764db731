using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Plans;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Api.Plans;

public sealed record GetPlanRequest
{
    public string Authority { get; init; } = "";

    public string Checklist { get; init; } = "";

    /// <summary>The year in which the season begins; the season of today if left out.</summary>
    public int? Season { get; init; }
}

/// <summary>Gives one plan whole, with the thresholds in force.</summary>
internal sealed class GetPlan(TenantReader reader, TimeProvider clock) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/plans/{checklist}",
            ([AsParameters] GetPlanRequest req, GetPlan endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadPlans)
        .WithName(nameof(GetPlan))
        .WithSummary("Read a plan")
        .WithDescription("The adopted version, its dates, where the authority departs from it, and the triggers and thresholds in force.")
        .WithTags("Plans")
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound);

    public async Task<Results<Ok<PlanResponse>, StatusCodeHttpResult, ProblemHttpResult>> ExecuteAsync(
        GetPlanRequest req, HttpContext http, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var rules = await reader.RulesAsync(req.Authority, now, ct);
        var season = req.Season ?? Season.Of(now, rules.Calendar);
        if (rules.Plans.FirstOrDefault(p => p.Checklist.Key == req.Checklist && p.Season == season) is not { } plan)
        {
            return Problems.NotFound($"The authority has no such plan for season {season}. See the list of its plans.");
        }

        var tag = EntityTag.Of(plan.Revision);
        tag.WriteTo(http.Response);
        return tag.IsHeldBy(http.Request.Headers.IfNoneMatch)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(PlanResponse.Of(plan));
    }
}
