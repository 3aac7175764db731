using System.Runtime.CompilerServices;
using Compliance.Api.Data.Entities;
using Compliance.Api.Data.Writing;
using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Data;

/// <summary>Reads a tenant's journal in order, and folds it again.</summary>
public sealed class JournalReader(ComplianceDbFactory databases, Connections connections, PlanCache plans, Calendars calendars)
{
    /// <summary>All entries of a tenant, first to last.</summary>
    /// <exception cref="InvalidDataException">The chain is broken: an entry was changed, added or taken out.</exception>
    public async IAsyncEnumerable<Entry> ReadAsync(string tenant, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var (entry, _) in VerifyAsync(tenant, ct))
        {
            yield return entry;
        }
    }

    /// <summary>What a tenant's entries are understood by; null when there is no such tenant.</summary>
    public async Task<JournalSetting?> SettingAsync(string tenant, CancellationToken ct)
    {
        await using var db = databases.For(tenant);
        if (await db.Authorities.AsNoTracking().SingleOrDefaultAsync(a => a.TenantId == tenant, ct) is not { } authority)
        {
            return null;
        }

        var set = await db.Journal.AsNoTracking().Where(j => j.Kind == "plan").OrderBy(j => j.Season).ThenBy(j => j.Seq).ToListAsync(ct);
        List<PlanSet> read = [.. set.Select(r => (PlanSet)ContentOf(r))];
        await using (var connection = await connections.OpenAsync(ct))
        {
            await plans.LoadAsync(connection, null, read.Select(p => p.Hash), ct);
        }

        var head = await db.TenantHeads.AsNoTracking().SingleAsync(ct);
        return new JournalSetting(
            authority.RegionId, authority.Nation, calendars.Of(authority.Nation), read, hash => plans.ChecklistOf(hash)!, head.Seq, head.KnownOn);
    }

    /// <summary>Folds the whole journal of a tenant into a state of its own; nothing stored is touched.</summary>
    public async Task<TenantState> ReplayAsync(string tenant, CancellationToken ct)
    {
        var setting = await SettingAsync(tenant, ct) ?? throw new InvalidOperationException($"There is no tenant '{tenant}'.");
        var state = new TenantState(tenant, setting.Calendar, setting.ContentOf);
        await foreach (var (entry, hash) in VerifyAsync(tenant, ct))
        {
            Fold.Apply(state, entry);
            state.Hash = hash;
        }

        return state;
    }

    private async IAsyncEnumerable<(Entry Entry, byte[] Hash)> VerifyAsync(string tenant, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = databases.For(tenant);
        // Read first: what is written meanwhile only adds to the journal.
        var head = await db.TenantHeads.AsNoTracking().SingleAsync(ct);
        var (hash, last) = (Chain.Start, 0L);
        await foreach (var row in db.Journal.AsNoTracking().OrderBy(j => j.Season).ThenBy(j => j.Seq).AsAsyncEnumerable().WithCancellation(ct))
        {
            var entry = new Entry(row.Seq, row.KnownOn, row.Season, row.Subject, row.Who, ContentOf(row));
            hash = Chain.Next(hash, tenant, entry, row.PayloadHash);
            if (row.Seq != last + 1 || !hash.AsSpan().SequenceEqual(row.Hash) || row.Kind != entry.Content.Kind
                || (row.Seq == head.Seq && !hash.AsSpan().SequenceEqual(head.Hash)))
            {
                throw new InvalidDataException($"The journal of '{tenant}' is broken at entry {entry.Id}.");
            }

            last = row.Seq;
            yield return (entry, hash);
        }

        if (last < head.Seq)
        {
            throw new InvalidDataException(FormattableString.Invariant($"The journal of '{tenant}' ends at {last}; its head is at {head.Seq}."));
        }
    }

    /// <summary>The content, if it is what its hash says or has text blanked in it.</summary>
    private static EntryContent ContentOf(JournalRow row)
    {
        var untouched = Canonical.Hash(row.Payload).AsSpan().SequenceEqual(row.PayloadHash);
        return untouched || row.Payload.AsSpan().IndexOf("\"text\":\"\""u8) >= 0
            ? Canonical.Read<EntryContent>(row.Payload)
            : throw new InvalidDataException($"The content of entry {Entry.IdOf(row.Season, row.Seq)} of '{row.TenantId}' is not what was written.");
    }
}

/// <summary>What the entries of a tenant are understood by.</summary>
/// <param name="Plans">Every plan that the journal sets, in its order.</param>
/// <param name="ContentOf">Gives an adopted checklist by the hash of its content.</param>
/// <param name="Seq">The last entry.</param>
/// <param name="KnownOn">When that became known.</param>
public sealed record JournalSetting(
    string Region, string Nation, Calendar Calendar, IReadOnlyList<PlanSet> Plans, Func<string, Checklist> ContentOf, long Seq, DateTime KnownOn);
