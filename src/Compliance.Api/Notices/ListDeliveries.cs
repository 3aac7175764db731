using System.Globalization;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Endpoints;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Notices;

public sealed record ListDeliveriesRequest
{
    /// <summary>Only messages in this state: <c>pending</c>, <c>sent</c>, <c>dropped</c> or <c>dead</c>.</summary>
    public string? State { get; init; }

    /// <summary>How many at most, 1 to 500; 50 if left out.</summary>
    public int? Limit { get; init; }

    /// <summary>What the part before gave as next.</summary>
    public string? Cursor { get; init; }
}

internal sealed class ListDeliveriesValidator : AbstractValidator<ListDeliveriesRequest>
{
    public ListDeliveriesValidator()
    {
        RuleFor(r => r.State).Must(s => s is null || NoticeRow.States.Contains(s)).WithMessage($"Name one of the states: {string.Join(", ", NoticeRow.States)}.");
        this.CheckPage(r => r.Limit, r => r.Cursor, parts: 2);
    }
}

/// <summary>One message to a webhook.</summary>
/// <param name="Id">The message's id, which the receiver sees as <c>webhook-id</c>.</param>
/// <param name="Escalation">The case it is about.</param>
/// <param name="Sequence">The event's number within the case.</param>
/// <param name="State"><c>pending</c>: not taken yet; <c>sent</c>; <c>dropped</c>: overtaken before it was sent; <c>dead</c>: given up after three days.</param>
/// <param name="Why">What came of the last try, or why it was dropped; null when there is nothing to say.</param>
/// <param name="DueOn">When it is tried next; null unless it is pending.</param>
public sealed record DeliveryResponse(
    string Id, string Authority, string Escalation, string Event, int Sequence, string State, string? Why, int Attempts, DateTime CreatedOn, DateTime? DueOn, DateTime? SentOn)
{
    internal static DeliveryResponse From(NoticeRow notice) => new(
        notice.Id, notice.TenantId, $"/v1/escalations/{notice.Case}", notice.Event, notice.Sequence, notice.State, notice.Why, notice.Attempts, notice.CreatedOn,
        notice.State == NoticeRow.Pending ? notice.DueOn : null, notice.SentOn);
}

/// <summary>Lists what a webhook was sent and is to be sent, the newest first.</summary>
internal sealed class ListDeliveries(ComplianceDb db) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapWebhooks(
        HttpMethod.Get, "/{webhook}/deliveries", "List{0}WebhookDeliveries", "Messages to a webhook",
        "The newest first. Ask for `state=dead` to see what was given up; each can be sent again with POST …/replay.",
        (string authority, string webhook, [AsParameters] ListDeliveriesRequest req, ListDeliveries endpoint, HttpContext http, CancellationToken ct) =>
            endpoint.ExecuteAsync(Owner.OfAuthority(authority), webhook, req, http, ct),
        (string region, string webhook, [AsParameters] ListDeliveriesRequest req, ListDeliveries endpoint, HttpContext http, CancellationToken ct) =>
            endpoint.ExecuteAsync(Owner.OfRegion(region), webhook, req, http, ct));

    public async Task<Results<Ok<Page<DeliveryResponse>>, ProblemHttpResult>> ExecuteAsync(
        Owner owner, string webhook, ListDeliveriesRequest req, HttpContext http, CancellationToken ct)
    {
        if (!await owner.Own(db.Webhooks).AnyAsync(w => w.Id == webhook, ct))
        {
            return Problems.NotFound();
        }

        var recipient = $"webhook:{webhook}";
        var limit = req.Limit ?? Pages.DefaultLimit;
        var notices = db.Notices.AsNoTracking().Where(n => n.Recipient == recipient);
        notices = req.State is { } state ? notices.Where(n => n.State == state) : notices;
        if (req.Cursor is { } text && Cursor.TryRead(text, 2, out var cursor) && long.TryParse(cursor.Parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var on))
        {
            var (before, id) = (UnixMilliseconds.From(on), cursor.Parts[1]);
            notices = notices.Where(n => n.CreatedOn < before || (n.CreatedOn == before && string.Compare(n.Id, id) < 0));
        }

        var rows = await notices.OrderByDescending(n => n.CreatedOn).ThenByDescending(n => n.Id).Take(limit + 1).ToListAsync(ct);
        return TypedResults.Ok(Pages.Cut(
            http, [.. rows.Select(DeliveryResponse.From)], limit,
            d => Cursor.Of(UnixMilliseconds.Of(d.CreatedOn).ToString(CultureInfo.InvariantCulture), d.Id)));
    }
}
