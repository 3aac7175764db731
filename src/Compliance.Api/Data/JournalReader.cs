using System.Runtime.CompilerServices;
using Compliance.Api.Data.Entities;
using Compliance.Api.Data.Writing;
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

    /// <summary>Folds the whole journal of a tenant into a state of its own; nothing stored is touched.</summary>
    public async Task<TenantState> ReplayAsync(string tenant, CancellationToken ct)
    {
        await using var db = databases.For(tenant);
        var nation = await db.Authorities.Select(a => a.Nation).SingleAsync(ct);
        var hashes = await db.ChecklistContents.Select(c => c.Hash).ToListAsync(ct);
        await using (var connection = await connections.OpenAsync(ct))
        {
            await plans.LoadAsync(connection, null, hashes.Select(Convert.ToHexStringLower), ct);
        }

        var state = new TenantState(tenant, calendars.Of(nation), hash => plans.ChecklistOf(hash)!);
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
