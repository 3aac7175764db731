using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Endpoints;
using Compliance.Domain.Intake;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Notices;

/// <summary>An address to be told of cases.</summary>
public sealed record CreateWebhookBody
{
    /// <summary>An https address on the public internet, of at most 2000 characters.</summary>
    public string Url { get; init; } = "";

    /// <summary>What it is for, in at most 200 characters; for people.</summary>
    public string? Description { get; init; }
}

internal sealed class CreateWebhookValidator : AbstractValidator<CreateWebhookBody>
{
    public const string DescriptionMend = "Describe it in at most 200 characters, without control characters.";

    public CreateWebhookValidator()
    {
        RuleFor(b => b.Url).Must(u => u.Length is > 0 and <= Webhook.UrlMaxLength).WithMessage("Give an address such as https://hooks.example.org/compliance.");
        RuleFor(b => b.Description).Must(IsDescription).WithMessage(DescriptionMend);
    }

    public static bool IsDescription(string? text) => text is null || text.Length == 0 || PlainText.IsLine(text, Webhook.DescriptionMaxLength);
}

/// <summary>Registers a webhook and shows its secret, this once.</summary>
internal sealed class CreateWebhook(ComplianceDb db, WebhookClient client, WebhookSecrets secrets, TimeProvider clock) : IEndpoint
{
    private const int Most = 20;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapWebhooks(
        HttpMethod.Post, "", "Create{0}Webhook", "Register a webhook",
        "Messages follow the Standard Webhooks: verify them with the secret in the answer, which is shown this once. "
        + "The address must use https and lie on the public internet; redirects are not followed. One address is registered once.",
        (string authority, CreateWebhookBody body, CreateWebhook endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(Owner.OfAuthority(authority), body, http, ct),
        (string region, CreateWebhookBody body, CreateWebhook endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(Owner.OfRegion(region), body, http, ct));

    public async Task<Results<Created<WebhookResponse>, ProblemHttpResult>> ExecuteAsync(Owner owner, CreateWebhookBody body, HttpContext http, CancellationToken ct)
    {
        if (await client.RefuseAsync(body.Url, ct) is { } mend)
        {
            return Problems.Invalid([new FieldProblem("/url", mend)]);
        }

        var own = await owner.Own(db.Webhooks).Select(w => w.Url).ToListAsync(ct);
        if (own.Contains(body.Url))
        {
            return Problems.Conflict("webhook-exists", "This address is registered already. Change that webhook, or rotate its secret if it was lost.");
        }

        if (own.Count >= Most)
        {
            return Problems.Conflict("too-many-webhooks", $"There are {Most} webhooks, which is the most. Delete one first.");
        }

        var secret = WebhookSecret.New();
        var webhook = new Webhook
        {
            Id = "wh_" + RandomId.New(),
            TenantId = owner.Authority,
            RegionId = owner.Region,
            Url = body.Url,
            Description = body.Description,
            Enabled = true,
            Secret = secrets.Hide(secret),
            CreatedOn = clock.UtcNow,
            Revision = 1,
        };
        db.Add(webhook);
        await db.SaveChangesAsync(ct);
        EntityTag.Of(webhook.Revision).WriteTo(http.Response);
        return TypedResults.Created($"{owner.Address}/{webhook.Id}", WebhookResponse.From(webhook, clock.UtcNow, secret));
    }
}
