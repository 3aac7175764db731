using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Compliance.Api.Intake;
using Compliance.Domain.Intake;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Compliance.Api.Actions;

public sealed record SetActionRequest
{
    public string Authority { get; init; } = "";

    public string Item { get; init; } = "";

    [FromBody]
    public SetActionBody Body { get; init; } = null!;
}

/// <summary>What is to be said of an action.</summary>
public sealed record SetActionBody
{
    public ItemStatus? Status { get; init; }

    /// <summary>When it was true; the time of receipt if left out. Of an action that repeats, it says which period is meant.</summary>
    public DateTime? AsAt { get; init; }

    /// <summary>What somebody should know about it; never about a person. At most 2,000 characters.</summary>
    public string? Note { get; init; }

    /// <summary>Who may read the note; the authority itself if left out.</summary>
    public Audience? Audience { get; init; }

    /// <summary>Where the evidence is: an address or a reference, at most 500 characters.</summary>
    public string? Evidence { get; init; }

    /// <summary>The item's key, when a note or evidence is meant although it seems to hold an NHS number.</summary>
    public IReadOnlyList<string> Confirm { get; init; } = [];
}

internal sealed class SetActionValidator : AbstractValidator<SetActionRequest>
{
    public SetActionValidator()
    {
        RuleFor(r => r.Body.Status).NotNull().WithMessage("Give the status: not-started, in-progress, met, at-risk, not-met or not-applicable.");
        RuleFor(r => r.Body.Note).Must(Texts.IsNote).When(r => r.Body.Note is not null).WithMessage(Texts.NoteMend);
        RuleFor(r => r.Body.Evidence).Must(Texts.IsReference).When(r => r.Body.Evidence is not null).WithMessage(Texts.ReferenceMend);
        RuleFor(r => r.Body.Confirm).Must(c => c.Count <= 1 && c.All(k => k is { Length: <= 80 })).WithMessage("Name the item, or leave this out.");
    }
}

/// <summary>Says how far an action is.</summary>
internal sealed class SetAction(Submission submission, ActionReader actions) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/authorities/{authority}/actions/{item}",
            ([AsParameters] SetActionRequest req, SetAction endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.WriteActions)
        .WithName(nameof(SetAction))
        .WithSummary("Say how far an action is")
        .WithDescription("Adds a word to its history; nothing said before is lost. Send the ETag it was read with in If-Match.")
        .WithTags("Actions")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status428PreconditionRequired)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    public async Task<Results<Ok<ActionResponse>, ProblemHttpResult>> ExecuteAsync(SetActionRequest req, HttpContext http, CancellationToken ct)
    {
        if (await actions.FindAsync(req.Authority, req.Item, ct) is null)
        {
            return ActionReader.NotFound();
        }

        var note = req.Body.Note is { } text ? new Note(text, req.Body.Audience ?? Audience.Authority) : null;
        var given = new GivenReport(
            ReportKind.Update, req.Body.AsAt, [], [new StatusAnswer(req.Item, req.Body.Status!.Value, note, req.Body.Evidence)], null, req.Body.Confirm, null);
        var (accepted, problem) = await submission.SubmitAsync<ReportAccepted>(
            http, new SubmitReport(submission.Who, SubjectState.Authority, given, Seen: new SeenStatus(IfMatch.Of(http))), ct);
        if (accepted is null)
        {
            return problem!;
        }

        var (action, tag) = (await actions.FindAsync(req.Authority, req.Item, ct))!.Value;
        tag.WriteTo(http.Response);
        return TypedResults.Ok(ActionResponse.From(action));
    }
}
