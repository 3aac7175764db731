using System.Text.Json;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Notices;

/// <summary>What an address made of a test message.</summary>
/// <param name="Taken">Whether it answered 2xx.</param>
/// <param name="Status">The status it answered; null when there was no answer.</param>
/// <param name="TookMs">Milliseconds until the answer, or until it was given up.</param>
/// <param name="Why">What went wrong, in words; null when it was taken.</param>
public sealed record TestWebhookResponse(bool Taken, int? Status, int TookMs, string? Why);

/// <summary>Sends a test message at once and says what came of it.</summary>
internal sealed class TestWebhook(ComplianceDb db, Sending sending, WebhookClient client, TimeProvider clock) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapWebhooks(
        HttpMethod.Post, "/{webhook}/test", "Test{0}Webhook", "Try out a webhook",
        "Sends one signed message of the type `webhook.test`, which says nothing, and answers with what came of it. It is tried once, also while the webhook is switched off.",
        (string authority, string webhook, TestWebhook endpoint, CancellationToken ct) => endpoint.ExecuteAsync(Owner.OfAuthority(authority), webhook, ct),
        (string region, string webhook, TestWebhook endpoint, CancellationToken ct) => endpoint.ExecuteAsync(Owner.OfRegion(region), webhook, ct));

    public async Task<Results<Ok<TestWebhookResponse>, ProblemHttpResult>> ExecuteAsync(Owner owner, string webhook, CancellationToken ct)
    {
        if (await owner.Own(db.Webhooks.AsNoTracking()).SingleOrDefaultAsync(w => w.Id == webhook, ct) is not { } found)
        {
            return Problems.NotFound();
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(new WebhookMessage(WebhookMessage.Test, clock.UtcNow, null), Json.Options);
        var answer = await client.PostAsync(found.Url, "msg_test_" + RandomId.New(), body, sending.SecretsOf(found), ct);
        return TypedResults.Ok(new TestWebhookResponse(answer.IsTaken, answer.Status, (int)answer.Took.TotalMilliseconds, answer.Why));
    }
}
