using Compliance.Api.Data.Entities;

namespace Compliance.Api.Notices;

/// <summary>An address that is told of cases.</summary>
/// <param name="Enabled">Whether it is sent anything.</param>
/// <param name="DisabledBecause">Why the service itself switched it off: the address answered 410. Null otherwise.</param>
/// <param name="Failures">Messages in a row that it did not take.</param>
/// <param name="OldSecretEndsOn">Until when messages are signed with the secret before as well; null when they are not.</param>
/// <param name="Secret">What messages are signed with. Only in the answers to creating a webhook and to rotating its secret; null everywhere else.</param>
public sealed record WebhookResponse(
    string Id, string Url, string? Description, bool Enabled, string? DisabledBecause, int Failures, DateTime CreatedOn, DateTime? OldSecretEndsOn, string? Secret)
{
    internal static WebhookResponse From(Webhook webhook, DateTime now, string? secret = null) => new(
        webhook.Id, webhook.Url, webhook.Description, webhook.Enabled, webhook.DisabledBecause, webhook.Failures, webhook.CreatedOn,
        webhook.OldSecretEndsOn > now ? webhook.OldSecretEndsOn : null, secret);
}
