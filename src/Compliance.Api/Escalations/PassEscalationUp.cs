using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Compliance.Domain.Escalations;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Compliance.Api.Escalations;

public sealed record PassEscalationUpRequest
{
    public string Escalation { get; init; } = "";

    [FromBody]
    public PassEscalationUpBody Body { get; init; } = null!;
}

/// <summary>Why a case is passed up.</summary>
public sealed record PassEscalationUpBody
{
    /// <summary>Why, in a sentence. Everybody who sees the case reads it.</summary>
    public string? Reason { get; init; }

    /// <summary>At most ten, kept elsewhere.</summary>
    public IReadOnlyList<AttachmentBody?> Attachments { get; init; } = [];

    /// <summary>Members whose text is meant although it seems to hold an NHS number.</summary>
    public IReadOnlyList<string> Confirm { get; init; } = [];
}

internal sealed class PassEscalationUpValidator : AbstractValidator<PassEscalationUpRequest>
{
    public PassEscalationUpValidator()
    {
        RuleFor(r => r.Body.Reason).IsText(CaseActRules.LongestText);
        RuleFor(r => r.Body.Confirm).AreMembers();
    }
}

/// <summary>Gives a case to the next tier.</summary>
internal sealed class PassEscalationUp(CaseActs acts) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/escalations/{escalation}/pass-up",
            ([AsParameters] PassEscalationUpRequest req, PassEscalationUp endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ActOnEscalations)
        .WithName(nameof(PassEscalationUp))
        .WithMetadata(new NeedsIfMatch())
        .WithSummary("Pass a case up")
        .WithDescription(
            "Gives a case to the next tier, where its clock starts anew. "
            + "The tier that owns it may, and the next one once the deadline has passed.")
        .IsCaseAct();

    public Task<Results<Ok<EscalationResponse>, ProblemHttpResult>> ExecuteAsync(
        PassEscalationUpRequest req, HttpContext http, CancellationToken ct) =>
        acts.TakeAsync(
            http, req.Escalation,
            new Act(CaseAction.PassUp) { Reason = req.Body.Reason, Attachments = AttachmentBody.ToAttachments(req.Body.Attachments) },
            req.Body.Confirm, ct);
}
