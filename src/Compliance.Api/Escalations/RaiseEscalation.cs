using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Compliance.Api.Intake;
using Compliance.Api.Tenancy;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Compliance.Api.Escalations;

public sealed record RaiseEscalationRequest
{
    [FromBody]
    public RaiseEscalationBody Body { get; init; } = null!;
}

/// <summary>A case that no trigger raised.</summary>
public sealed record RaiseEscalationBody
{
    /// <summary>The authority in which it is.</summary>
    public string Authority { get; init; } = "";

    /// <summary>The provider that it is about; left out for the authority itself.</summary>
    public string? Provider { get; init; }

    /// <summary>What it is about, in at most 200 characters and one line. Everybody who sees the case reads it.</summary>
    public string Title { get; init; } = "";

    /// <summary>Why it is raised; at most 2,000 characters. Everybody who sees the case reads it.</summary>
    public string Reason { get; init; } = "";

    /// <summary>How grave it is: amber or red.</summary>
    public TriggerLevel? Level { get; init; }

    /// <summary>Where it starts: with the authority if left out. Only a region starts one with itself.</summary>
    public Tier? Tier { get; init; }

    /// <summary>Key of a ladder of the authority's plans; if left out, the one that their triggers use most at this level and tier.</summary>
    public string? Ladder { get; init; }

    /// <summary>Key of the section of a checklist that it belongs to.</summary>
    public string? Section { get; init; }

    /// <summary>
    /// Who may see it beside the region: <c>provider</c>, the authority and the provider that it is about, or <c>authority</c>, not the provider.
    /// If left out, what a region raises the provider does not see, and what an authority raises it does. Asking the provider for
    /// information opens the whole case to it, with its title and reason.
    /// </summary>
    public Audience? Audience { get; init; }

    /// <summary>At most ten, kept elsewhere.</summary>
    public IReadOnlyList<AttachmentBody?> Attachments { get; init; } = [];

    /// <summary>Members whose text is meant although it seems to hold an NHS number.</summary>
    public IReadOnlyList<string> Confirm { get; init; } = [];
}

internal sealed class RaiseEscalationValidator : AbstractValidator<RaiseEscalationRequest>
{
    private const int LongestTitle = 200;

    public RaiseEscalationValidator()
    {
        RuleFor(r => r.Body.Provider).Must(k => k is null || EntryRules.IsKey(k)).WithMessage(EntryRules.KeyMend("beechwood-house"));
        RuleFor(r => r.Body.Title).Must(t => PlainText.IsLine(t, LongestTitle))
            .WithMessage($"Say in 1 to {LongestTitle} characters what it is about, {PlainText.LineMend}.");
        RuleFor(r => r.Body.Reason).IsText(CaseActRules.LongestText);
        RuleFor(r => r.Body.Level).NotNull().WithMessage("Raise it at amber or red.");
        RuleFor(r => r.Body.Confirm).AreMembers();
    }
}

/// <summary>Raises a case that no trigger did.</summary>
internal sealed class RaiseEscalation(CaseActs acts, Submission submission, TenantContext tenancy, CurrentUser user) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/escalations",
            ([AsParameters] RaiseEscalationRequest req, RaiseEscalation endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.RaiseEscalations)
        .WithName(nameof(RaiseEscalation))
        .WithSummary("Raise a case")
        .WithDescription(
            "For what no question asks: an authority's lead or its region raises a case about a provider or about the authority itself. It runs up a ladder of the "
            + "authority's plans like any other. It has no trigger, condition or receipt, so standing it down asks for no despite, and one raised in error is withdrawn. "
            + "Several may be open about the same provider.")
        .WithTags("Escalations")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    public async Task<Results<Created<EscalationResponse>, ProblemHttpResult>> ExecuteAsync(RaiseEscalationRequest req, HttpContext http, CancellationToken ct)
    {
        if (!tenancy.Scope.Contains(req.Body.Authority))
        {
            return Problems.Invalid(new FieldProblem("/authority", "Name one authority of yours by its key, such as doncaster."));
        }

        tenancy.Set(tenancy.Scope, new Tenant(req.Body.Authority));
        var (raised, problem) = await submission.SubmitAsync<CaseChanged>(http, CommandOf(req.Body), ct);
        return raised is null
            ? problem!
            : TypedResults.Created($"/v1/escalations/{raised.Escalation.Id}", await acts.ShowAsync(http, req.Body.Authority, raised.Escalation, ct));
    }

    private RaiseCase CommandOf(RaiseEscalationBody body) => new(
        submission.Who, Sides.Of(user.Hat.Role), body.Provider ?? SubjectState.Authority, body.Title, body.Reason, body.Level!.Value,
        body.Tier ?? Tier.Authority, body.Ladder, body.Section, AttachmentBody.ToAttachments(body.Attachments), body.Confirm, body.Audience);
}
