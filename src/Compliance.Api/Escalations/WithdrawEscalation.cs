using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Compliance.Domain.Escalations;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Compliance.Api.Escalations;

public sealed record WithdrawEscalationRequest
{
    public string Escalation { get; init; } = "";

    [FromBody]
    public WithdrawEscalationBody Body { get; init; } = null!;
}

/// <summary>Why a case is withdrawn.</summary>
public sealed record WithdrawEscalationBody
{
    /// <summary>Why, in a sentence. Everybody who sees the case reads it.</summary>
    public string? Reason { get; init; }

    /// <summary>At most ten, kept elsewhere.</summary>
    public IReadOnlyList<AttachmentBody?> Attachments { get; init; } = [];

    /// <summary>Members whose text is meant although it seems to hold an NHS number.</summary>
    public IReadOnlyList<string> Confirm { get; init; } = [];
}

internal sealed class WithdrawEscalationValidator : AbstractValidator<WithdrawEscalationRequest>
{
    public WithdrawEscalationValidator()
    {
        RuleFor(r => r.Body.Reason).IsText(CaseActRules.LongestText);
        RuleFor(r => r.Body.Confirm).AreMembers();
    }
}

/// <summary>Takes a case back that should never have been.</summary>
internal sealed class WithdrawEscalation(CaseActs acts) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/escalations/{escalation}/withdraw",
            ([AsParameters] WithdrawEscalationRequest req, WithdrawEscalation endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ActOnEscalations)
        .WithName(nameof(WithdrawEscalation))
        .WithMetadata(new NeedsIfMatch())
        .WithSummary("Withdraw a case")
        .WithDescription(
            "Closes a case that should never have been: a correction says that what raised it never was, or a person raised it in error. "
            + "The authority's lead and the region may, whoever owns the case. One whose cause merely went away is stood down instead.")
        .IsCaseAct();

    public Task<Results<Ok<EscalationResponse>, ProblemHttpResult>> ExecuteAsync(
        WithdrawEscalationRequest req, HttpContext http, CancellationToken ct) =>
        acts.TakeAsync(
            http, req.Escalation,
            new Act(CaseAction.Withdraw)
            {
                Reason = req.Body.Reason,
                Attachments = AttachmentBody.ToAttachments(req.Body.Attachments),
            },
            req.Body.Confirm, ct);
}
