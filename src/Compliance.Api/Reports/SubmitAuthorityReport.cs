using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Compliance.Api.Intake;
using Compliance.Domain.Intake;
using Compliance.Domain.Subjects;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Compliance.Api.Reports;

public sealed record SubmitAuthorityReportRequest
{
    public string Authority { get; init; } = "";

    [FromBody]
    public ReportBody Body { get; init; } = null!;
}

internal sealed class SubmitAuthorityReportValidator : AbstractValidator<SubmitAuthorityReportRequest>
{
    public SubmitAuthorityReportValidator() => RuleFor(r => r.Body).SetValidator(new ReportBodyValidator());
}

/// <summary>Records the authority's answers to the measures asked of itself, and statuses of its own items.</summary>
internal sealed class SubmitAuthorityReport(Submission submission, CurrentUser user, Told told) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/authorities/{authority}/reports",
            ([AsParameters] SubmitAuthorityReportRequest req, SubmitAuthorityReport endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.SubmitAuthorityReports)
        .WithName(nameof(SubmitAuthorityReport))
        .WithSummary("Report for the authority itself")
        .WithDescription(
            "With Content-Type application/x-ndjson the same address takes reports of many providers, one JSON object a line, each naming its provider "
            + "in \"provider\", and answers line by line with line, status and id or problem. A bad line never fails its neighbours.")
        .WithTags("Reports")
        .AddOpenApiOperationTransformer(SubmitManyReports.Describe)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    public async Task<Results<Created<SubmitReportResponse>, ProblemHttpResult>> ExecuteAsync(
        SubmitAuthorityReportRequest req, HttpContext http, CancellationToken ct)
    {
        var (accepted, problem) = await submission.SubmitAsync<ReportAccepted>(
            http, new Domain.Intake.SubmitReport(submission.Who, SubjectState.Authority, req.Body.ToReport(Side.Of(user.Hat))), ct);
        if (accepted is null)
        {
            return problem!;
        }

        EntityTag.Of(accepted.Seq).WriteTo(http.Response);
        return TypedResults.Created(
            $"/v1/authorities/{req.Authority}/reports/{accepted.Id}",
            SubmitReportResponse.From(accepted, await told.OfAsync(req.Authority, accepted, ct), user));
    }
}
