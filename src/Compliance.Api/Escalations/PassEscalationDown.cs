using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Compliance.Domain.Escalations;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Compliance.Api.Escalations;

public sealed record PassEscalationDownRequest
{
    public string Escalation { get; init; } = "";

    [FromBody]
    public PassEscalationDownBody Body { get; init; } = null!;
}

/// <summary>Why a case is passed down.</summary>
public sealed record PassEscalationDownBody
{
    /// <summary>Why, in a sentence. Everybody who sees the case reads it.</summary>
    public string? Reason { get; init; }

    /// <summary>At most ten, kept elsewhere.</summary>
    public IReadOnlyList<AttachmentBody?> Attachments { get; init; } = [];

    /// <summary>Members whose text is meant although it seems to hold an NHS number.</summary>
    public IReadOnlyList<string> Confirm { get; init; } = [];
}

internal sealed class PassEscalationDownValidator : AbstractValidator<PassEscalationDownRequest>
{
    public PassEscalationDownValidator()
    {
        RuleFor(r => r.Body.Reason).IsText(CaseActRules.LongestText);
        RuleFor(r => r.Body.Confirm).AreMembers();
    }
}

/// <summary>Gives a case back to the authority.</summary>
internal sealed class PassEscalationDown(CaseActs acts) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/escalations/{escalation}/pass-down",
            ([AsParameters] PassEscalationDownRequest req, PassEscalationDown endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.PassDownEscalations)
        .WithName(nameof(PassEscalationDown))
        .WithMetadata(new NeedsIfMatch())
        .WithSummary("Pass a case down")
        .WithDescription("Gives a case that lies with the region back to the authority, where its clock starts anew. The region goes on seeing it.")
        .IsCaseAct();

    public Task<Results<Ok<EscalationResponse>, ProblemHttpResult>> ExecuteAsync(
        PassEscalationDownRequest req, HttpContext http, CancellationToken ct) =>
        acts.TakeAsync(
            http, req.Escalation,
            new Act(CaseAction.PassDown) { Reason = req.Body.Reason, Attachments = AttachmentBody.ToAttachments(req.Body.Attachments) },
            req.Body.Confirm, ct);
}
