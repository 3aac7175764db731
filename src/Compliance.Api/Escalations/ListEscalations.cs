using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Data.Writing;
using Compliance.Api.Endpoints;
using Compliance.Api.Tenancy;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Escalations;

public sealed record ListEscalationsRequest
{
    /// <summary>Only cases of this authority.</summary>
    public string? Authority { get; init; }

    /// <summary>Only cases in this state; closed ones too, if it is one of theirs.</summary>
    public string? State { get; init; }

    /// <summary>Only cases owned by this tier.</summary>
    public string? Tier { get; init; }

    /// <summary>Only cases at this level.</summary>
    public string? Level { get; init; }

    /// <summary>Open cases, or closed ones; open if neither this nor a state is named.</summary>
    public bool? Open { get; init; }

    /// <summary>Only cases that nobody has answered by the deadline, or of which a reply did not come in time; or only others.</summary>
    public bool? Overdue { get; init; }

    /// <summary>How many at most, 1 to 500; 50 if left out.</summary>
    public int? Limit { get; init; }

    /// <summary>What the part before gave as next.</summary>
    public string? Cursor { get; init; }
}

internal sealed class ListEscalationsValidator : AbstractValidator<ListEscalationsRequest>
{
    public ListEscalationsValidator()
    {
        RuleFor(r => r.State).Must(Names.Has<CaseState>).WithMessage($"Name one of the states: {Names.All<CaseState>()}.");
        RuleFor(r => r.Tier).Must(Names.Has<Tier>).WithMessage($"Name one of the tiers: {Names.All<Tier>()}.");
        RuleFor(r => r.Level).Must(Names.Has<TriggerLevel>).WithMessage($"Name one of the levels: {Names.All<TriggerLevel>()}.");
        RuleFor(r => r.Limit).Must(l => l is null or (>= 1 and <= Pages.MaxLimit)).WithMessage($"Ask for 1 to {Pages.MaxLimit} at once.");
        RuleFor(r => r.Cursor).Must(c => c is null || QueuePlace.TryRead(c, out _)).WithMessage("Give the cursor as it stood in next, or leave it out.");
    }
}

/// <summary>Lists the cases that are yours to see, those that are due soonest first.</summary>
internal sealed class ListEscalations(ComplianceDb db, Calendars calendars, CurrentUser user, TenantContext tenancy) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/escalations",
            ([AsParameters] ListEscalationsRequest req, ListEscalations endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadEscalations)
        .WithName(nameof(ListEscalations))
        .WithSummary("The queue of cases")
        .WithDescription(
            "Open cases unless you ask for others, those due soonest first. A regional team sees cases that reached it, "
            + "a lead all of its authority, a provider those about its own services.")
        .WithTags("Escalations")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    public async Task<Results<Ok<Page<EscalationLine>>, ProblemHttpResult>> ExecuteAsync(ListEscalationsRequest req, HttpContext http, CancellationToken ct)
    {
        if (req.Authority is { } named && !tenancy.Scope.Contains(named))
        {
            // An empty queue would read as "no cases".
            return Problems.Invalid([new FieldProblem("authority", "Name one authority of yours by its key, such as doncaster, or leave it out.")]);
        }

        var limit = req.Limit ?? Pages.DefaultLimit;
        var rows = await After(Wanted(req), req.Cursor)
            .OrderBy(e => e.DueOn == null).ThenBy(e => e.DueOn).ThenBy(e => e.Id)
            .Take(limit + 1)
            .Select(e => new { e.TenantId, e.Content })
            .ToListAsync(ct);
        var tenants = rows.Select(r => r.TenantId).Distinct().ToList();
        var places = await db.Authorities.Where(a => tenants.Contains(a.TenantId))
            .Select(a => new { a.TenantId, a.RegionId, a.Nation }).ToDictionaryAsync(a => a.TenantId, ct);
        var lines = rows.Select(r => EscalationLine.From(
            r.TenantId, places[r.TenantId].RegionId, Canonical.Read<Escalation>(r.Content), calendars.Of(places[r.TenantId].Nation))).ToList();
        return TypedResults.Ok(Pages.Cut(http, lines, limit, l => new QueuePlace(l.Due?.On, l.Id).ToCursor()));
    }

    private static IQueryable<EscalationRow> After(IQueryable<EscalationRow> cases, string? cursor) =>
        cursor is null || !QueuePlace.TryRead(cursor, out var after) ? cases
        : after.DueOn is { } due
            ? cases.Where(e => e.DueOn == null || e.DueOn > due || (e.DueOn == due && string.Compare(e.Id, after.Id) > 0))
            : cases.Where(e => e.DueOn == null && string.Compare(e.Id, after.Id) > 0);

    private IQueryable<EscalationRow> Wanted(ListEscalationsRequest req)
    {
        var cases = db.Escalations.AsNoTracking().Where(CaseFilter.For(user.Hat));
        cases = req.Authority is { } authority ? cases.Where(e => e.TenantId == authority) : cases;
        cases = req.State is { } state ? cases.Where(e => e.State == state) : cases;
        cases = req.Tier is { } tier ? cases.Where(e => e.Tier == tier) : cases;
        cases = req.Level is { } level ? cases.Where(e => e.Level == level) : cases;
        cases = (req.Open ?? (req.State is null ? true : null)) is { } open ? cases.Where(e => e.IsOpen == open) : cases;

        return req.Overdue switch
        {
            true => cases.Where(CaseFilter.Overdue),
            false => cases.Where(e => !e.Overdue),
            null => cases,
        };
    }
}
