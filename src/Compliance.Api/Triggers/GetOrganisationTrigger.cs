using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Subjects;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Triggers;

public sealed record GetOrganisationTriggerRequest
{
    public string Authority { get; init; } = "";

    /// <summary>Key of the organisation, as entries of the register name it.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>Key of the trigger.</summary>
    public string Trigger { get; init; } = "";
}

/// <summary>Tells where a trigger stands for an organisation, why, and why not higher.</summary>
internal sealed class GetOrganisationTrigger(ComplianceDb db, TenantReader reader, TriggerAnswer answer) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/organisations/{organisation}/triggers/{trigger}",
            ([AsParameters] GetOrganisationTriggerRequest req, GetOrganisationTrigger endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadTriggers)
        .WithName(nameof(GetOrganisationTrigger))
        .WithSummary("Ask why or why not, of an organisation")
        .WithDescription("An organisation is judged by those of its services that are on this authority's register; those elsewhere do not count. Above clear: the comparisons as they are, and the receipt of the last firing, which names the services. For each level above: what is missing to reach it.")
        .WithTags("Triggers")
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status404NotFound);

    public async Task<Results<Ok<TriggerResponse>, StatusCodeHttpResult, ProblemHttpResult>> ExecuteAsync(
        GetOrganisationTriggerRequest req, HttpContext http, CancellationToken ct)
    {
        var head = await reader.HeadAsync(req.Authority, ct);
        var subject = SubjectState.OfOrganisation(req.Organisation);
        if (!await db.Providers.AnyAsync(p => p.TenantId == req.Authority && p.Organisation == req.Organisation, ct)
            && !await db.Firings.AnyAsync(f => f.TenantId == req.Authority && f.Subject == subject, ct))
        {
            // One of which nothing is known would look clear.
            return Problems.NotFound("No provider on this authority's register belongs to an organisation of this key. The organisations stand in the register's entries.");
        }

        if (await answer.OfAsync(req.Authority, subject, req.Trigger, head, http, ct) is not { } found)
        {
            return Problems.NotFound("No plan of this authority has a trigger of this key that judges such a subject. The triggers there are stand under /triggers.");
        }

        return EntityTag.Of(head.Seq).IsHeld(http) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(found);
    }
}
