using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Writing;
using Compliance.Api.Tenancy;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Escalations;

/// <summary>Something that happened to a case, told while the case stands as it does now.</summary>
/// <param name="Escalation">The case's id.</param>
/// <param name="Event">What happened, as in the case's timeline.</param>
/// <param name="On">When.</param>
/// <param name="Level">The case's level now; this and the next members may already tell of later events.</param>
/// <param name="Due">What it waits for; null once it is closed.</param>
/// <param name="Sequence">The event's number within its case; gaps are notes that are not for you.</param>
public sealed record CaseEventLine(
    string Escalation, string Authority, string Event, DateTime On, TriggerLevel Level, CaseState State, Tier Tier, CaseDueResponse? Due, int Sequence);

/// <summary>An event with the place behind it.</summary>
internal sealed record FeedItem(string Id, CaseEventLine Line);

/// <summary>Reads what is new in the cases that somebody may see. Nothing is kept for a reader but its place.</summary>
internal sealed class FeedReader(ComplianceDbFactory databases, Calendars calendars)
{
    public const int MostAtOnce = 500;

    /// <summary>The place behind everything there is now.</summary>
    public async Task<FeedPlace> EndAsync(Scope scope, CancellationToken ct)
    {
        await using var db = databases.Create(scope);
        var place = new FeedPlace();
        foreach (var head in await db.TenantHeads.AsNoTracking().Select(h => new { h.TenantId, h.Seq }).ToListAsync(ct))
        {
            place.Set(head.TenantId, new FeedPlace.Mark(head.Seq, null, 0));
        }

        return place;
    }

    /// <summary>The next events behind a place, which moves behind them; as many as <see cref="MostAtOnce"/> if there are more.</summary>
    public async Task<IReadOnlyList<FeedItem>> NextAsync(Scope scope, ActingHat hat, FeedPlace place, CancellationToken ct)
    {
        await using var db = databases.Create(scope);

        // Heads first: what is read after them holds all that they count.
        var heads = await db.TenantHeads.AsNoTracking().OrderBy(h => h.TenantId).Select(h => new { h.TenantId, h.Seq }).ToListAsync(ct);
        var items = new List<FeedItem>();
        foreach (var head in heads.Where(h => place.Of(h.TenantId) is var mark && (h.Seq > mark.Seq || mark.Case is not null)))
        {
            var found = await NewAsync(db, head.TenantId, hat, place.Of(head.TenantId), MostAtOnce - items.Count + 1, ct);
            foreach (var happened in found.Take(MostAtOnce - items.Count))
            {
                place.Set(head.TenantId, new FeedPlace.Mark(happened.Seq, happened.Line.Escalation, happened.Line.Sequence));
                items.Add(new FeedItem(place.ToString(), happened.Line));
            }

            if (items.Count == MostAtOnce)
            {
                return items;
            }

            place.Set(head.TenantId, new FeedPlace.Mark(Math.Max(head.Seq, found.Count == 0 ? 0 : found[^1].Seq), null, 0));
        }

        return items;
    }

    /// <summary>The first so many events of an authority behind a place. Cases are read one by one, and of each only the lines are kept.</summary>
    private async Task<List<(long Seq, CaseEventLine Line)>> NewAsync(
        ComplianceDb db, string tenant, ActingHat hat, FeedPlace.Mark mark, int most, CancellationToken ct)
    {
        var nation = await db.Authorities.Where(a => a.TenantId == tenant).Select(a => a.Nation).SingleAsync(ct);
        var (calendar, from) = (calendars.Of(nation), mark.Seq);
        var contents = db.Escalations.AsNoTracking().Where(CaseFilter.For(hat)).Where(e => e.TenantId == tenant && e.Seq >= from).Select(e => e.Content);
        var found = new List<(long Seq, CaseEventLine Line)>();
        await foreach (var content in contents.AsAsyncEnumerable().WithCancellation(ct))
        {
            var escalation = Canonical.Read<Escalation>(content);
            found.AddRange(escalation.Timeline
                .Where(e => mark.IsBefore(e.Seq, escalation.Id, e.Sequence) && (e.Note is null || Sides.MayRead(e.Note, e.By.Split(':')[0], hat.Role)))
                .Select(e => (e.Seq, LineOf(tenant, escalation, e, CaseDueResponse.From(CaseDue.Of(escalation, calendar))))));
            if (found.Count > 4 * most)
            {
                Cut(found, most);
            }
        }

        Cut(found, most);
        return found;
    }

    private static void Cut(List<(long Seq, CaseEventLine Line)> found, int most)
    {
        found.Sort((a, b) => a.Seq != b.Seq ? a.Seq.CompareTo(b.Seq)
            : string.CompareOrdinal(a.Line.Escalation, b.Line.Escalation) is var order and not 0 ? order
            : a.Line.Sequence.CompareTo(b.Line.Sequence));
        found.RemoveRange(Math.Min(most, found.Count), found.Count - Math.Min(most, found.Count));
    }

    private static CaseEventLine LineOf(string tenant, Escalation escalation, CaseEvent happened, CaseDueResponse? due) => new(
        escalation.Id, tenant, happened.Event, happened.On, escalation.Level, escalation.State, escalation.Tier, due, happened.Sequence);
}
