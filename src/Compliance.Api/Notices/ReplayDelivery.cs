using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Notices;

/// <summary>Sends a message to a webhook once more.</summary>
internal sealed class ReplayDelivery(ComplianceDb db, Outbox outbox, TimeProvider clock) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapWebhooks(
        HttpMethod.Post, "/{webhook}/deliveries/{delivery}/replay", "Replay{0}WebhookDelivery", "Send a message again to a webhook",
        "It keeps its id and is sent whatever has become of the case since, with the case as it stands then. One that is pending is tried at once.",
        (string authority, string webhook, string delivery, ReplayDelivery endpoint, CancellationToken ct) =>
            endpoint.ExecuteAsync(Owner.OfAuthority(authority), webhook, delivery, ct),
        (string region, string webhook, string delivery, ReplayDelivery endpoint, CancellationToken ct) =>
            endpoint.ExecuteAsync(Owner.OfRegion(region), webhook, delivery, ct));

    public async Task<Results<Accepted<DeliveryResponse>, ProblemHttpResult>> ExecuteAsync(Owner owner, string webhook, string delivery, CancellationToken ct)
    {
        var enabled = await owner.Own(db.Webhooks).Where(w => w.Id == webhook).Select(w => (bool?)w.Enabled).SingleOrDefaultAsync(ct);
        if (enabled is null)
        {
            return Problems.NotFound();
        }

        var (recipient, now) = ($"webhook:{webhook}", clock.UtcNow);
        var own = db.Notices.Where(n => n.Recipient == recipient && n.Id == delivery);
        if (!await own.AnyAsync(ct))
        {
            return Problems.NotFound();
        }

        if (enabled is false)
        {
            return Problems.Conflict("webhook-disabled", "The webhook is switched off. Switch it on first, with PATCH and enabled: true.");
        }

        await own.ExecuteUpdateAsync(
            n => n.SetProperty(x => x.State, NoticeRow.Pending).SetProperty(x => x.Replayed, true).SetProperty(x => x.DueOn, now)
                .SetProperty(x => x.Attempts, 0).SetProperty(x => x.FirstTriedOn, (DateTime?)null)
                .SetProperty(x => x.SentOn, (DateTime?)null).SetProperty(x => x.Why, (string?)null), ct);
        outbox.Ring();
        return TypedResults.Accepted((string?)null, DeliveryResponse.From(await own.AsNoTracking().SingleAsync(ct)));
    }
}
