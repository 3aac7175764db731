using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Compliance.Domain.Escalations;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Compliance.Api.Escalations;

public sealed record MitigateEscalationRequest
{
    public string Escalation { get; init; } = "";

    [FromBody]
    public MitigateEscalationBody Body { get; init; } = null!;
}

/// <summary>What is being done, by whom and until when.</summary>
public sealed record MitigateEscalationBody
{
    /// <summary>1 to 10 measures.</summary>
    public IReadOnlyList<MeasureBody?> Measures { get; init; } = [];

    /// <summary>Who carries it out: a role or a team.</summary>
    public string? Owner { get; init; }

    /// <summary>Until when: in the future, within 31 days. Past it, the case is back in the queue.</summary>
    public DateTime? Until { get; init; }

    /// <summary>Name of the director who authorises a last resort. Providers are not shown it.</summary>
    public string? AuthorisedBy { get; init; }

    /// <summary>At most ten, kept elsewhere.</summary>
    public IReadOnlyList<AttachmentBody?> Attachments { get; init; } = [];

    /// <summary>Members whose text is meant although it seems to hold an NHS number.</summary>
    public IReadOnlyList<string> Confirm { get; init; } = [];
}

/// <summary>A measure taken: one that the plan holds ready for the case, or one in your own words.</summary>
public sealed record MeasureBody
{
    /// <summary>Key of one of the case's contingency measures.</summary>
    public string? Key { get; init; }

    /// <summary>What is done, where the plan has no such measure; at most 500 characters.</summary>
    public string? Text { get; init; }

    internal static IReadOnlyList<CaseMeasure> ToMeasures(IReadOnlyList<MeasureBody?> given) =>
        [.. given.Select(m => new CaseMeasure(m?.Key, m?.Text ?? "", null))];
}

internal sealed class MitigateEscalationValidator : AbstractValidator<MitigateEscalationRequest>
{
    public MitigateEscalationValidator()
    {
        RuleForEach(r => r.Body.Measures)
            .Must(m => (m?.Key is null) != (m?.Text is null))
            .WithMessage("Give either the key of one of the plan's measures or a text of your own.");
        RuleFor(r => r.Body.Owner).IsLine(CaseActRules.LongestOwner);
        RuleFor(r => r.Body.AuthorisedBy).IsLine(CaseActRules.LongestOwner);
        RuleFor(r => r.Body.Confirm).AreMembers();
    }
}

/// <summary>Sets out what is being done about a case.</summary>
internal sealed class MitigateEscalation(CaseActs acts) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/escalations/{escalation}/mitigate",
            ([AsParameters] MitigateEscalationRequest req, MitigateEscalation endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ActOnEscalations)
        .WithName(nameof(MitigateEscalation))
        .WithMetadata(new NeedsIfMatch())
        .WithSummary("Set out what is being done")
        .WithDescription(
            "Records the measures that are being taken, by whom and until when; then the case is back in the queue. The authority's lead and the region may, whoever owns the case. "
            + "A measure that the plan calls a last resort is authorised by a named director. Sent again, it replaces what was set out before.")
        .IsCaseAct();

    public Task<Results<Ok<EscalationResponse>, ProblemHttpResult>> ExecuteAsync(
        MitigateEscalationRequest req, HttpContext http, CancellationToken ct) =>
        acts.TakeAsync(
            http, req.Escalation,
            new Act(CaseAction.Mitigate)
            {
                Measures = MeasureBody.ToMeasures(req.Body.Measures),
                Owner = req.Body.Owner,
                Until = req.Body.Until,
                AuthorisedBy = req.Body.AuthorisedBy,
                Attachments = AttachmentBody.ToAttachments(req.Body.Attachments),
            },
            req.Body.Confirm, ct);
}
