using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Notices;

/// <summary>Lists webhooks, the oldest first; there are twenty at most.</summary>
internal sealed class ListWebhooks(ComplianceDb db, TimeProvider clock) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapWebhooks(
        HttpMethod.Get, "", "List{0}Webhooks", "The webhooks", "All of them, the oldest first, without their secrets.",
        (string authority, ListWebhooks endpoint, CancellationToken ct) => endpoint.ExecuteAsync(Owner.OfAuthority(authority), ct),
        (string region, ListWebhooks endpoint, CancellationToken ct) => endpoint.ExecuteAsync(Owner.OfRegion(region), ct));

    public async Task<Ok<Page<WebhookResponse>>> ExecuteAsync(Owner owner, CancellationToken ct)
    {
        var found = await owner.Own(db.Webhooks.AsNoTracking()).OrderBy(w => w.CreatedOn).ThenBy(w => w.Id).ToListAsync(ct);
        return TypedResults.Ok(new Page<WebhookResponse>([.. found.Select(w => WebhookResponse.From(w, clock.UtcNow))], null));
    }
}
