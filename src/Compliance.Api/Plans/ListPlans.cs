using System.Globalization;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Api.Plans;

public sealed record ListPlansRequest
{
    public string Authority { get; init; } = "";

    /// <summary>Only plans of the season that begins in this year.</summary>
    public int? Season { get; init; }

    /// <summary>How many at once: 1 to 500, 50 if left out.</summary>
    public int? Limit { get; init; }

    /// <summary>What the part before gave under next.</summary>
    public string? Cursor { get; init; }
}

internal sealed class ListPlansValidator : AbstractValidator<ListPlansRequest>
{
    public ListPlansValidator() => this.CheckPage(r => r.Limit, r => r.Cursor, parts: 2);
}

/// <summary>Lists an authority's plans, by season and checklist.</summary>
internal sealed class ListPlans(TenantReader reader, TimeProvider clock) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/plans",
            ([AsParameters] ListPlansRequest req, ListPlans endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadPlans)
        .WithName(nameof(ListPlans))
        .WithSummary("List plans")
        .WithDescription("The checklists an authority has adopted, by season and checklist.")
        .WithTags("Plans")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound);

    public async Task<Ok<Page<PlanSummary>>> ExecuteAsync(ListPlansRequest req, HttpContext http, CancellationToken ct)
    {
        var limit = req.Limit ?? Pages.DefaultLimit;
        var rules = await reader.RulesAsync(req.Authority, clock.GetUtcNow().UtcDateTime, ct);

        // A handful a season: all of them are at hand with the rules.
        var plans = rules.Plans.Select(PlanSummary.Of)
            .Where(p => req.Season is null || p.Season == req.Season)
            .OrderBy(p => p.Season).ThenBy(p => p.Checklist, StringComparer.Ordinal);
        var after = Cursor.TryRead(req.Cursor, 2, out var cursor) ? plans.Where(p => IsAfter(p, cursor)) : plans;
        return TypedResults.Ok(Pages.Cut(http, [.. after.Take(limit + 1)], limit, p => Cursor.Of(SeasonPart(p), p.Checklist)));
    }

    private static bool IsAfter(PlanSummary plan, Cursor cursor) => string.CompareOrdinal(SeasonPart(plan), cursor.Parts[0]) switch
    {
        0 => string.CompareOrdinal(plan.Checklist, cursor.Parts[1]) > 0,
        var order => order > 0,
    };

    private static string SeasonPart(PlanSummary plan) => plan.Season.ToString("D4", CultureInfo.InvariantCulture);
}
