using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Authorities;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Api.Plans;

public sealed record GetLaddersRequest
{
    public string Authority { get; init; } = "";
}

/// <summary>Shows who is told of a case after how long, and who that is.</summary>
internal sealed class GetLadders(TenantReader reader, OnRecord people, ReferenceData reference, CurrentUser user, TimeProvider clock) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/ladders",
            ([AsParameters] GetLaddersRequest req, GetLadders endpoint, CancellationToken ct) => endpoint.ExecuteAsync(req, ct))
        .RequireAuthorization(Permissions.ReadPlans)
        .WithName(nameof(GetLadders))
        .WithSummary("See who is told, and when")
        .WithDescription(
            "Every ladder of the plans that cover today: what starts it, each step with who receives it, by when somebody must answer, and when its clock next "
            + "runs. Times are those of a case raised now. People are named to the authority's lead only. A role that nobody holds says so, and who is told instead.")
        .WithTags("Plans")
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound);

    public async Task<Ok<LaddersResponse>> ExecuteAsync(GetLaddersRequest req, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var rules = await reader.RulesAsync(req.Authority, now, ct);
        var seen = new LaddersSeen(
            rules.Calendar, now, reference.Roles, await people.OfAsync(req.Authority, ct), user.Hat.Role == Roles.AuthorityLead);
        return TypedResults.Ok(new LaddersResponse(rules.Calendar.Zone, now, [.. rules.Plans.Where(p => p.Covers(rules.On)).SelectMany(seen.Of)]));
    }
}
