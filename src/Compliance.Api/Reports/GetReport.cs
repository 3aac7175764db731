using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Api.Reports;

public sealed record GetReportRequest
{
    public string Authority { get; init; } = "";

    public string Provider { get; init; } = "";

    /// <summary>The id that was answered when the report was sent.</summary>
    public string Report { get; init; } = "";
}

/// <summary>Reads one report of a provider.</summary>
internal sealed class GetReport(ReportReader reports) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/providers/{provider}/reports/{report}",
            ([AsParameters] GetReportRequest req, GetReport endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadReports)
        .IsShared(Shared.Reports)
        .WithName(nameof(GetReport))
        .WithSummary("Read a provider's report")
        .WithDescription("As it was received; corrections are reports of their own that name it.")
        .WithTags("Reports")
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status404NotFound);

    public async Task<Results<Ok<ReportResponse>, StatusCodeHttpResult, ProblemHttpResult>> ExecuteAsync(GetReportRequest req, HttpContext http, CancellationToken ct)
    {
        if (await reports.FindAsync(req.Authority, req.Provider, req.Report, ct) is not { } report)
        {
            return Problems.NotFound();
        }

        return EntityTag.Of(report.Seq).IsHeld(http) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(report);
    }
}
