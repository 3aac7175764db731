using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Authorities;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Api.Plans;

/// <summary>Shows what adopting a checklist, or changing a plan, would mean. Nothing is changed.</summary>
internal sealed class PreviewPlan(TenantReader reader, PlanChecklists checklists, OnRecord people, ReferenceData reference, TimeProvider clock) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/authorities/{authority}/plans/{checklist}/preview",
            ([AsParameters] SetPlanRequest req, PreviewPlan endpoint, CancellationToken ct) => endpoint.ExecuteAsync(req, ct))
        .RequireAuthorization(Permissions.WritePlans)
        .WithName(nameof(PreviewPlan))
        .WithSummary("See what a plan would mean")
        .WithDescription(
            "Takes what the plan would be set to, and answers what would be due and what has ended, what each provider would be asked anew or again, which triggers "
            + "would change, and which would fire at once on what is known. Nothing is written.")
        .WithTags("Plans")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    public async Task<Results<Ok<PlanPreviewResponse>, ProblemHttpResult>> ExecuteAsync(SetPlanRequest req, CancellationToken ct)
    {
        var (checklist, problem) = await checklists.FindAsync(req.Authority, req.Checklist, req.Body.Version, ct);
        if (checklist is null)
        {
            return problem!;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var set = new Domain.Intake.SetPlan(
            "", checklist, req.Season!.Value, req.Body.From!.Value, req.Body.To!.Value, [.. req.Body.Overrides.Select(o => o.ToOverride())], null);
        if (Preview.Check(set) is { Count: > 0 } faults)
        {
            return Problems.Invalid([.. faults.Select(f => new FieldProblem(f.Pointer, f.Sentence))]);
        }

        var rules = await reader.RulesAsync(req.Authority, now, ct);
        var known = rules.Plans.FirstOrDefault(p => p.Checklist.Key == checklist.Key && p.Season == set.Season);
        if (Preview.Refuse(known, checklist) is { } refused)
        {
            return Problems.Conflict(refused.Code, refused.Sentence);
        }

        var next = new Plan(
            checklist, set.Season, set.From, set.To, Canonical.Hash(Canonical.Write(checklist)), set.Overrides, (known?.Revision ?? 0) + 1,
            known?.AdoptedOn ?? rules.Calendar.DateOf(now), known?.SinceWith(checklist, rules.Calendar.DateOf(now)));
        var preview = Preview.Of(rules, next, await reader.WholeSubjectsAsync(req.Authority, ct), now);
        var gaps = ContactGaps.Of(checklist.Ladders, reference.Roles, await people.OfAsync(req.Authority, ct));
        return TypedResults.Ok(PlanPreviewResponse.Of(next, preview, [.. Preview.Warnings(set), .. gaps]));
    }
}
