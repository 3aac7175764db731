using System.Text.Json;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Data.Notices;
using Compliance.Api.Data.Writing;
using Compliance.Api.Endpoints;
using Compliance.Api.Tenancy;
using Compliance.Domain.Authorities;
using Compliance.Domain.Escalations;
using Compliance.Domain.Notices;
using Compliance.Domain.Triggers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Compliance.Api.Notices;

/// <summary>What became of the notices of one message, and of the address where there is one.</summary>
internal sealed record Came(IReadOnlyList<Settled> Settled, Heard? Heard = null);

/// <summary>Sends what was claimed, once more looking at how the case stands and whether the recipient is still there.</summary>
internal sealed class Sending(
    NoticeStore store, ComplianceDbFactory databases, Recipients recipients, WebhookClient webhooks, WebhookSecrets secrets, Mail mail, Notify notify,
    ReferenceData reference, Calendars calendars, IOptions<NoticeOptions> options, IOptions<AccessOptions> access, TimeProvider clock)
{
    /// <summary>A message a webhook's notice, and one a person; each goes its own way.</summary>
    public async Task<IReadOnlyList<(string Recipient, Func<CancellationToken, Task<Came>> Send)>> PrepareAsync(IReadOnlyList<Claimed> claimed, CancellationToken ct)
    {
        if (claimed.Count == 0)
        {
            return [];
        }

        var cases = await store.CasesAsync([.. claimed.Select(n => (n.Tenant, n.Case)).Distinct()], ct);
        var messages = new List<(string, Func<CancellationToken, Task<Came>>)>();
        var targets = await TargetsAsync([.. claimed.Where(n => n.Channel == NoticeRow.Webhook).Select(n => WebhookOf(n.Recipient)).Distinct()], ct);
        foreach (var notice in claimed.Where(n => n.Channel == NoticeRow.Webhook))
        {
            messages.Add((notice.Recipient, c => ToWebhookAsync(notice, cases.GetValueOrDefault((notice.Tenant, notice.Case)), targets.GetValueOrDefault(WebhookOf(notice.Recipient)), c)));
        }

        var people = new Dictionary<string, TenantPeople>();
        List<string> tenants = [.. claimed.Where(n => n.Channel != NoticeRow.Webhook).Select(n => n.Tenant).Distinct()];
        var above = await store.AboveAsync([.. claimed.Where(IsOutside).Select(n => n.Tenant).Distinct()], ct);
        var sent = await store.SentAsync([.. above.SelectMany(a => a, (a, c) => (a.Key, c.Id))], ct);
        foreach (var tenant in tenants)
        {
            people[tenant] = await recipients.OfAsync(tenant, ct);
        }

        foreach (var group in claimed.Where(n => n.Channel != NoticeRow.Webhook).GroupBy(n => n.Recipient))
        {
            messages.Add((group.Key, c => ToPersonAsync([.. group], cases, n => above[n.Tenant].Where(a => Cases.Tellings(a).Any(t => sent.Contains((n.Tenant, a.Id, n.Recipient, t.Sequence)))), people, c)));
        }

        return messages;
    }

    private async Task<Came> ToWebhookAsync(Claimed notice, KnownCase? known, Webhook? target, CancellationToken ct)
    {
        if ((target is not { Enabled: true } ? "The webhook was switched off or deleted before this was sent." : OvertakenBy(notice, known)) is { } why)
        {
            return new Came([Settle(notice, NoticeRow.Dropped, why)]);
        }

        var answer = await webhooks.PostAsync(target!.Url, notice.Id, MessageOf(notice, known!), SecretsOf(target), ct);
        return answer switch
        {
            { IsTaken: true } => new Came([Settle(notice, NoticeRow.Sent, null)], new Heard(target.Id, null)),
            { IsGone: true } => new Came([Settle(notice, NoticeRow.Dead, answer.Why)], new Heard(target.Id, null, answer.Why)),
            _ => new Came([Again(notice, answer.Why!, answer.RetryAfter)], new Heard(target.Id, clock.UtcNow + Wait(target.Failures + 1, Backoff.LongestRest))),
        };
    }

    private byte[] MessageOf(Claimed notice, KnownCase known)
    {
        var escalation = known.Escalation;
        var happened = escalation.Timeline[notice.Sequence - 1];
        var due = CaseDue.Of(escalation, calendars.Of(known.Nation));
        return JsonSerializer.SerializeToUtf8Bytes(
            new WebhookMessage($"escalation.{happened.Event}", happened.On, new WebhookMessageData(
                happened.Event, happened.On, happened.Sequence, new WebhookCase(escalation.Id, LinkTo(escalation)), known.Tenant, SubjectResponse.Of(escalation.Subject),
                escalation.Level, escalation.State, escalation.Tier, due is null ? null : new WebhookDue(due.What, due.On))),
            Json.Options);
    }

    /// <summary>Both secrets for a day after they were changed, so that a receiver can change over in its own time.</summary>
    public IEnumerable<string> SecretsOf(Webhook target) =>
        target.OldSecret is { } old && target.OldSecretEndsOn > clock.UtcNow ? [secrets.Show(target.Secret), secrets.Show(old)] : [secrets.Show(target.Secret)];

    private async Task<Came> ToPersonAsync(
        IReadOnlyList<Claimed> notices, IReadOnlyDictionary<(string, string), KnownCase> cases, Func<Claimed, IEnumerable<Escalation>> above, Dictionary<string, TenantPeople> people,
        CancellationToken ct)
    {
        var settled = new List<Settled>();
        var (lines, sent) = (new List<NoticeLine>(), new List<Claimed>());
        Recipient? to = null;
        foreach (var notice in notices)
        {
            var known = cases.GetValueOrDefault((notice.Tenant, notice.Case));
            var recipient = known is null ? null : people[notice.Tenant].Find(notice.Recipient, RolesOf(notice), known.Escalation.Subject);
            var overtaken = OvertakenBy(notice, known) ?? PartOf(notice, known!, above(notice))
                ?? (recipient is null ? "The recipient is not on record for this role any more." : null)
                ?? (recipient!.Wish == User.NoEmail && !notice.Urgent ? "The recipient wants no e-mails." : null);
            if (overtaken is not null)
            {
                settled.Add(Settle(notice, NoticeRow.Dropped, overtaken));
                continue;
            }

            to = recipient;
            sent.Add(notice);
            lines.Add(LineOf(notice, known!));
        }

        if (to is null)
        {
            return new Came(settled);
        }

        var handed = await HandAsync(to, sent[0].Id, lines, ct);
        return new Came([.. settled, .. sent.Select(n => handed is null ? Settle(n, NoticeRow.Unreachable, Missing(n))
            : handed.Why is null ? Settle(n, NoticeRow.Sent, null)
            : handed.ForGood ? Settle(n, NoticeRow.Dead, handed.Why)
            : Again(n, handed.Why, null))]);
    }

    /// <returns>Null where the service is not set up for the channel.</returns>
    private async Task<Handed?> HandAsync(Recipient to, string id, IReadOnlyList<NoticeLine> lines, CancellationToken ct) => to.Channel switch
    {
        NoticeRow.Text => options.Value.CanText ? await notify.TextAsync(to.Address, id, Wording.Short(lines), ct) : null,
        _ when options.Value.Notify.CanEmail => await notify.EmailAsync(to.Address, id, Wording.Subject(lines), Wording.Body(lines), ct),
        _ when options.Value.Smtp.IsSet => await mail.SendAsync(to.Address, id, Wording.Subject(lines), Wording.Body(lines), ct),
        _ => null,
    };

    private NoticeLine LineOf(Claimed notice, KnownCase known)
    {
        var escalation = known.Escalation;
        var happened = escalation.Timeline[notice.Sequence - 1];
        var calendar = calendars.Of(known.Nation);
        var due = CaseDue.Of(escalation, calendar) is { } next
            ? $"{Awaited(next.What)} by {next.Because}"
            : null;
        return new NoticeLine(
            happened.Event, happened.On, happened.Level ?? escalation.Level, known.Authority, known.Subject, due,
            options.Value.PageOf(escalation.Id) ?? LinkTo(escalation),
            [.. (notice.Instead?.Split(',') ?? []).Select(r => reference.FindRole(r)?.Label ?? r)],
            happened.Late is true || happened.Mark == FiringMark.DiscoveredLate);
    }

    private static string Awaited(CaseDueKind what) => what switch
    {
        CaseDueKind.Answer => "an answer",
        CaseDueKind.Review => "a review",
        CaseDueKind.Reply => "a reply",
        _ => "the end of what was agreed",
    };

    private string LinkTo(Escalation escalation) => $"{access.Value.PublicAddress.TrimEnd('/')}/v1/escalations/{escalation.Id}";

    private static IEnumerable<string> RolesOf(Claimed notice) =>
        notice.Roles.Split(',', StringSplitOptions.RemoveEmptyEntries).Concat(notice.Instead is null ? [] : [TenantPeople.Lead]);

    private static string Missing(Claimed notice) =>
        notice.Channel == NoticeRow.Text ? "Text messages are not set up in this service." : "E-mail is not set up in this service.";

    private static string? OvertakenBy(Claimed notice, KnownCase? known) => known is null ? "The case is not there any more."
        : notice.Replayed ? null
        : Relevance.Overtaken(known.Escalation, notice.Sequence, notice.Knows);

    /// <summary>Whether it goes to nobody of the authority's or the provider's own; they are told of each case.</summary>
    private bool IsOutside(Claimed notice) => notice is { Channel: not NoticeRow.Webhook, Instead: null, Replayed: false, Roles.Length: > 0 }
        && RolesOf(notice).All(r => reference.FindRole(r) is { IsOutside: true });

    private string? PartOf(Claimed notice, KnownCase known, IEnumerable<Escalation> above) =>
        IsOutside(notice) && known.ServiceType is { } type
        && Relevance.SpokenForBy(known.Escalation, notice.Sequence, [.. RolesOf(notice)], above, type, known.Organisation) is { } one
            ? $"The recipient was told of it with others: it is part of {LinkTo(one)}."
            : null;

    private Settled Settle(Claimed notice, string state, string? why) => new(notice, state, why, clock.UtcNow);

    private Settled Again(Claimed notice, string why, TimeSpan? asked)
    {
        var now = clock.UtcNow;
        var givesUpOn = notice.FirstTriedOn + Backoff.GivesUpAfter;
        if (now >= givesUpOn)
        {
            return Settle(notice, NoticeRow.Dead, why);
        }

        var wait = Wait(notice.Attempts, Backoff.Longest);
        var due = now + (asked > wait ? asked.Value < Backoff.Longest ? asked.Value : Backoff.Longest : wait);
        return new Settled(notice, NoticeRow.Pending, why, now, due < givesUpOn ? due : givesUpOn);
    }

    private static TimeSpan Wait(int attempts, TimeSpan longest) => Backoff.Wait(attempts, Random.Shared.NextDouble(), longest);

    private async Task<Dictionary<string, Webhook>> TargetsAsync(IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        await using var db = databases.Create(Scope.Lifted);
        return await db.Webhooks.AsNoTracking().Where(w => ids.Contains(w.Id)).ToDictionaryAsync(w => w.Id, ct);
    }

    private static string WebhookOf(string recipient) => recipient["webhook:".Length..];
}
