using System.Security.Cryptography;
using System.Text;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Endpoints;
using Compliance.Domain.Authorities;
using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Regions;

public sealed record GetRegionOverviewRequest
{
    public string Region { get; init; } = "";

    /// <summary><c>json</c> or <c>csv</c>; if left out, as the header Accept has it.</summary>
    public string? Format { get; init; }
}

internal sealed class GetRegionOverviewValidator : AbstractValidator<GetRegionOverviewRequest>
{
    public GetRegionOverviewValidator() => this.CheckFormat(r => r.Format);
}

/// <summary>Shows where every authority of a region stands, in figures.</summary>
internal sealed class GetRegionOverview(ComplianceDb db, FiguresReader reader, ReferenceData reference, Views views) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/regions/{region}/overview",
            ([AsParameters] GetRegionOverviewRequest req, GetRegionOverview endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadRegions)
        .WithName(nameof(GetRegionOverview))
        .WithSummary("A region's authorities")
        .WithDescription(
            "Figures of each authority and their sums: no provider is named and no answer is shown. An authority without a plan in force "
            + "is listed as such. In the sums a service on two registers counts once: as reported if it reported on any, as late only if late on "
            + "all, as off track if off track on any. Between offTrack and offTrackAtMost lie those of which something due was not reported. As CSV: one row an authority, without the sums.")
        .WithTags("Regions")
        .ProducesView<RegionOverviewResponse>();

    public async Task<IResult> ExecuteAsync(GetRegionOverviewRequest req, HttpContext http, CancellationToken ct)
    {
        var heads = await db.TenantHeads.AsNoTracking().Where(h => h.RegionId == req.Region).OrderBy(h => h.TenantId).ToListAsync(ct);
        var places = await db.Authorities.AsNoTracking().Where(a => a.RegionId == req.Region).ToDictionaryAsync(a => a.TenantId, ct);
        var known = heads.Where(h => places.ContainsKey(h.TenantId)).Select(h => (Head: h, Place: places[h.TenantId])).ToList();
        var view = new View(req.Region, "overview", VersionOf(known));
        return await views.AnswerAsync(http, req.Format, view, () => MakeAsync(req.Region, known, ct));
    }

    /// <summary>The same as long as nothing has become known in any of the authorities.</summary>
    private static string VersionOf(IEnumerable<(TenantHead Head, AuthorityRow Place)> known)
    {
        var all = string.Join('\n', known.Select(k => FormattableString.Invariant($"{k.Head.TenantId} {k.Head.Seq} {k.Place.Name} {k.Place.Codes}")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..16];
    }

    private async Task<RegionOverviewResponse> MakeAsync(string key, List<(TenantHead Head, AuthorityRow Place)> known, CancellationToken ct)
    {
        var region = await db.Regions.SingleAsync(r => r.Id == key, ct);
        DateTime? changedOn = known.Any(k => k.Head.Seq > 0) ? known.Max(k => k.Head.KnownOn) : null;
        var date = changedOn is { } on ? reference.CalendarOf(region.Nation).DateOf(on) : (DateOnly?)null;
        var week = Period.Of(Cadence.Week, date ?? DateOnly.MaxValue).Previous;
        var authorities = new List<AuthorityInRegion>();
        foreach (var (head, place) in known.Where(k => !HasEnded(k.Place, date ?? DateOnly.MaxValue)))
        {
            authorities.Add(new AuthorityInRegion(
                head.TenantId, place.Name, head.Seq == 0 ? null : head.KnownOn, await reader.OfAsync(head, week, changedOn ?? default, ct)));
        }

        return RegionOverviewResponse.Of(key, region.Name, changedOn, changedOn is null ? null : week, authorities);
    }

    // What it was asked and answered lives on with its successors; it has no queue and no plan any more.
    private bool HasEnded(AuthorityRow place, DateOnly date)
    {
        var codes = Canonical.Read<List<DatedCode>>(Encoding.UTF8.GetBytes(place.Codes));
        return (codes.Count > 0 && codes[^1].ValidTo < date) || reference.FindAuthority(place.TenantId)?.EndedOn < date;
    }
}
