using System.Text;
using Compliance.Api.Data.Entities;
using Compliance.Api.Data.Writing;
using Compliance.Domain.Calendars;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Data;

/// <summary>Reads one tenant's folded state for requests that change nothing.</summary>
/// <remarks>
/// Ask for the head first: what is read after it may be newer than the head says, never older, so a cached answer is at worst
/// fetched again.
/// </remarks>
public sealed class TenantReader(ComplianceDb db, Connections connections, PlanCache plans, Calendars calendars)
{
    public Task<TenantHead> HeadAsync(string tenant, CancellationToken ct) =>
        db.TenantHeads.AsNoTracking().SingleAsync(h => h.TenantId == tenant, ct);

    public async Task<Calendar> CalendarAsync(string tenant, CancellationToken ct) =>
        calendars.Of(await db.Authorities.Where(a => a.TenantId == tenant).Select(a => a.Nation).SingleAsync(ct));

    /// <summary>The rules in force at an instant.</summary>
    public async Task<Rulebook> RulesAsync(string tenant, DateTime at, CancellationToken ct)
    {
        var calendar = await CalendarAsync(tenant, ct);
        var rows = await db.Plans.AsNoTracking().Where(p => p.TenantId == tenant)
            .OrderBy(p => p.Season).ThenBy(p => p.Checklist).ToListAsync(ct);
        var set = rows.Select(p => new PlanSet(
            p.Checklist, p.Version, p.Season, p.From, p.To, Convert.ToHexStringLower(p.ContentHash),
            Canonical.Read<List<Override>>(Encoding.UTF8.GetBytes(p.Overrides)), p.Revision, p.AdoptedOn)).ToList();
        if (set.Any(p => plans.ChecklistOf(p.Hash) is null))
        {
            await using var connection = await connections.OpenAsync(ct);
            await plans.LoadAsync(connection, null, set.Select(p => p.Hash), ct);
        }

        return plans.RulesOf(tenant, set, calendar, calendar.DateOf(at));
    }

    /// <summary>One subject, without its window; <see cref="SubjectState.Authority"/> for the authority itself. One that nothing was said of yet is empty.</summary>
    public async Task<SubjectState> SubjectAsync(string tenant, string key, CancellationToken ct) =>
        await db.Subjects.Where(s => s.TenantId == tenant && s.Key == key).Select(s => s.Position).SingleOrDefaultAsync(ct) is { } position
            ? Packed.Read(key, position)
            : new SubjectState(key);

    /// <summary>All subjects of a tenant by key, without their windows, the authority itself among them.</summary>
    public async Task<IReadOnlyList<SubjectState>> SubjectsAsync(string tenant, CancellationToken ct)
    {
        var rows = await db.Subjects.Where(s => s.TenantId == tenant).OrderBy(s => s.Key).Select(s => new { s.Key, s.Position }).ToListAsync(ct);
        return [.. rows.Select(r => Packed.Read(r.Key, r.Position))];
    }

    /// <summary>All subjects of a tenant by key, each with its window, so that it can be folded again.</summary>
    public async Task<IReadOnlyList<SubjectState>> WholeSubjectsAsync(string tenant, CancellationToken ct)
    {
        var rows = await db.Subjects.Where(s => s.TenantId == tenant).OrderBy(s => s.Key).Select(s => new { s.Key, s.Position, s.Window }).ToListAsync(ct);
        return [.. rows.Select(r => Packed.Read(r.Key, r.Position, r.Window))];
    }
}
