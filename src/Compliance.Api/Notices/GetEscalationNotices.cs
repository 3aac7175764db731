using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Notices;

/// <summary>Who was told of a case, and who was not.</summary>
/// <param name="Items">In the order of events.</param>
public sealed record EscalationNoticesResponse(IReadOnlyList<NoticeResponse> Items);

/// <summary>One event told to one recipient.</summary>
/// <param name="Sequence">The event's number in the timeline.</param>
/// <param name="Roles">Roles for which the recipient is told; none for a webhook.</param>
/// <param name="InsteadOf">Roles that nobody could be reached for, so that the authority lead is told instead.</param>
/// <param name="Channel"><c>email</c>, <c>text</c>, <c>webhook</c>, or <c>none</c> where there is nobody.</param>
/// <param name="State"><c>pending</c>, <c>sent</c>, <c>dropped</c>: overtaken before it was sent, <c>unreachable</c>: there is no way, or <c>dead</c>: given up.</param>
/// <param name="Why">Why it was not sent, or not yet; null when it was.</param>
/// <param name="CreatedOn">When it became clear that the recipient is to be told.</param>
/// <param name="DueOn">When it is sent, or tried next; null unless it is pending.</param>
/// <param name="To">The address; only of one's own side, null for all others.</param>
public sealed record NoticeResponse(
    int Sequence, string Event, IReadOnlyList<string> Roles, IReadOnlyList<string> InsteadOf, string Side, string Channel, string State, string? Why,
    DateTime CreatedOn, DateTime? DueOn, DateTime? SentOn, string? To);

/// <summary>Says for each event of a case who was told, how, when, and why not.</summary>
internal sealed class GetEscalationNotices(ComplianceDb db, CurrentUser user) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/escalations/{escalation}/notices",
            (string escalation, GetEscalationNotices endpoint, CancellationToken ct) => endpoint.ExecuteAsync(escalation, ct))
        .RequireAuthorization(Permissions.ReadEscalations)
        .WithName(nameof(GetEscalationNotices))
        .WithSummary("Who was told of a case")
        .WithDescription("Each event with everybody it was to be told to: over which channel, whether and when it was sent, and why not. Addresses are shown of your own side only.")
        .WithTags("Notices");

    public async Task<Ok<EscalationNoticesResponse>> ExecuteAsync(string escalation, CancellationToken ct)
    {
        var rows = await db.Notices.AsNoTracking().Where(n => n.Case == escalation).ToListAsync(ct);
        var side = Side.Of(user.Hat).ToString().ToLowerInvariant();
        var own = rows.Where(n => n.Side == side).Select(n => n.Recipient).Distinct().ToList();
        var users = own.Where(r => r.StartsWith("user:", StringComparison.Ordinal)).Select(r => r[5..]).ToList();
        var webhooks = own.Where(r => r.StartsWith("webhook:", StringComparison.Ordinal)).Select(r => r[8..]).ToList();
        var addresses = await db.Users.Where(u => users.Contains(u.Id)).ToDictionaryAsync(u => $"user:{u.Id}", u => u.Email, ct);
        foreach (var webhook in await db.Webhooks.Where(w => webhooks.Contains(w.Id)).Select(w => new { w.Id, w.Url }).ToListAsync(ct))
        {
            addresses[$"webhook:{webhook.Id}"] = webhook.Url;
        }

        var lines = rows.Select(n => LineOf(n, n.Side == side ? AddressOf(n.Recipient, addresses) : null));
        return TypedResults.Ok(new EscalationNoticesResponse([.. lines
            .OrderBy(n => n.Sequence).ThenBy(n => n.Channel, StringComparer.Ordinal).ThenBy(n => n.Side, StringComparer.Ordinal).ThenBy(n => n.To, StringComparer.Ordinal)]));
    }

    private static string? AddressOf(string recipient, Dictionary<string, string> known) =>
        recipient.StartsWith("contact:", StringComparison.Ordinal) ? recipient[8..] : known.GetValueOrDefault(recipient);

    private static NoticeResponse LineOf(NoticeRow n, string? to) => new(
        n.Sequence, n.Event, n.Roles.Split(',', StringSplitOptions.RemoveEmptyEntries), n.Instead?.Split(',') ?? [], n.Side, n.Channel, n.State, n.Why,
        n.CreatedOn, n.State == NoticeRow.Pending ? n.DueOn : null, n.SentOn, to);
}
