using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Writing;
using Compliance.Api.Endpoints;
using Compliance.Api.Tenancy;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using FluentValidation;
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

    /// <summary>Only cases of this trigger; those raised by people have none.</summary>
    public string? Trigger { get; init; }

    /// <summary>Only cases about the provider of this key, in whichever of your authorities.</summary>
    public string? Provider { get; init; }

    /// <summary>Only cases about the organisation of this key, in whichever of your authorities.</summary>
    public string? Organisation { get; init; }

    /// <summary>Only cases of this section of a checklist.</summary>
    public string? Section { get; init; }

    /// <summary>Open cases, or closed ones; open if neither this nor a state is named.</summary>
    public bool? Open { get; init; }

    /// <summary>Only cases that nobody has answered by the deadline, or of which a reply did not come in time; or only others.</summary>
    public bool? Overdue { get; init; }

    /// <summary>Only cases whose condition has cleared, so that standing them down is to be decided; or only others.</summary>
    public bool? StandDownProposed { get; init; }

    /// <summary>Only cases due before this instant, such as 2026-11-19T00:00:00Z.</summary>
    public string? DueBefore { get; init; }

    /// <summary>Only cases raised after this instant.</summary>
    public string? RaisedAfter { get; init; }

    /// <summary>How many at most, 1 to 500; 50 if left out.</summary>
    public int? Limit { get; init; }

    /// <summary>What the part before gave as next.</summary>
    public string? Cursor { get; init; }

    /// <summary><c>json</c> or <c>csv</c>; if left out, as the header Accept has it.</summary>
    public string? Format { get; init; }
}

internal sealed class ListEscalationsValidator : AbstractValidator<ListEscalationsRequest>
{
    public ListEscalationsValidator()
    {
        RuleFor(r => r.State).Must(Names.Has<CaseState>).WithMessage($"Name one of the states: {Names.All<CaseState>()}.");
        RuleFor(r => r.Tier).Must(Names.Has<Tier>).WithMessage($"Name one of the tiers: {Names.All<Tier>()}.");
        RuleFor(r => r.Level).Must(Names.Has<TriggerLevel>).WithMessage($"Name one of the levels: {Names.All<TriggerLevel>()}.");
        RuleFor(r => r.Trigger).Must(IsKey).WithMessage(EntryRules.KeyMend("staff-absence"));
        RuleFor(r => r.Provider).Must(IsKey).WithMessage(EntryRules.KeyMend("beechwood-house"));
        RuleFor(r => r.Organisation).Must(IsKey).WithMessage(EntryRules.KeyMend("beechwood-care"));
        RuleFor(r => r.Section).Must(IsKey).WithMessage(EntryRules.KeyMend("workforce"));
        RuleFor(r => r.DueBefore).Must(Times.IsInstant).WithMessage(Times.InstantMend);
        RuleFor(r => r.RaisedAfter).Must(Times.IsInstant).WithMessage(Times.InstantMend);
        RuleFor(r => r.Limit).Must(l => l is null or (>= 1 and <= Pages.MaxLimit)).WithMessage($"Ask for 1 to {Pages.MaxLimit} at once.");
        RuleFor(r => r.Cursor).Must(c => c is null || QueuePlace.TryRead(c, out _)).WithMessage("Give the cursor as it stood in next, or leave it out.");
        this.CheckFormat(r => r.Format);
    }

    private static bool IsKey(string? key) => key is null || EntryRules.IsKey(key);
}

/// <summary>Lists the cases that are yours to see, those that are due soonest first.</summary>
internal sealed class ListEscalations(ComplianceDb db, Calendars calendars, CurrentUser user, TenantContext tenancy, ForeignReads reads) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/escalations",
            ([AsParameters] ListEscalationsRequest req, ListEscalations endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadEscalations)
        .WithName(nameof(ListEscalations))
        .WithSummary("The queue of cases")
        .WithDescription(
            "Open cases unless you ask for others, those due soonest first, then those that wait for nobody. A regional team sees cases that reached it, "
            + "a lead all of its authority, a provider those about its own services. The cursor holds while cases come and go: a case whose time moves "
            + "behind it is not shown twice and hides no other. As CSV: the same cases, a row each; the header Link leads to those that follow.")
        .WithTags("Escalations")
        .ProducesSheet<Page<EscalationLine>>();

    public async Task<IResult> ExecuteAsync(ListEscalationsRequest req, HttpContext http, CancellationToken ct)
    {
        if (req.Authority is { } named && !tenancy.Scope.Contains(named))
        {
            // An empty queue would read as "no cases".
            return Problems.Invalid([new FieldProblem("authority", "Name one authority of yours by its key, such as doncaster, or leave it out.")]);
        }

        var limit = req.Limit ?? Pages.DefaultLimit;
        var rows = await Queue.Of(db.Escalations.AsNoTracking().Where(CaseFilter.For(user.Hat)), req, tenancy.Scope)
            .Take(limit + 1)
            .Select(e => new { e.TenantId, e.Id, e.QueueOn, e.Content })
            .ToListAsync(ct);
        var page = Pages.Cut(http, rows, limit, r => new QueuePlace(r.QueueOn, r.Id).ToCursor());
        reads.Note(http, page.Items.Select(r => (r.TenantId, r.Id)));
        var tenants = page.Items.Select(r => r.TenantId).Distinct().ToList();
        var places = await db.Authorities.Where(a => tenants.Contains(a.TenantId))
            .Select(a => new { a.TenantId, a.RegionId, a.Nation }).ToDictionaryAsync(a => a.TenantId, ct);
        var lines = page.Items.Select(r => EscalationLine.From(
            r.TenantId, places[r.TenantId].RegionId, Canonical.Read<Escalation>(r.Content), calendars.Of(places[r.TenantId].Nation)));
        return Sheets.Answer(
            http, req.Format, new Page<EscalationLine>([.. lines], page.Next),
            p => new CsvTable(EscalationLine.Headers, p.Items.Select(l => l.Cells)), "escalations");
    }
}
