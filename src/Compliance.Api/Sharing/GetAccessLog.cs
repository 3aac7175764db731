using System.Globalization;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Endpoints;
using Compliance.Domain.Journal;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Sharing;

public sealed record GetAccessLogRequest
{
    public string Authority { get; init; } = "";

    /// <summary>The first local date, such as 2026-11-02; from the beginning if left out.</summary>
    public string? From { get; init; }

    /// <summary>The last local date, included; up to now if left out.</summary>
    public string? To { get; init; }

    /// <summary>How many at most, 1 to 500; 50 if left out.</summary>
    public int? Limit { get; init; }

    /// <summary>What the part before gave as next.</summary>
    public string? Cursor { get; init; }

    /// <summary><c>json</c> or <c>csv</c>; if left out, as the header Accept has it.</summary>
    public string? Format { get; init; }
}

internal sealed class GetAccessLogValidator : AbstractValidator<GetAccessLogRequest>
{
    public GetAccessLogValidator()
    {
        RuleFor(r => r.From).Must(Times.IsDate).WithMessage(Times.DateMend);
        RuleFor(r => r.To).Must(Times.IsDate).WithMessage(Times.DateMend);
        RuleFor(r => r.To).Must((r, to) => Times.DateOf(r.From) is not { } from || Times.DateOf(to) is not { } last || from <= last)
            .WithMessage("Give a last date that is not before the first.");
        this.CheckPage(r => r.Limit, r => r.Cursor, parts: 2);
        RuleFor(r => r.Cursor).Must(c => c is null || !Cursor.TryRead(c, 2, out var read) || ListSharesValidator.Place(read) is not null)
            .WithMessage("Give the cursor as the part before gave it under next, or leave it out.");
        this.CheckFormat(r => r.Format);
    }
}

public enum AccessGround
{
    /// <summary>The case had reached the region.</summary>
    CaseReachedRegion,

    /// <summary>The authority shared it.</summary>
    Share,
}

/// <summary>That somebody of another organisation read something of the authority's.</summary>
/// <param name="User">The reader's id; its region knows who that is.</param>
/// <param name="Region">The region for which it was read.</param>
/// <param name="Address">What was asked for, without parameters.</param>
/// <param name="Provider">The provider it was about; null where an answer held cases of several, or the authority's own.</param>
/// <param name="Cases">Ids of the cases that the answer showed.</param>
/// <param name="Ground">Why it might be read.</param>
/// <param name="Share">The share by which it was read; null for cases.</param>
public sealed record AccessLineResponse(
    DateTime ReadOn,
    string User,
    string Role,
    string Region,
    string Method,
    string Address,
    string? Provider,
    IReadOnlyList<string> Cases,
    AccessGround Ground,
    string? Share)
{
    internal static IReadOnlyList<string> Headers { get; } =
        ["readOn", "user", "role", "region", "method", "address", "provider", "cases", "ground", "share"];

    internal object?[] Cells => [ReadOn, User, Role, Region, Method, Address, Provider, string.Join(' ', Cases), Ground, Share];

    internal static AccessLineResponse From(AccessRow row) => new(
        row.ReadOn, row.UserId, row.Role, row.RegionId, row.Method, row.Address, row.Provider, row.Cases,
        row.ShareId is null ? AccessGround.CaseReachedRegion : AccessGround.Share, row.ShareId);
}

/// <summary>Tells an authority what its region has read of it.</summary>
internal sealed class GetAccessLog(ComplianceDb db, TenantReader reader, AccessLog log) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/access-log",
            ([AsParameters] GetAccessLogRequest req, GetAccessLog endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadAccessLog)
        .WithName(nameof(GetAccessLog))
        .WithSummary("What others have read")
        .WithDescription(
            "Every case and everything shared that a reviewer of the region was shown, the latest first: who, what, on what ground and when. Figures that name no provider "
            + "are not listed. Lines are written once and never changed. As CSV: the same lines, a row each.")
        .WithTags("Sharing")
        .ProducesSheet<Page<AccessLineResponse>>();

    public async Task<IResult> ExecuteAsync(GetAccessLogRequest req, HttpContext http, CancellationToken ct)
    {
        await log.CatchUpAsync(ct);
        var limit = req.Limit ?? Pages.DefaultLimit;
        var rows = await (await WantedAsync(req, ct))
            .OrderByDescending(a => a.ReadOn).ThenByDescending(a => a.Id).Take(limit + 1).ToListAsync(ct);
        var page = Pages.Cut(http, rows, limit, r => Cursor.Of(Chain.Milliseconds(r.ReadOn).ToString(CultureInfo.InvariantCulture), r.Id));
        return Sheets.Answer(
            http, req.Format, new Page<AccessLineResponse>([.. page.Items.Select(AccessLineResponse.From)], page.Next),
            p => new CsvTable(AccessLineResponse.Headers, p.Items.Select(l => l.Cells)), $"{req.Authority}-access-log");
    }

    private async Task<IQueryable<AccessRow>> WantedAsync(GetAccessLogRequest req, CancellationToken ct)
    {
        var calendar = await reader.CalendarAsync(req.Authority, ct);
        var lines = db.AccessLog.AsNoTracking().Where(a => a.TenantId == req.Authority);
        if (Times.DateOf(req.From) is { } first)
        {
            var from = calendar.StartOf(first);
            lines = lines.Where(a => a.ReadOn >= from);
        }

        if (Times.DateOf(req.To) is { } last)
        {
            var until = calendar.StartOf(last.AddDays(1));
            lines = lines.Where(a => a.ReadOn < until);
        }

        if (Cursor.TryRead(req.Cursor, 2, out var cursor) && ListSharesValidator.Place(cursor) is var (on, id))
        {
            lines = lines.Where(a => a.ReadOn <= on && (a.ReadOn < on || string.Compare(a.Id, id) < 0));
        }

        return lines;
    }
}
