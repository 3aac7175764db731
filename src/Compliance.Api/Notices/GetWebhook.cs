using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Notices;

/// <summary>Shows one webhook.</summary>
internal sealed class GetWebhook(ComplianceDb db, TimeProvider clock) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapWebhooks(
        HttpMethod.Get, "/{webhook}", "Get{0}Webhook", "One webhook", "Without its secret. Send the ETag in If-Match to change it.",
        (string authority, string webhook, GetWebhook endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(Owner.OfAuthority(authority), webhook, http, ct),
        (string region, string webhook, GetWebhook endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(Owner.OfRegion(region), webhook, http, ct));

    public async Task<Results<Ok<WebhookResponse>, ProblemHttpResult>> ExecuteAsync(Owner owner, string webhook, HttpContext http, CancellationToken ct)
    {
        if (await owner.Own(db.Webhooks.AsNoTracking()).SingleOrDefaultAsync(w => w.Id == webhook, ct) is not { } found)
        {
            return Problems.NotFound();
        }

        EntityTag.Of(found.Revision).WriteTo(http.Response);
        return TypedResults.Ok(WebhookResponse.From(found, clock.UtcNow));
    }
}
