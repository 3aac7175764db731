using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Compliance.Domain.Escalations;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Compliance.Api.Escalations;

public sealed record ProvideInformationRequest
{
    public string Escalation { get; init; } = "";

    [FromBody]
    public ProvideInformationBody Body { get; init; } = null!;
}

/// <summary>The answer to what was asked.</summary>
public sealed record ProvideInformationBody
{
    /// <summary>At most 2,000 characters; names nobody.</summary>
    public string? Answer { get; init; }

    /// <summary>At most ten, kept elsewhere.</summary>
    public IReadOnlyList<AttachmentBody?> Attachments { get; init; } = [];

    /// <summary>Members whose text is meant although it seems to hold an NHS number.</summary>
    public IReadOnlyList<string> Confirm { get; init; } = [];
}

internal sealed class ProvideInformationValidator : AbstractValidator<ProvideInformationRequest>
{
    public ProvideInformationValidator()
    {
        RuleFor(r => r.Body.Answer).IsText(CaseActRules.LongestText);
        RuleFor(r => r.Body.Confirm).AreMembers();
    }
}

/// <summary>Gives the information that was asked for.</summary>
internal sealed class ProvideInformation(CaseActs acts) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/escalations/{escalation}/provide-information",
            ([AsParameters] ProvideInformationRequest req, ProvideInformation endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.AnswerEscalations)
        .WithName(nameof(ProvideInformation))
        .WithMetadata(new NeedsIfMatch())
        .WithSummary("Give the information asked for")
        .WithDescription(
            "Answers what was asked. Only whoever was asked does. The case goes back to where it was, and the ladder's clock goes on.")
        .IsCaseAct();

    public Task<Results<Ok<EscalationResponse>, ProblemHttpResult>> ExecuteAsync(
        ProvideInformationRequest req, HttpContext http, CancellationToken ct) =>
        acts.TakeAsync(
            http, req.Escalation,
            new Act(CaseAction.ProvideInformation)
            {
                Answer = req.Body.Answer,
                Attachments = AttachmentBody.ToAttachments(req.Body.Attachments),
            },
            req.Body.Confirm, ct);
}
