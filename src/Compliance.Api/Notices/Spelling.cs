using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Data.Notices;
using Compliance.Api.Data.Writing;
using Compliance.Domain.Authorities;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Notices;
using Compliance.Domain.Reporting;

namespace Compliance.Api.Notices;

/// <summary>Spells out what happened to cases: a notice for each recipient and channel.</summary>
/// <remarks>Asked twice about the same event it gives the same notices under the same ids.</remarks>
internal sealed class Spelling(NoticeStore store, Recipients recipients, ReferenceData reference, Calendars calendars, TimeProvider clock)
{
    private const int DigestHour = 8;

    public async Task<IReadOnlyList<object?[]>> OfAsync(IReadOnlyList<ToTell> events, CancellationToken ct)
    {
        if (events.Count == 0)
        {
            return [];
        }

        var cases = await store.CasesAsync([.. events.Select(e => (e.Tenant, e.Case)).Distinct()], ct);
        var webhooks = await store.WebhooksAsync(cases.Values.SelectMany(c => new[] { c.Tenant, c.Region }).Distinct(), ct);
        var people = new Dictionary<string, TenantPeople>();
        var notices = new List<Notice>();
        foreach (var (known, happened) in events.Where(e => cases.ContainsKey((e.Tenant, e.Case))).Select(e => (cases[(e.Tenant, e.Case)], cases[(e.Tenant, e.Case)].Escalation.Timeline[e.Sequence - 1])))
        {
            // Notes are for those who open the case; not even that there is one is said elsewhere.
            if (happened.Note is null)
            {
                notices.AddRange(webhooks.Where(w => w.Tenant == known.Tenant || (w.Region == known.Region && known.Escalation.ForRegion)).Select(w => new Notice(
                    known, happened, [], [], w.Tenant is null ? Audience.Region : Audience.Authority, NoticeRow.Webhook, $"webhook:{w.Id}", false, User.EachEmail)));
            }

            if (RolesOf(known.Escalation, happened) is { Count: > 0 } roles)
            {
                if (!people.TryGetValue(known.Tenant, out var everybody))
                {
                    people[known.Tenant] = everybody = await recipients.OfAsync(known.Tenant, ct);
                }

                notices.AddRange(ForPeople(known, happened, roles, everybody));
            }
        }

        return [.. notices.Select(RowOf).OrderBy(r => (string)r[0]!, StringComparer.Ordinal).ThenBy(r => (string)r[1]!, StringComparer.Ordinal)];
    }

    // Whoever may have been told of a case is told of its end; at sending it is known who was.
    private static IReadOnlyList<string> RolesOf(Escalation escalation, CaseEvent happened) => Relevance.Ends(happened.Event)
        ? [.. escalation.Timeline.Take(happened.Sequence).SelectMany(e => e.Told ?? []).Distinct()]
        : happened.Told ?? [];

    private static IEnumerable<Notice> ForPeople(KnownCase known, CaseEvent happened, IReadOnlyList<string> roles, TenantPeople people)
    {
        var urgent = !Relevance.Ends(happened.Event) && (happened.Level ?? known.Escalation.Level) >= TriggerLevel.Red && known.Escalation.Ladder.Clock == LadderClock.RoundTheClock;
        var told = new Dictionary<string, Notice>();
        var nobody = new List<string>();
        foreach (var role in roles.Select(TenantPeople.NameOf).Distinct())
        {
            var found = people.For(role, known.Escalation.Subject);
            var instead = found.Count == 0 ? people.For(TenantPeople.Lead, known.Escalation.Subject) : [];
            if (found.Count + instead.Count == 0)
            {
                nobody.Add(role);
            }

            foreach (var recipient in found.Concat(instead))
            {
                var notice = told.GetValueOrDefault(recipient.Key) ?? new Notice(known, happened, [], [], recipient.Side, recipient.Channel, recipient.Key, urgent, recipient.Wish);
                told[recipient.Key] = found.Count == 0 ? notice with { Instead = [.. notice.Instead, role] } : notice with { Roles = [.. notice.Roles, role] };
            }
        }

        return nobody.Count == 0 || Relevance.Ends(happened.Event) ? told.Values
            : told.Values.Append(new Notice(known, happened, nobody, [], Audience.Authority, NoticeRow.NoChannel, "", urgent, User.EachEmail));
    }

    private object?[] RowOf(Notice notice)
    {
        var now = clock.UtcNow;
        var (state, why) = notice.Channel == NoticeRow.NoChannel
                ? (NoticeRow.Unreachable, $"Nobody is on record for {string.Join(", ", notice.Roles.Select(LabelOf))}, nor for the authority lead.")
            : notice.Wish == User.NoEmail && !notice.Urgent ? (NoticeRow.Dropped, "The recipient wants no e-mails.")
            : (NoticeRow.Pending, (string?)null);
        var due = notice.Wish == User.DailyEmail && !notice.Urgent ? NextDigest(now, calendars.Of(notice.Case.Nation)) : now;
        return
        [
            notice.Case.Tenant, IdOf(notice), notice.Case.Escalation.Id, notice.Happened.Sequence, notice.Happened.Event, string.Join(',', notice.Roles),
            notice.Instead.Count == 0 ? null : string.Join(',', notice.Instead), JsonNamingPolicy.KebabCaseLower.ConvertName(notice.Side.ToString()), notice.Channel,
            notice.Recipient, notice.Urgent, state, why, UnixMilliseconds.Of(now), UnixMilliseconds.Of(due), 0, false,
        ];
    }

    internal static DateTime NextDigest(DateTime now, Domain.Calendars.Calendar calendar)
    {
        var today = calendar.DateOf(now);
        return At(today) > now ? At(today) : At(today.AddDays(1));

        DateTime At(DateOnly date)
        {
            // On the days when clocks change, eight in the morning is not eight hours after midnight.
            var near = calendar.StartOf(date).AddHours(DigestHour);
            return near.AddHours(DigestHour - calendar.ToLocal(near).Hour);
        }
    }

    private string LabelOf(string role) => reference.FindRole(role)?.Label ?? role;

    private static string IdOf(Notice notice)
    {
        var all = FormattableString.Invariant($"{notice.Case.Tenant}\n{notice.Case.Escalation.Id}\n{notice.Happened.Sequence}\n{notice.Channel}\n{notice.Recipient}");
        return "msg_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)).AsSpan(0, 16));
    }

    private sealed record Notice(
        KnownCase Case, CaseEvent Happened, IReadOnlyList<string> Roles, IReadOnlyList<string> Instead, Audience Side, string Channel, string Recipient, bool Urgent, string Wish);
}
