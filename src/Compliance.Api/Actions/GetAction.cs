using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Api.Actions;

public sealed record GetActionRequest
{
    public string Authority { get; init; } = "";

    public string Item { get; init; } = "";
}

/// <summary>Reads one action of the present season.</summary>
internal sealed class GetAction(TenantReader reader, ActionReader actions) : IEndpoint
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
        var head = await reader.HeadAsync(req.Authority, ct);
        var season = Season.Of(head.KnownOn, await reader.CalendarAsync(req.Authority, ct));
        var subject = await reader.SubjectAsync(req.Authority, SubjectState.Authority, ct);
        var action = (await actions.ReadAsync(req.Authority, season, head.KnownOn, ct)).LastOrDefault(a => a.Item.Key == req.Item);
        if (action is null)
        {
            return Problems.NotFound("No plan of this season has an action of that key; see the list of actions.");
        }

        EntityTag.Of(subject.Statuses.TryGetValue(req.Item, out var status) ? status.Seq : 0).WriteTo(http.Response);
        return TypedResults.Ok(ActionResponse.From(action));
    }
}
