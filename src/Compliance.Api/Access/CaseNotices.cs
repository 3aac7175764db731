using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Data.Notices;
using Compliance.Domain.Authorities;
using Compliance.Domain.Escalations;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Access;

/// <summary>One event told to one recipient.</summary>
/// <param name="Sequence">The event's number in the timeline.</param>
/// <param name="Roles">Roles for which the recipient is told; none for a webhook.</param>
/// <param name="InsteadOf">Roles that nobody could be reached for, so that the authority lead is told instead.</param>
/// <param name="Side">On which side the recipient sits: <c>provider</c>, <c>authority</c> or <c>region</c>.</param>
/// <param name="Channel"><c>email</c>, <c>text</c>, <c>webhook</c>, or <c>none</c> where there is nobody, or where it is not settled yet.</param>
/// <param name="State"><c>pending</c>, <c>sent</c>: handed over, <c>dropped</c>: overtaken before it was sent, <c>unreachable</c>: there is no way, or <c>dead</c>: given up.</param>
/// <param name="Why">Why it was not sent, or not yet; null when it was, or when it is about to be.</param>
/// <param name="CreatedOn">When it became clear that the recipient is to be told.</param>
/// <param name="DueOn">When it is sent, or tried next; null unless it is pending.</param>
/// <param name="SentOn">When it was handed over to the mail server, to GOV.UK Notify, or to the webhook.</param>
/// <param name="To">The address; only of one's own side, null for all others.</param>
public sealed record NoticeResponse(
    int Sequence, string Event, IReadOnlyList<string> Roles, IReadOnlyList<string> InsteadOf, string Side, string Channel, string State, string? Why,
    DateTime CreatedOn, DateTime? DueOn, DateTime? SentOn, string? To);

/// <summary>Reads who was told of a case, as its reader may see it: who it was of the own side only.</summary>
internal sealed class CaseNotices(ComplianceDb db, ReferenceData reference, CurrentUser user)
{
    /// <summary>A line for each event and recipient, in the order of events.</summary>
    public async Task<IReadOnlyList<NoticeResponse>> OfAsync(Escalation escalation, CancellationToken ct)
    {
        // In this order: what is spelt out in between is found among the notices.
        var waiting = await db.Outbox.AsNoTracking().Where(o => o.Case == escalation.Id).Select(o => o.Sequence).ToListAsync(ct);
        var rows = await db.Notices.AsNoTracking().Where(n => n.Case == escalation.Id).ToListAsync(ct);
        var side = Side.Of(user.Hat).ToString().ToLowerInvariant();
        var addresses = await AddressesAsync([.. rows.Where(n => n.Side == side).Select(n => n.Recipient).Distinct()], ct);
        var lines = rows.Select(n => LineOf(n, n.Side == side ? AddressOf(n.Recipient, addresses) : null));
        var toCome = escalation.Timeline.Where(e => waiting.Contains(e.Sequence) && rows.TrueForAll(n => n.Sequence != e.Sequence)).SelectMany(NotYet);
        return [.. lines.Concat(toCome)
            .OrderBy(n => n.Sequence).ThenBy(n => n.Channel, StringComparer.Ordinal).ThenBy(n => n.Side, StringComparer.Ordinal).ThenBy(n => n.To, StringComparer.Ordinal)];
    }

    private async Task<Dictionary<string, string>> AddressesAsync(IReadOnlyList<string> recipients, CancellationToken ct)
    {
        var users = recipients.Where(r => r.StartsWith("user:", StringComparison.Ordinal)).Select(r => r[5..]).ToList();
        var webhooks = recipients.Where(r => r.StartsWith("webhook:", StringComparison.Ordinal)).Select(r => r[8..]).ToList();
        var addresses = users.Count == 0 ? [] : await db.Users.Where(u => users.Contains(u.Id)).ToDictionaryAsync(u => $"user:{u.Id}", u => u.Email, ct);
        foreach (var webhook in webhooks.Count == 0 ? [] : await db.Webhooks.Where(w => webhooks.Contains(w.Id)).Select(w => new { w.Id, w.Url }).ToListAsync(ct))
        {
            addresses[$"webhook:{webhook.Id}"] = webhook.Url;
        }

        return addresses;
    }

    private static string? AddressOf(string recipient, Dictionary<string, string> known) =>
        recipient.StartsWith("contact:", StringComparison.Ordinal) ? recipient[8..] : known.GetValueOrDefault(recipient);

    private static NoticeResponse LineOf(NoticeRow n, string? to) => new(
        n.Sequence, n.Event, n.Roles.Split(',', StringSplitOptions.RemoveEmptyEntries), n.Instead?.Split(',') ?? [], n.Side, n.Channel, n.State, n.Why ?? Gathered(n),
        n.CreatedOn, n.State == NoticeRow.Pending ? n.DueOn : null, n.SentOn, to);

    // Nothing else that was never tried is due later than it was made.
    private static string? Gathered(NoticeRow n) =>
        n is not { State: NoticeRow.Pending, Attempts: 0, Channel: NoticeRow.Email } || n.DueOn <= n.CreatedOn ? null
        : n.DueOn - n.CreatedOn > NoticeStore.Gathers * 2 ? "The recipient wants one e-mail a day, and this waits for the next."
        : "The recipient was sent an e-mail just before; what follows within five minutes goes out together.";

    /// <summary>Who is to hear of an event that has just happened, as long as nothing else is known.</summary>
    private IEnumerable<NoticeResponse> NotYet(CaseEvent happened) => (happened.Told ?? []).Select(role => new NoticeResponse(
        happened.Sequence, happened.Event, [role], [], reference.FindRole(role)?.Side ?? "authority", NoticeRow.NoChannel, NoticeRow.Pending,
        "It has only just happened; over which channel it is told is settled in a moment.", happened.On, happened.On, null, null));
}
