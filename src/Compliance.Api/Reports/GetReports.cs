using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Api.Reports;

public sealed record GetReportsRequest
{
    public string Authority { get; init; } = "";

    public string Provider { get; init; } = "";

    /// <summary>How many at most.</summary>
    public int? Limit { get; init; }

    /// <summary>Where to go on: <c>next</c> of the part before.</summary>
    public string? Cursor { get; init; }
}

internal sealed class GetReportsValidator : AbstractValidator<GetReportsRequest>
{
    public GetReportsValidator()
    {
        RuleFor(r => r.Limit).InclusiveBetween(1, Pages.MaxLimit).WithMessage($"Ask for 1 to {Pages.MaxLimit} at once.");
        RuleFor(r => r.Cursor).Must(ReportCursor.IsOne).WithMessage("Take the cursor from \"next\" of the answer before, as it is.");
    }
}

/// <summary>Lists one provider's reports, the last received first.</summary>
internal sealed class GetReports(ReportReader reports) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/providers/{provider}/reports",
            ([AsParameters] GetReportsRequest req, GetReports endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadReports)
        .IsShared(Shared.Reports)
        .WithName(nameof(GetReports))
        .WithSummary("List a provider's reports")
        .WithDescription("Newest first. Notes are shown to those they are written for and to the writer's own side.")
        .WithTags("Reports")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    public async Task<Ok<Page<ReportResponse>>> ExecuteAsync(GetReportsRequest req, HttpContext http, CancellationToken ct)
    {
        var limit = req.Limit ?? Pages.DefaultLimit;
        var found = await reports.ListAsync(req.Authority, req.Provider, ReportCursor.Before(req.Cursor), limit + 1, ct);
        return TypedResults.Ok(Pages.Cut(http, found, limit, ReportCursor.After));
    }
}
