using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Compliance.Domain.Escalations;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Compliance.Api.Escalations;

public sealed record ReopenEscalationRequest
{
    public string Escalation { get; init; } = "";

    [FromBody]
    public ReopenEscalationBody Body { get; init; } = null!;
}

/// <summary>Why a case is reopened.</summary>
public sealed record ReopenEscalationBody
{
    /// <summary>Why, in a sentence. Everybody who sees the case reads it.</summary>
    public string? Reason { get; init; }

    /// <summary>At most ten, kept elsewhere.</summary>
    public IReadOnlyList<AttachmentBody?> Attachments { get; init; } = [];

    /// <summary>Members whose text is meant although it seems to hold an NHS number.</summary>
    public IReadOnlyList<string> Confirm { get; init; } = [];
}

internal sealed class ReopenEscalationValidator : AbstractValidator<ReopenEscalationRequest>
{
    public ReopenEscalationValidator()
    {
        RuleFor(r => r.Body.Reason).IsText(CaseActRules.LongestText);
        RuleFor(r => r.Body.Confirm).AreMembers();
    }
}

/// <summary>Opens a closed case again.</summary>
internal sealed class ReopenEscalation(CaseActs acts) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/escalations/{escalation}/reopen",
            ([AsParameters] ReopenEscalationRequest req, ReopenEscalation endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ActOnEscalations)
        .WithName(nameof(ReopenEscalation))
        .WithMetadata(new NeedsIfMatch())
        .WithSummary("Reopen a case")
        .WithDescription("Opens a closed case again, where its clock starts anew. Refused while another case about the same is open.")
        .IsCaseAct();

    public Task<Results<Ok<EscalationResponse>, ProblemHttpResult>> ExecuteAsync(
        ReopenEscalationRequest req, HttpContext http, CancellationToken ct) =>
        acts.TakeAsync(
            http, req.Escalation,
            new Act(CaseAction.Reopen) { Reason = req.Body.Reason, Attachments = AttachmentBody.ToAttachments(req.Body.Attachments) },
            req.Body.Confirm, ct);
}
