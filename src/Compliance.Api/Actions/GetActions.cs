using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Actions;
using Compliance.Domain.Plans;
using FluentValidation;

namespace Compliance.Api.Actions;

public sealed record GetActionsRequest
{
    public string Authority { get; init; } = "";

    /// <summary>The year in which the season begins: 1 July to 30 June. If left out, the one of the last entry.</summary>
    public int? Season { get; init; }

    /// <summary><c>all</c>, if left out, or <c>late-and-next</c>.</summary>
    public string? View { get; init; }

    /// <summary><c>json</c> or <c>csv</c>; if left out, as the header Accept has it.</summary>
    public string? Format { get; init; }
}

internal sealed class GetActionsValidator : AbstractValidator<GetActionsRequest>
{
    public GetActionsValidator()
    {
        RuleFor(r => r.View).Must(v => v is null or "all" or "late-and-next").WithMessage("Ask for view=all or view=late-and-next.");
        RuleFor(r => r.Season).InclusiveBetween(2000, 2100).WithMessage("Name the season by the year in which it begins, such as 2026.");
        this.CheckFormat(r => r.Format);
    }
}

/// <summary>Lists what an authority itself has to do, as of the last thing that became known.</summary>
internal sealed class GetActions(TenantReader reader, ActionReader actions, CurrentUser user, Views views) : IEndpoint
{
    private const string LateAndNext = "late-and-next";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/actions",
            ([AsParameters] GetActionsRequest req, GetActions endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadActions)
        .WithName(nameof(GetActions))
        .WithSummary("An authority's own actions")
        .WithDescription(
            "Every item of its plans for which the authority is accountable, with what is owed, what was said and, of those that repeat, what became of each period. "
            + "What the law no longer asks shows as ended, never as late. As CSV: one row an action.")
        .WithTags("Actions")
        .ProducesView<ActionsResponse>();

    public async Task<IResult> ExecuteAsync(GetActionsRequest req, HttpContext http, CancellationToken ct)
    {
        var head = await reader.HeadAsync(req.Authority, ct);
        // Notes are shown by the side that reads, so each side has an answer of its own.
        var view = new View(req.Authority, req.View == LateAndNext ? "actions-late-and-next" : "actions", head.Seq, $"{user.Hat.Role} {req.Season}");
        return await views.AnswerAsync(http, req.Format, view, async () =>
        {
            var calendar = await reader.CalendarAsync(req.Authority, ct);
            var season = req.Season ?? Season.Of(head.KnownOn, calendar);
            var all = await actions.ReadAsync(req.Authority, season, head.KnownOn, ct);
            return new ActionsResponse(
                req.Authority, head.Seq == 0 ? null : head.KnownOn, season,
                all.Count(a => a.State == ActionState.Late), all.Count(a => a.State == ActionState.Met), all.Count(a => a.State == ActionState.Due),
                [.. (req.View == LateAndNext ? PlannedAction.LateAndNext(all) : all).Select(ActionResponse.From)]);
        });
    }
}
