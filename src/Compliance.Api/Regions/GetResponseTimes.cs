using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Writing;
using Compliance.Api.Endpoints;
using Compliance.Domain.Calendars;
using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Compliance.Domain.Regions;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Regions;

public sealed record GetResponseTimesRequest
{
    public string Region { get; init; } = "";

    /// <summary>The first local date on which cases were raised, such as 2026-11-02; if left out, eight weeks before the last.</summary>
    public string? From { get; init; }

    /// <summary>The last such date, included; today if left out.</summary>
    public string? To { get; init; }

    /// <summary><c>json</c> or <c>csv</c>; if left out, as the header Accept has it.</summary>
    public string? Format { get; init; }
}

internal sealed class GetResponseTimesValidator : AbstractValidator<GetResponseTimesRequest>
{
    public GetResponseTimesValidator()
    {
        RuleFor(r => r.From).Must(Times.IsDate).WithMessage(Times.DateMend);
        RuleFor(r => r.To).Must(Times.IsDate).WithMessage(Times.DateMend);
        this.CheckFormat(r => r.Format);
    }
}

/// <summary>Tells how long cases that reached the region waited for their first answer.</summary>
internal sealed class GetResponseTimes(ComplianceDb db, Calendars calendars, TimeProvider clock) : IEndpoint
{
    private const int UsualDays = 56;
    private const int MostDays = 366;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/regions/{region}/response-times",
            ([AsParameters] GetResponseTimesRequest req, GetResponseTimes endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadRegions)
        .WithName(nameof(GetResponseTimes))
        .WithSummary("How fast cases are answered")
        .WithDescription(
            "By trigger and authority, of cases raised between two dates that have reached the region: how many, how many were acknowledged, passed their deadline or "
            + "were stood down, and within how many hours half of them and nine in ten were acknowledged for the first time, round the clock and on each case's own clock. "
            + "A case that nobody has acknowledged is never left out: it counts with the hours it has waited, and a figure that it decides is marked as a lower bound. "
            + "As CSV: a row a trigger and authority.")
        .WithTags("Regions")
        .ProducesSheet<ResponseTimesResponse>();

    public async Task<IResult> ExecuteAsync(GetResponseTimesRequest req, HttpContext http, CancellationToken ct)
    {
        var region = await db.Regions.AsNoTracking().SingleAsync(r => r.Id == req.Region, ct);
        var (calendar, now) = (calendars.Of(region.Nation), clock.UtcNow);
        var to = Times.DateOf(req.To) ?? calendar.DateOf(now);
        var from = Times.DateOf(req.From) ?? to.AddDays(-UsualDays);
        if (from > to || to.DayNumber - from.DayNumber > MostDays)
        {
            return Problems.Invalid(new FieldProblem("from", $"Give a first date that is not after the last ({to:yyyy-MM-dd}) and at most {MostDays} days before it."));
        }

        var cases = await CasesAsync(req.Region, calendar.StartOf(from), calendar.StartOf(to.AddDays(1)), calendar, now, ct);
        return Sheets.Answer(
            http, req.Format, ResponseTimesResponse.Of(region.Id, region.Name, from, to, now, cases), r => r.ToCsv(),
            FormattableString.Invariant($"{region.Id}-response-times-{from:yyyy-MM-dd}-{to:yyyy-MM-dd}"));
    }

    private async Task<IReadOnlyList<Waiting>> CasesAsync(
        string region, DateTime from, DateTime until, Calendar calendar, DateTime now, CancellationToken ct)
    {
        var authorities = await db.Authorities.Where(a => a.RegionId == region).Select(a => a.TenantId).ToListAsync(ct);
        var rows = db.Escalations.AsNoTracking()
            .Where(e => e.ForRegion && authorities.Contains(e.TenantId) && e.RaisedOn >= from && e.RaisedOn < until)
            .Select(e => new { e.TenantId, e.Content });

        // Read one by one: each holds all that ever happened to it, and only a few figures of that are kept.
        var cases = new List<Waiting>();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            cases.Add(Waiting.Of(row.TenantId, Canonical.Read<Escalation>(row.Content), calendar, now));
        }

        return cases;
    }
}
