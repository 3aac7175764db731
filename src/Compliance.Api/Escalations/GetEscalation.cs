using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Escalations;

/// <summary>Shows one case: what fired and on which readings, what happened since and who was told, what is due, what comes next and what you may do.</summary>
internal sealed class GetEscalation(ComplianceDb db, CaseView view) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/escalations/{escalation}",
            (string escalation, GetEscalation endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(escalation, http, ct))
        .RequireAuthorization(Permissions.ReadEscalations)
        .WithName(nameof(GetEscalation))
        .WithSummary("One case")
        .WithDescription(
            "Answers why it is there, who was told of what and when, what is due, and what comes next. Holds the readings behind it and everything that happened since. A regional team sees cases that reached it, "
            + "a provider those about its own services. Send the ETag in If-Match with every action: it is the number of the last event. Whether messages were handed over and whether the condition holds "
            + "change without an event, so the whole case is always answered, and never 304.")
        .WithTags("Escalations");

    public async Task<Ok<EscalationResponse>> ExecuteAsync(string escalation, HttpContext http, CancellationToken ct)
    {
        var row = await db.Escalations.Where(e => e.Id == escalation).Select(e => new { e.TenantId, e.Content }).SingleAsync(ct);
        var found = Canonical.Read<Domain.Escalations.Escalation>(row.Content);
        EntityTag.Of(found.Sequence).WriteTo(http.Response);
        return TypedResults.Ok(await view.OfAsync(row.TenantId, found, ct));
    }
}
