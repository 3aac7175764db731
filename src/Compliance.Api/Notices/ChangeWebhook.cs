using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Endpoints;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Notices;

/// <summary>What is to change; what is left out stays as it is.</summary>
public sealed record ChangeWebhookBody
{
    /// <summary>An https address on the public internet.</summary>
    public string? Url { get; init; }

    /// <summary>What it is for; empty takes it away.</summary>
    public string? Description { get; init; }

    /// <summary>False sends nothing more: what waits is dropped. True starts again, with what happens from then on.</summary>
    public bool? Enabled { get; init; }
}

internal sealed class ChangeWebhookValidator : AbstractValidator<ChangeWebhookBody>
{
    public ChangeWebhookValidator()
    {
        RuleFor(b => b.Url).Must(u => u is null or { Length: > 0 and <= Webhook.UrlMaxLength }).WithMessage("Give an address such as https://hooks.example.org/compliance.");
        RuleFor(b => b.Description).Must(CreateWebhookValidator.IsDescription).WithMessage(CreateWebhookValidator.DescriptionMend);
    }
}

/// <summary>Changes a webhook, or switches it off and on.</summary>
internal sealed class ChangeWebhook(ComplianceDb db, WebhookClient client, TimeProvider clock) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapWebhooks(
        HttpMethod.Patch, "/{webhook}", "Change{0}Webhook", "Change a webhook",
        "Moves it to another address, describes it, or switches it off and on. The secret stays; rotate it with POST …/rotate.",
        (string authority, string webhook, ChangeWebhookBody body, ChangeWebhook endpoint, HttpContext http, CancellationToken ct) =>
            endpoint.ExecuteAsync(Owner.OfAuthority(authority), webhook, body, http, ct),
        (string region, string webhook, ChangeWebhookBody body, ChangeWebhook endpoint, HttpContext http, CancellationToken ct) =>
            endpoint.ExecuteAsync(Owner.OfRegion(region), webhook, body, http, ct));

    public async Task<Results<Ok<WebhookResponse>, ProblemHttpResult>> ExecuteAsync(
        Owner owner, string webhook, ChangeWebhookBody body, HttpContext http, CancellationToken ct)
    {
        if (await owner.Own(db.Webhooks).SingleOrDefaultAsync(w => w.Id == webhook, ct) is not { } found)
        {
            return Problems.NotFound();
        }

        if (EntityTag.Of(found.Revision).Refuse(http.Request.Headers.IfMatch) is { } stale)
        {
            return stale;
        }

        if (body.Url is { } url && url != found.Url && await RefuseAsync(owner, url, ct) is { } problem)
        {
            return problem;
        }

        Apply(body, found);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problems.PreconditionFailed();
        }

        if (!found.Enabled)
        {
            await db.DropWaitingAsync(webhook, "The webhook was switched off before this was sent.", ct);
        }

        EntityTag.Of(found.Revision).WriteTo(http.Response);
        return TypedResults.Ok(WebhookResponse.From(found, clock.UtcNow));
    }

    private async Task<ProblemHttpResult?> RefuseAsync(Owner owner, string url, CancellationToken ct) =>
        await client.RefuseAsync(url, ct) is { } mend ? Problems.Invalid([new FieldProblem("/url", mend)])
        : await owner.Own(db.Webhooks).AnyAsync(w => w.Url == url, ct) ? Problems.Conflict("webhook-exists", "Another webhook has this address already.")
        : null;

    private static void Apply(ChangeWebhookBody body, Webhook webhook)
    {
        webhook.Url = body.Url ?? webhook.Url;
        webhook.Description = body.Description is "" ? null : body.Description ?? webhook.Description;
        webhook.Enabled = body.Enabled ?? webhook.Enabled;
        webhook.Revision++;
        // Whoever changes it has seen to what was wrong.
        (webhook.DisabledBecause, webhook.Failures, webhook.RestsUntil) = (webhook.Enabled ? null : webhook.DisabledBecause, 0, null);
    }
}

internal static class WaitingMessages
{
    /// <summary>Drops what a webhook was still to be sent.</summary>
    public static Task<int> DropWaitingAsync(this ComplianceDb db, string webhook, string why, CancellationToken ct)
    {
        var recipient = $"webhook:{webhook}";
        return db.Notices.Where(n => n.Recipient == recipient && n.State == NoticeRow.Pending)
            .ExecuteUpdateAsync(n => n.SetProperty(x => x.State, NoticeRow.Dropped).SetProperty(x => x.Why, why), ct);
    }
}
