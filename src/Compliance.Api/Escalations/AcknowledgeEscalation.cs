using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Compliance.Domain.Escalations;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Compliance.Api.Escalations;

public sealed record AcknowledgeEscalationRequest
{
    public string Escalation { get; init; } = "";

    [FromBody]
    public AcknowledgeEscalationBody Body { get; init; } = null!;
}

/// <summary>Who takes a case on.</summary>
public sealed record AcknowledgeEscalationBody
{
    /// <summary>Who is dealing with it: a role or a team.</summary>
    public string? Owner { get; init; }

    /// <summary>What is being done, in a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>When it is looked at again; in the future.</summary>
    public DateTime? ReviewBy { get; init; }

    /// <summary>At most ten, kept elsewhere.</summary>
    public IReadOnlyList<AttachmentBody?> Attachments { get; init; } = [];

    /// <summary>Members whose text is meant although it seems to hold an NHS number.</summary>
    public IReadOnlyList<string> Confirm { get; init; } = [];
}

internal sealed class AcknowledgeEscalationValidator : AbstractValidator<AcknowledgeEscalationRequest>
{
    public AcknowledgeEscalationValidator()
    {
        RuleFor(r => r.Body.Owner).IsLine(CaseActRules.LongestOwner);
        RuleFor(r => r.Body.Reason).IsText(CaseActRules.LongestText);
        RuleFor(r => r.Body.Confirm).AreMembers();
    }
}

/// <summary>Takes a case on.</summary>
internal sealed class AcknowledgeEscalation(CaseActs acts) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/escalations/{escalation}/acknowledge",
            ([AsParameters] AcknowledgeEscalationRequest req, AcknowledgeEscalation endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ActOnEscalations)
        .WithName(nameof(AcknowledgeEscalation))
        .WithMetadata(new NeedsIfMatch())
        .WithSummary("Acknowledge a case")
        .WithDescription("Takes a case on: who deals with it, why, and when it is looked at again. Past that time it is back in the queue.")
        .IsCaseAct();

    public Task<Results<Ok<EscalationResponse>, ProblemHttpResult>> ExecuteAsync(
        AcknowledgeEscalationRequest req, HttpContext http, CancellationToken ct) =>
        acts.TakeAsync(
            http, req.Escalation,
            new Act(CaseAction.Acknowledge)
            {
                Owner = req.Body.Owner,
                Reason = req.Body.Reason,
                ReviewBy = req.Body.ReviewBy,
                Attachments = AttachmentBody.ToAttachments(req.Body.Attachments),
            },
            req.Body.Confirm, ct);
}
