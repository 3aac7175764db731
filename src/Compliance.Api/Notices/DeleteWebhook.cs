using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Notices;

/// <summary>Takes a webhook away for good.</summary>
internal sealed class DeleteWebhook(ComplianceDb db) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapWebhooks(
        HttpMethod.Delete, "/{webhook}", "Delete{0}Webhook", "Delete a webhook", "What waits is dropped. Cases go on saying what was sent.",
        (string authority, string webhook, DeleteWebhook endpoint, CancellationToken ct) => endpoint.ExecuteAsync(Owner.OfAuthority(authority), webhook, ct),
        (string region, string webhook, DeleteWebhook endpoint, CancellationToken ct) => endpoint.ExecuteAsync(Owner.OfRegion(region), webhook, ct));

    public async Task<Results<NoContent, ProblemHttpResult>> ExecuteAsync(Owner owner, string webhook, CancellationToken ct)
    {
        if (await owner.Own(db.Webhooks).Where(w => w.Id == webhook).ExecuteDeleteAsync(ct) == 0)
        {
            return Problems.NotFound();
        }

        await db.DropWaitingAsync(webhook, "The webhook was deleted before this was sent.", ct);
        return TypedResults.NoContent();
    }
}
