using Compliance.Domain.Calendars;
using Compliance.Domain.Returns;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Data;

/// <summary>Reads from a tenant's journal what reports came in, as far as they meet what is owed.</summary>
public sealed class ReturnReader(ComplianceDb db)
{
    /// <summary>Everything that can meet what fell due on a day or later, by provider, each provider's in the order in which it came.</summary>
    public async Task<ILookup<string, Received>> ForDueFromAsync(string tenant, DateOnly from, Calendar calendar, CancellationToken ct)
    {
        var receivedFrom = Completeness.ReceivedFrom(from, calendar);
        var season = Domain.Plans.Season.Of(receivedFrom, calendar);
        var rows = await db.Journal.AsNoTracking()
            .Where(j => j.TenantId == tenant && j.Season >= season && j.Kind == "report" && j.KnownOn >= receivedFrom)
            .OrderBy(j => j.Season).ThenBy(j => j.Seq)
            .Select(j => new { j.Subject, j.KnownOn, j.Payload })
            .ToListAsync(ct);
        var reader = new ReceivedReader();
        return rows.Select(r => reader.Read(r.Subject, r.KnownOn, r.Payload)).ToLookup(r => r.Provider);
    }
}
