using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Compliance.Api.Intake;
using Compliance.Domain.Intake;
using Compliance.Domain.Reporting;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Compliance.Api.Reports;

public sealed record SubmitReportRequest
{
    public string Authority { get; init; } = "";

    public string Provider { get; init; } = "";

    [FromBody]
    public ReportBody Body { get; init; } = null!;
}

internal sealed class SubmitReportValidator : AbstractValidator<SubmitReportRequest>
{
    public SubmitReportValidator() => RuleFor(r => r.Body).SetValidator(new ReportBodyValidator());
}

/// <summary>Records what a provider reports and answers with what it set off and what is still owed.</summary>
internal sealed class SubmitReport(Submission submission, CurrentUser user, Told told) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/authorities/{authority}/providers/{provider}/reports",
            ([AsParameters] SubmitReportRequest req, SubmitReport endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.SubmitReports)
        .WithName(nameof(SubmitReport))
        .WithSummary("Report for a provider")
        .WithDescription("Takes one answer or many. What the report sets off and who is told of it stand in the answer. Send an Idempotency-Key, and a repeated request gets the first one's answer.")
        .WithTags("Reports")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    public async Task<Results<Created<SubmitReportResponse>, ProblemHttpResult>> ExecuteAsync(
        SubmitReportRequest req, HttpContext http, CancellationToken ct)
    {
        var onBehalf = user.Hat.Role != Roles.ProviderManager;
        if (req.Body.Kind == ReportKind.Excused && !onBehalf)
        {
            return Problems.Forbidden("Only the authority excuses a provider. Ask its lead, and report what you can.");
        }

        var (accepted, problem) = await submission.SubmitAsync<ReportAccepted>(
            http, new Domain.Intake.SubmitReport(submission.Who, req.Provider, req.Body.ToReport(Side.Of(user.Hat)), onBehalf), ct);
        if (accepted is null)
        {
            return problem!;
        }

        EntityTag.Of(accepted.Seq).WriteTo(http.Response);
        return TypedResults.Created(
            $"/v1/authorities/{req.Authority}/providers/{req.Provider}/reports/{accepted.Id}",
            SubmitReportResponse.From(accepted, await told.OfAsync(req.Authority, accepted, ct), user));
    }
}
