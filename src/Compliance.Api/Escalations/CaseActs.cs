using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Api.Intake;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Escalations;

/// <summary>Takes an act on a case into the journal and answers with the case as it is then.</summary>
internal sealed class CaseActs(ComplianceDb db, Submission submission, CaseView view, CurrentUser user)
{
    public async Task<Results<Ok<EscalationResponse>, ProblemHttpResult>> TakeAsync(
        HttpContext http, string escalation, Act act, IReadOnlyList<string> confirm, CancellationToken ct)
    {
        var found = await db.Escalations.Where(e => e.Id == escalation).Select(e => new { e.TenantId, e.Subject }).SingleAsync(ct);
        var (changed, problem) = await submission.SubmitAsync<CaseChanged>(
            http,
            new ActOnCase(submission.Who, Sides.Of(user.Hat.Role), escalation, found.Subject, act, IfMatch.Of(http), confirm),
            ct);
        if (changed is null)
        {
            return problem!;
        }

        return TypedResults.Ok(await ShowAsync(http, found.TenantId, changed.Escalation, ct));
    }

    /// <summary>The case as its reader may see it, with its ETag.</summary>
    public Task<EscalationResponse> ShowAsync(HttpContext http, string tenant, Escalation escalation, CancellationToken ct)
    {
        EntityTag.Of(escalation.Sequence).WriteTo(http.Response);
        return view.OfAsync(tenant, escalation, ct);
    }
}

internal static class CaseActRules
{
    public const int LongestText = 2000;
    public const int LongestOwner = 100;

    extension<T>(IRuleBuilder<T, string?> rule)
    {
        /// <summary>Free text, given or left out.</summary>
        public IRuleBuilderOptions<T, string?> IsText(int longest) => rule
            .Must(t => t is null || (!string.IsNullOrWhiteSpace(t) && t.Length <= longest && PlainText.IsPlain(t) && !t.Any(c => char.IsControl(c) && c is not ('\n' or '\t'))))
            .WithMessage($"Write 1 to {longest} characters, without control characters and without unseen ones that turn the order of others round.");

        /// <summary>One line, given or left out.</summary>
        public IRuleBuilderOptions<T, string?> IsLine(int longest) => rule
            .Must(t => t is null || PlainText.IsLine(t, longest))
            .WithMessage($"Write 1 to {longest} characters in one line, {PlainText.LineMend}.");
    }

    extension<T>(IRuleBuilder<T, IReadOnlyList<string>> rule)
    {
        public IRuleBuilderOptions<T, IReadOnlyList<string>> AreMembers() => rule
            .Must(c => c.Count <= 10 && c.All(m => m is { Length: > 0 and <= 20 }))
            .WithMessage("Name the members whose text is meant, such as reason.");
    }

    extension(RouteHandlerBuilder route)
    {
        /// <summary>What every action on a case has in common.</summary>
        public RouteHandlerBuilder IsCaseAct() => route
            .WithTags("Escalations")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status428PreconditionRequired)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }
}
