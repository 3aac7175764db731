using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Compliance.Domain.Subjects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Api.Reports;

public sealed record GetAuthorityReportRequest
{
    public string Authority { get; init; } = "";

    /// <summary>The id that was answered when the report was sent.</summary>
    public string Report { get; init; } = "";
}

/// <summary>Reads one report of the authority itself.</summary>
internal sealed class GetAuthorityReport(ReportReader reports) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/reports/{report}",
            ([AsParameters] GetAuthorityReportRequest req, GetAuthorityReport endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadReadings)
        .WithName(nameof(GetAuthorityReport))
        .WithSummary("Read one of the authority's own reports")
        .WithDescription("As it was received; corrections are reports of their own that name it.")
        .WithTags("Reports")
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status404NotFound);

    public async Task<Results<Ok<ReportResponse>, StatusCodeHttpResult, ProblemHttpResult>> ExecuteAsync(GetAuthorityReportRequest req, HttpContext http, CancellationToken ct)
    {
        if (await reports.FindAsync(req.Authority, SubjectState.Authority, req.Report, ct) is not { } report)
        {
            return Problems.NotFound();
        }

        return EntityTag.Of(report.Seq).IsHeld(http) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(report);
    }
}
