using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Notices;

/// <summary>Who was told of a case, and who was not.</summary>
/// <param name="Items">In the order of events.</param>
public sealed record EscalationNoticesResponse(IReadOnlyList<NoticeResponse> Items);

/// <summary>Says for each event of a case who was told, how, when, and why not.</summary>
internal sealed class GetEscalationNotices(ComplianceDb db, CaseNotices notices) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/escalations/{escalation}/notices",
            (string escalation, GetEscalationNotices endpoint, CancellationToken ct) => endpoint.ExecuteAsync(escalation, ct))
        .RequireAuthorization(Permissions.ReadEscalations)
        .WithName(nameof(GetEscalationNotices))
        .WithSummary("Who was told of a case")
        .WithDescription(
            "Each event with everybody it was to be told to: over which channel, whether and when it was sent, and why not. Addresses are shown of your own side only. "
            + "The case itself holds the same under notices.")
        .WithTags("Notices");

    public async Task<Ok<EscalationNoticesResponse>> ExecuteAsync(string escalation, CancellationToken ct)
    {
        var content = await db.Escalations.AsNoTracking().Where(e => e.Id == escalation).Select(e => e.Content).SingleAsync(ct);
        return TypedResults.Ok(new EscalationNoticesResponse(await notices.OfAsync(Canonical.Read<Escalation>(content), ct)));
    }
}
