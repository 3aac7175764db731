using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Boards;
using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Boards;

public sealed record GetProviderBoardRequest
{
    public string Authority { get; init; } = "";

    public string Provider { get; init; } = "";

    /// <summary>What the cells are: <c>section</c>, if left out, or <c>item</c> for one an item and measure.</summary>
    public string? By { get; init; }
}

internal sealed class GetProviderBoardValidator : AbstractValidator<GetProviderBoardRequest>
{
    public GetProviderBoardValidator() =>
        RuleFor(r => r.By).Must(by => by is null or "section" or "item").WithMessage("Ask for the cells by=section or by=item.");
}

/// <summary>Explains every cell of one provider's row of the board.</summary>
internal sealed class GetProviderBoard(ComplianceDb db, TenantReader reader, CurrentUser user) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/providers/{provider}/board",
            ([AsParameters] GetProviderBoardRequest req, GetProviderBoard endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadReports)
        .IsShared(Shared.Board)
        .WithName(nameof(GetProviderBoard))
        .WithSummary("Explain a provider's cells")
        .WithDescription(
            "The provider's row of the board and, for each cell, one sentence that says why it is what it is, and everything behind it: "
            + "each question with the last answer, each item with its status, each trigger with why or why not.")
        .WithTags("Boards")
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    public async Task<Results<Ok<ProviderBoardResponse>, StatusCodeHttpResult, ProblemHttpResult>> ExecuteAsync(
        GetProviderBoardRequest req, HttpContext http, CancellationToken ct)
    {
        var head = await reader.HeadAsync(req.Authority, ct);
        var rules = await reader.RulesAsync(req.Authority, head.KnownOn, ct);
        var provider = await reader.SubjectAsync(req.Authority, req.Provider, ct);
        if (provider.Membership is not { ReportsHere: true } member || !member.Covers(rules.Calendar.DateOf(head.KnownOn)))
        {
            return Problems.NotFound("This provider is not on the board: it has not joined yet, has left, or reports to another authority.");
        }

        return EntityTag.Of(head.Seq).IsHeld(http)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(await MakeAsync(req, head, rules, provider, ct));
    }

    private async Task<ProviderBoardResponse> MakeAsync(
        GetProviderBoardRequest req, Head head, Rulebook rules, SubjectState provider, CancellationToken ct)
    {
        var cases = (await db.Escalations.Where(CaseFilter.For(user.Hat))
            .Where(e => e.TenantId == req.Authority && e.Subject == req.Provider && e.IsOpen)
            .OrderBy(e => e.Id).Select(e => e.Content).ToListAsync(ct)).Select(c => OpenCase.Of(Canonical.Read<Escalation>(c))).ToList();
        var by = req.By == "item" ? BoardBy.Item : BoardBy.Section;
        var cells = Explanation.OfRow(provider, rules, cases, head.KnownOn, by);
        var reports = await ReportsAsync(req, cells, ct);
        return new ProviderBoardResponse(
            req.Authority, req.Provider, provider.Membership!.ServiceType, head.KnownOn, provider.Overdue.Count, provider.LastReportOn,
            [.. cells.Select(c => ExplainedCellResponse.From(c, by, reports, rules.Calendar))]);
    }

    /// <summary>Addresses of the reports behind the cells, by entry. A report is named by its season, which an answer does not hold.</summary>
    private async Task<IReadOnlyDictionary<long, string>> ReportsAsync(GetProviderBoardRequest req, IReadOnlyList<Explanation> cells, CancellationToken ct)
    {
        List<long> entries =
        [
            .. cells.SelectMany(c => c.Measures.Select(m => m.Last?.Seq).Concat(c.Items.Select(i => i.Last?.Seq))).OfType<long>().Distinct(),
        ];
        var rows = await db.Journal.Where(j => j.TenantId == req.Authority && j.Subject == req.Provider && entries.Contains(j.Seq))
            .Select(j => new { j.Season, j.Seq }).ToListAsync(ct);
        return rows.ToDictionary(
            r => r.Seq, r => $"/v1/authorities/{req.Authority}/providers/{req.Provider}/reports/{Domain.Journal.Entry.IdOf(r.Season, r.Seq)}");
    }
}
