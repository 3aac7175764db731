using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Boards;
using FluentValidation;

namespace Compliance.Api.Boards;

public sealed record GetBoardRequest
{
    public string Authority { get; init; } = "";

    /// <summary>What the columns are: <c>section</c>, if left out, or <c>item</c> for one a provider item and measure.</summary>
    public string? By { get; init; }

    /// <summary><c>json</c> or <c>csv</c>; if left out, as the header Accept has it.</summary>
    public string? Format { get; init; }
}

internal sealed class GetBoardValidator : AbstractValidator<GetBoardRequest>
{
    public GetBoardValidator()
    {
        RuleFor(r => r.By).Must(by => by is null or "section" or "item").WithMessage("Ask for the board by=section or by=item.");
        this.CheckFormat(r => r.Format);
    }
}

/// <summary>Shows where every provider of an authority stands, as of the last thing that became known.</summary>
internal sealed class GetBoard(TenantReader reader, Views views) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/board",
            ([AsParameters] GetBoardRequest req, GetBoard endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadBoard)
        .IsShared(Shared.Board)
        .WithName(nameof(GetBoard))
        .WithSummary("The board")
        .WithDescription(
            "A cell is the worst of its items and open firings: off-track, at-risk, no-report or on-track. "
            + "What nobody watches, as it is switched off, stands in notWatched of the cell and of the board: there on-track says only that all was answered. "
            + "Send the ETag back in If-None-Match: as long as nothing has changed the answer is 304 and costs next to nothing. As CSV: one row a provider, one column a section or item.")
        .WithTags("Boards")
        .ProducesView<GetBoardResponse>();

    public async Task<IResult> ExecuteAsync(GetBoardRequest req, HttpContext http, CancellationToken ct)
    {
        var head = await reader.HeadAsync(req.Authority, ct);
        var by = req.By == "item" ? BoardBy.Item : BoardBy.Section;
        var view = new View(req.Authority, by == BoardBy.Item ? "board-by-item" : "board", head.Seq);
        return await views.AnswerAsync(http, req.Format, view, () => MakeAsync(req.Authority, by, head, ct));
    }

    private async Task<GetBoardResponse> MakeAsync(string authority, BoardBy by, Head head, CancellationToken ct)
    {
        var rules = await reader.RulesAsync(authority, head.KnownOn, ct);
        var subjects = await reader.SubjectsAsync(authority, ct);
        var cases = await reader.OpenCasesAsync(authority, rules, ct);
        var board = Board.Of(rules, subjects, cases, head.KnownOn, by);
        return GetBoardResponse.From(
            authority, board, by, head.Seq == 0 ? null : head.KnownOn, cases.Count,
            [.. rules.Gaps.Select(g => NotWatchedTriggerResponse.From(g, rules.Calendar))]);
    }
}
