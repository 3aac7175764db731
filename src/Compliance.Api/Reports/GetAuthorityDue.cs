using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Subjects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Api.Reports;

public sealed record GetAuthorityDueRequest
{
    public string Authority { get; init; } = "";
}

/// <summary>Reads what the authority itself owes now, ready to be asked.</summary>
internal sealed class GetAuthorityDue(TenantReader reader, TimeProvider clock) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/due",
            ([AsParameters] GetAuthorityDueRequest req, GetAuthorityDue endpoint, CancellationToken ct) => endpoint.ExecuteAsync(req, ct))
        .RequireAuthorization(Permissions.ReadReadings)
        .WithName(nameof(GetAuthorityDue))
        .WithSummary("Read what the authority itself owes")
        .WithDescription("The authority's own questions, owed and not answered, with the answer given last. What it has to do is at its actions.")
        .WithTags("Reports");

    public async Task<Ok<AuthorityDueResponse>> ExecuteAsync(GetAuthorityDueRequest req, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var rules = await reader.RulesAsync(req.Authority, now, ct);
        var subject = await reader.SubjectAsync(req.Authority, SubjectState.Authority, ct);
        return TypedResults.Ok(new AuthorityDueResponse(
            req.Authority, [.. Debt.Now(subject, rules, now).Select(d => DueQuestionResponse.From(d, subject, rules, now))]));
    }
}
