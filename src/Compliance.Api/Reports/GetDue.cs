using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Subjects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Api.Reports;

public sealed record GetDueRequest
{
    public string Authority { get; init; } = "";

    public string Provider { get; init; } = "";
}

/// <summary>Reads what a provider owes now, ready to be asked: questions in the checklist's order, last answers filled in where they may stand.</summary>
internal sealed class GetDue(TenantReader reader, TimeProvider clock) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/providers/{provider}/due",
            ([AsParameters] GetDueRequest req, GetDue endpoint, CancellationToken ct) => endpoint.ExecuteAsync(req, ct))
        .RequireAuthorization(Permissions.ReadReports)
        .WithName(nameof(GetDue))
        .WithSummary("Read what a provider owes")
        .WithDescription("Each question owed and not answered, with the answer given last. \"prefill\" is there only where that answer may stand again; what must be asked afresh has none.")
        .WithTags("Reports");

    public async Task<Ok<DueResponse>> ExecuteAsync(GetDueRequest req, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var rules = await reader.RulesAsync(req.Authority, now, ct);
        var subject = await reader.SubjectAsync(req.Authority, req.Provider, ct);
        var today = rules.Calendar.DateOf(now);
        return TypedResults.Ok(new DueResponse(
            req.Provider,
            subject.ExcuseOn(today)?.To,
            subject.Membership?.ClosureOn(today) is { } closed ? new PeriodResponse(closed.From, closed.To) : null,
            [.. Debt.Now(subject, rules, now).Select(d => DueQuestionResponse.From(d, subject, rules, now))],
            [.. Duties.Asked(subject, rules, today).Select(i => DueItemResponse.From(i, subject, rules, today))]));
    }
}
