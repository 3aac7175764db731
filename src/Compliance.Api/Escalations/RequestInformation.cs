using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Compliance.Domain.Escalations;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Compliance.Api.Escalations;

public sealed record RequestInformationRequest
{
    public string Escalation { get; init; } = "";

    [FromBody]
    public RequestInformationBody Body { get; init; } = null!;
}

/// <summary>What is asked, of whom, and by when the answer is needed.</summary>
public sealed record RequestInformationBody
{
    /// <summary>Who is asked: the provider or, by the region, the authority.</summary>
    public ActingAs? To { get; init; }

    /// <summary>What you need to know; at most 2,000 characters.</summary>
    public string? Question { get; init; }

    /// <summary>By when you need the answer: in the future, within 31 days.</summary>
    public DateTime? ReplyBy { get; init; }

    /// <summary>At most ten, kept elsewhere.</summary>
    public IReadOnlyList<AttachmentBody?> Attachments { get; init; } = [];

    /// <summary>Members whose text is meant although it seems to hold an NHS number.</summary>
    public IReadOnlyList<string> Confirm { get; init; } = [];
}

internal sealed class RequestInformationValidator : AbstractValidator<RequestInformationRequest>
{
    public RequestInformationValidator()
    {
        RuleFor(r => r.Body.Question).IsText(CaseActRules.LongestText);
        RuleFor(r => r.Body.Confirm).AreMembers();
    }
}

/// <summary>Asks somebody for information.</summary>
internal sealed class RequestInformation(CaseActs acts) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/escalations/{escalation}/request-information",
            ([AsParameters] RequestInformationRequest req, RequestInformation endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ActOnEscalations)
        .WithName(nameof(RequestInformation))
        .WithMetadata(new NeedsIfMatch())
        .WithSummary("Ask for information")
        .WithDescription(
            "Asks the provider, or as a region the authority, for what is needed to go on. Until the answer, or until replyBy, the ladder's clock stands still: "
            + "no further role is told and no deadline passes. What was left of it then is what is left afterwards; the timeline says how much was added. "
            + "Without a reply in time the case goes back to where it was, marked overdue. What a region asks its authority, and the answer, the provider does not read.")
        .IsCaseAct();

    public Task<Results<Ok<EscalationResponse>, ProblemHttpResult>> ExecuteAsync(
        RequestInformationRequest req, HttpContext http, CancellationToken ct) =>
        acts.TakeAsync(
            http, req.Escalation,
            new Act(CaseAction.RequestInformation)
            {
                To = req.Body.To,
                Question = req.Body.Question,
                ReplyBy = req.Body.ReplyBy,
                Attachments = AttachmentBody.ToAttachments(req.Body.Attachments),
            },
            req.Body.Confirm, ct);
}
