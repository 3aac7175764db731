using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Api.Checklists;

public sealed record GetChecklistRequest
{
    public string Checklist { get; init; } = "";

    public int Version { get; init; }
}

/// <summary>Gives one version of a checklist whole: what it asks, what fires, and who is told.</summary>
internal sealed class GetChecklist(Catalogue catalogue) : IEndpoint
{
    private const int TagLength = 16;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/checklists/{checklist}/versions/{version:int}",
            ([AsParameters] GetChecklistRequest req, GetChecklist endpoint, HttpContext http) => endpoint.Execute(req, http))
        .RequireAuthorization(Permissions.ReadChecklists)
        .WithName(nameof(GetChecklist))
        .WithSummary("Read a checklist")
        .WithDescription("One version whole: sections with items and measures, triggers with their levels, contingency measures and ladders.")
        .WithTags("Checklists")
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status404NotFound);

    public Results<Ok<ChecklistResponse>, StatusCodeHttpResult, ProblemHttpResult> Execute(GetChecklistRequest req, HttpContext http)
    {
        if (catalogue.Find(req.Checklist, req.Version) is not { } checklist)
        {
            return Problems.NotFound("There is no such version of a checklist. See GET /v1/checklists.");
        }

        var tag = new EntityTag(Convert.ToHexStringLower(Canonical.Hash(Canonical.Write(checklist)))[..TagLength]);
        tag.WriteTo(http.Response);
        return tag.IsHeldBy(http.Request.Headers.IfNoneMatch)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(ChecklistResponse.From(checklist));
    }
}
