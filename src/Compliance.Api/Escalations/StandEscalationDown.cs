using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Compliance.Domain.Escalations;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Compliance.Api.Escalations;

public sealed record StandEscalationDownRequest
{
    public string Escalation { get; init; } = "";

    [FromBody]
    public StandEscalationDownBody Body { get; init; } = null!;
}

/// <summary>Why a case is stood down.</summary>
public sealed record StandEscalationDownBody
{
    /// <summary>Why, in a sentence. Everybody who sees the case reads it.</summary>
    public string? Reason { get; init; }

    /// <summary>Why all the same, while the condition holds or is not known.</summary>
    public string? Despite { get; init; }

    /// <summary>At most ten, kept elsewhere.</summary>
    public IReadOnlyList<AttachmentBody?> Attachments { get; init; } = [];

    /// <summary>Members whose text is meant although it seems to hold an NHS number.</summary>
    public IReadOnlyList<string> Confirm { get; init; } = [];
}

internal sealed class StandEscalationDownValidator : AbstractValidator<StandEscalationDownRequest>
{
    public StandEscalationDownValidator()
    {
        RuleFor(r => r.Body.Reason).IsText(CaseActRules.LongestText);
        RuleFor(r => r.Body.Despite).IsText(CaseActRules.LongestText);
        RuleFor(r => r.Body.Confirm).AreMembers();
    }
}

/// <summary>Closes a case.</summary>
internal sealed class StandEscalationDown(CaseActs acts) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/escalations/{escalation}/stand-down",
            ([AsParameters] StandEscalationDownRequest req, StandEscalationDown endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ActOnEscalations)
        .WithName(nameof(StandEscalationDown))
        .WithMetadata(new NeedsIfMatch())
        .WithSummary("Stand a case down")
        .WithDescription(
            "Closes a case that somebody has acknowledged. While the condition holds or is not known, despite must say why all the same. "
            + "While nothing watches it any more, as its trigger is switched off or its days are over, despite may be left out. The watch over the condition goes on.")
        .IsCaseAct();

    public Task<Results<Ok<EscalationResponse>, ProblemHttpResult>> ExecuteAsync(
        StandEscalationDownRequest req, HttpContext http, CancellationToken ct) =>
        acts.TakeAsync(
            http, req.Escalation,
            new Act(CaseAction.StandDown) { Reason = req.Body.Reason, Despite = req.Body.Despite, Attachments = AttachmentBody.ToAttachments(req.Body.Attachments) },
            req.Body.Confirm, ct);
}
