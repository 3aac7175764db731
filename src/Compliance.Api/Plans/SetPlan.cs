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
internal sealed class SetPlan(
    Submission submission, PlanChecklists checklists, TenantReader reader, OnRecord people, ReferenceData reference, TimeProvider clock) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/authorities/{authority}/plans/{checklist}",
            ([AsParameters] SetPlanRequest req, SetPlan endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.WritePlans)
        .WithName(nameof(SetPlan))
        .WithSummary("Adopt a checklist, or change a plan")
        .WithDescription(
            "The first time no If-Match is needed; to change the plan, send the ETag it was read with. Triggers left as they were keep their state. "
            + "A plan with a ladder that runs round the clock is adopted only once a contact is recorded who answers day and night (409, nobody-at-night); "
            + "for every other role that nobody holds there is a warning.")
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
        var holders = await people.OfAsync(req.Authority, ct);
        if (ContactGaps.NobodyAtNight(checklist.Ladders, holders.Contacts) && await IsAdoptedAnewAsync(req.Authority, command, ct))
        {
            return Problems.Conflict(
                "nobody-at-night",
                $"Ladders of `{checklist.Key}` run round the clock, and no contact is recorded who answers day and night. "
                + $"Record one with \"roundTheClock\": true at PUT /v1/authorities/{req.Authority}/contacts, then adopt the plan.");
        }

        var (stored, refusal) = await submission.SubmitAsync<Stored>(http, command, ct);
        return stored is null ? refusal! : Answer(req, http, command, stored, ContactGaps.Of(checklist.Ladders, reference.Roles, holders));
    }

    /// <summary>Whether the plan is sound and none like it runs. One that runs is never held up, so that it can be mended at any time.</summary>
    private async Task<bool> IsAdoptedAnewAsync(string authority, Domain.Intake.SetPlan set, CancellationToken ct)
    {
        var rules = await reader.RulesAsync(authority, clock.GetUtcNow().UtcDateTime, ct);
        return set.Seen is null && rules.Plans.All(p => p.Checklist.Key != set.Checklist.Key || p.Season != set.Season)
            && Preview.Check(set).Count == 0 && Preview.Refuse(null, set.Checklist) is null;
    }

    private static Results<Ok<PlanResponse>, Created<PlanResponse>, ProblemHttpResult> Answer(
        SetPlanRequest req, HttpContext http, Domain.Intake.SetPlan set, Stored stored, IReadOnlyList<string> gaps)
    {
        var plan = new Plan(
            set.Checklist, set.Season, set.From, set.To, Canonical.Hash(Canonical.Write(set.Checklist)), set.Overrides, stored.Revision, set.From);
        var answer = PlanResponse.Of(plan) with { Warnings = [.. stored.Warnings, .. gaps] };
        EntityTag.Of(stored.Revision).WriteTo(http.Response);
        return stored.Created
            ? TypedResults.Created($"/v1/authorities/{req.Authority}/plans/{set.Checklist.Key}?season={set.Season}", answer)
            : TypedResults.Ok(answer);
    }
}
