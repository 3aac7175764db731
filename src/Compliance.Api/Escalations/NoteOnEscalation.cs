using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Compliance.Domain.Escalations;
using Compliance.Domain.Reporting;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Compliance.Api.Escalations;

public sealed record NoteOnEscalationRequest
{
    public string Escalation { get; init; } = "";

    [FromBody]
    public NoteOnEscalationBody Body { get; init; } = null!;
}

/// <summary>A note, and who may read it.</summary>
public sealed record NoteOnEscalationBody
{
    /// <summary>At most 2,000 characters; names nobody.</summary>
    public string? Text { get; init; }

    /// <summary>Who may read it; the writer's own side if left out.</summary>
    public Audience? Audience { get; init; }

    /// <summary>At most ten, kept elsewhere; read by whoever may read the note.</summary>
    public IReadOnlyList<AttachmentBody?> Attachments { get; init; } = [];

    /// <summary>Members whose text is meant although it seems to hold an NHS number.</summary>
    public IReadOnlyList<string> Confirm { get; init; } = [];
}

internal sealed class NoteOnEscalationValidator : AbstractValidator<NoteOnEscalationRequest>
{
    public NoteOnEscalationValidator()
    {
        RuleFor(r => r.Body.Text).IsText(CaseActRules.LongestText);
        RuleFor(r => r.Body.Confirm).AreMembers();
    }
}

/// <summary>Adds a note to a case.</summary>
internal sealed class NoteOnEscalation(CaseActs acts, CurrentUser user) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/escalations/{escalation}/notes",
            ([AsParameters] NoteOnEscalationRequest req, NoteOnEscalation endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.NoteOnEscalations)
        .WithName(nameof(NoteOnEscalation))
        .WithMetadata(new NeedsIfMatch())
        .WithSummary("Write a note on a case")
        .WithDescription("Adds a note to the timeline. It is read by its audience and by the side that wrote it; the case stays as it is.")
        .IsCaseAct();

    public Task<Results<Ok<EscalationResponse>, ProblemHttpResult>> ExecuteAsync(
        NoteOnEscalationRequest req, HttpContext http, CancellationToken ct) =>
        acts.TakeAsync(
            http, req.Escalation,
            new Act(CaseAction.Notes)
            {
                Note = new Note(req.Body.Text ?? "", req.Body.Audience ?? Sides.AudienceOf(user.Hat.Role)),
                Attachments = AttachmentBody.ToAttachments(req.Body.Attachments),
            },
            req.Body.Confirm, ct);
}
