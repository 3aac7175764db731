using System.Text;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Api.Intake;
using Compliance.Domain.Authorities;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Plans;

public sealed record SetPlanRequest
{
    public string Authority { get; init; } = "";

    public string Checklist { get; init; } = "";

    /// <summary>The year in which the season begins: 1 July to 30 June.</summary>
    public int? Season { get; init; }

    [FromBody]
    public SetPlanBody Body { get; init; } = null!;
}

/// <summary>The plan as it is to be from now on.</summary>
public sealed record SetPlanBody
{
    /// <summary>The version of the checklist; it must be published.</summary>
    public int Version { get; init; }

    /// <summary>The first day, included, within the season.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, included, within the season.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Where the authority departs from the checklist, each with its reason.</summary>
    public IReadOnlyList<OverrideBody> Overrides { get; init; } = [];
}

/// <summary>Adopts a checklist for a season, or changes the plan.</summary>
internal sealed class SetPlan(Submission submission, PlanChecklists checklists, ComplianceDb db) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/authorities/{authority}/plans/{checklist}",
            ([AsParameters] SetPlanRequest req, SetPlan endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.WritePlans)
        .WithName(nameof(SetPlan))
        .WithSummary("Adopt a checklist, or change a plan")
        .WithDescription("The first time no If-Match is needed; to change the plan, send the ETag it was read with. Triggers left as they were keep their state.")
        .WithTags("Plans")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status428PreconditionRequired)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    public async Task<Results<Ok<PlanResponse>, Created<PlanResponse>, ProblemHttpResult>> ExecuteAsync(
        SetPlanRequest req, HttpContext http, CancellationToken ct)
    {
        var (checklist, problem) = await checklists.FindAsync(req.Authority, req.Checklist, req.Body.Version, ct);
        if (checklist is null)
        {
            return problem!;
        }

        var command = new Domain.Intake.SetPlan(
            submission.Who, checklist, req.Season!.Value, req.Body.From!.Value, req.Body.To!.Value,
            [.. req.Body.Overrides.Select(o => o.ToOverride())], IfMatch.Of(http));
        var (stored, refusal) = await submission.SubmitAsync<Stored>(http, command, ct);
        var contacts = await db.Authorities.Where(a => a.TenantId == req.Authority).Select(a => a.Contacts).SingleAsync(ct);
        return stored is null ? refusal! : Answer(req, http, command, stored, contacts);
    }

    private static Results<Ok<PlanResponse>, Created<PlanResponse>, ProblemHttpResult> Answer(
        SetPlanRequest req, HttpContext http, Domain.Intake.SetPlan set, Stored stored, string contacts)
    {
        var plan = new Plan(
            set.Checklist, set.Season, set.From, set.To, Canonical.Hash(Canonical.Write(set.Checklist)), set.Overrides, stored.Revision, set.From);
        var gaps = ContactGaps.Of(set.Checklist, Canonical.Read<List<Contact>>(Encoding.UTF8.GetBytes(contacts)));
        var answer = PlanResponse.Of(plan) with { Warnings = [.. stored.Warnings, .. gaps] };
        EntityTag.Of(stored.Revision).WriteTo(http.Response);
        return stored.Created
            ? TypedResults.Created($"/v1/authorities/{req.Authority}/plans/{set.Checklist.Key}?season={set.Season}", answer)
            : TypedResults.Ok(answer);
    }
}
