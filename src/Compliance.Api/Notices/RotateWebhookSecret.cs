using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Notices;

/// <summary>Gives a webhook a new secret; for a day messages are signed with both.</summary>
internal sealed class RotateWebhookSecret(ComplianceDb db, WebhookSecrets secrets, TimeProvider clock) : IEndpoint
{
    private static readonly TimeSpan _oldHolds = TimeSpan.FromHours(24);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapWebhooks(
        HttpMethod.Post, "/{webhook}/rotate", "Rotate{0}WebhookSecret", "Change the secret of a webhook",
        "The answer shows the new secret, this once. For 24 hours each message carries a signature by the new secret and one by the old.",
        (string authority, string webhook, RotateWebhookSecret endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(Owner.OfAuthority(authority), webhook, http, ct),
        (string region, string webhook, RotateWebhookSecret endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(Owner.OfRegion(region), webhook, http, ct));

    public async Task<Results<Ok<WebhookResponse>, ProblemHttpResult>> ExecuteAsync(Owner owner, string webhook, HttpContext http, CancellationToken ct)
    {
        if (await owner.Own(db.Webhooks).SingleOrDefaultAsync(w => w.Id == webhook, ct) is not { } found)
        {
            return Problems.NotFound();
        }

        var secret = WebhookSecret.New();
        (found.OldSecret, found.Secret, found.OldSecretEndsOn) = (found.Secret, secrets.Hide(secret), clock.UtcNow + _oldHolds);
        found.Revision++;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problems.Conflict("changed-meanwhile", "Somebody else has changed this webhook at the same moment. Look at it, and try again.");
        }

        EntityTag.Of(found.Revision).WriteTo(http.Response);
        return TypedResults.Ok(WebhookResponse.From(found, clock.UtcNow, secret));
    }
}
