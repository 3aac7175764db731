using Compliance.Api.Access;
using Compliance.Api.Data.Entities;
using Compliance.Api.Endpoints;
using Compliance.Api.Tenancy;
using Compliance.Domain.Subjects;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Escalations;

/// <summary>The queue as one question that an index answers in its own order.</summary>
internal static class Queue
{
    public static IQueryable<EscalationRow> Of(IQueryable<EscalationRow> cases, ListEscalationsRequest req, Scope scope) =>
        After(ByTime(ByPlace(ByStanding(cases, req), req, scope), req), req.Cursor).OrderBy(e => e.QueueOn).ThenBy(e => e.Id);

    private static IQueryable<EscalationRow> ByStanding(IQueryable<EscalationRow> cases, ListEscalationsRequest req)
    {
        cases = req.State is { } state ? cases.Where(e => e.State == state) : cases;
        cases = req.Tier is { } tier ? cases.Where(e => e.Tier == tier) : cases;
        cases = req.Level is { } level ? cases.Where(e => e.Level == level) : cases;
        cases = (req.Open ?? (req.State is null ? true : null)) is { } open ? cases.Where(e => e.IsOpen == open) : cases;
        cases = req.StandDownProposed is { } proposed ? cases.Where(e => e.StandDownProposed == proposed) : cases;
        return req.Overdue switch
        {
            true => cases.Where(CaseFilter.Overdue),
            false => cases.Where(e => !e.Overdue),
            null => cases,
        };
    }

    private static IQueryable<EscalationRow> ByPlace(IQueryable<EscalationRow> cases, ListEscalationsRequest req, Scope scope)
    {
        cases = (req.Authority ?? (scope.Tenants is [var only] ? only : null)) is { } authority ? OfOne(cases, authority, scope) : cases;
        cases = req.Trigger is { } trigger ? cases.Where(e => e.Trigger == trigger) : cases;
        cases = req.Section is { } section ? cases.Where(e => e.Section == section) : cases;
        var company = req.Organisation is { } organisation ? SubjectState.OfOrganisation(organisation) : null;
        cases = company is null ? cases : cases.Where(e => e.Subject == company);
        return req.Provider is { } provider ? cases.Where(e => e.SubjectKind == "provider" && e.Subject == provider) : cases;
    }

    // PostgreSQL walks an index in order behind one value, not behind a set, not even of one: the value stands for the set it is in.
    private static IQueryable<EscalationRow> OfOne(IQueryable<EscalationRow> cases, string authority, Scope scope) =>
        (scope.Contains(authority) ? cases.IgnoreQueryFilters([MultiTenant.Filter]) : cases).Where(e => e.TenantId == authority);

    private static IQueryable<EscalationRow> ByTime(IQueryable<EscalationRow> cases, ListEscalationsRequest req)
    {
        cases = Times.InstantOf(req.DueBefore) is { } due ? cases.Where(e => e.QueueOn < due) : cases;
        return Times.InstantOf(req.RaisedAfter) is { } raised ? cases.Where(e => e.RaisedOn > raised) : cases;
    }

    // The first condition alone is what an index can begin at.
    private static IQueryable<EscalationRow> After(IQueryable<EscalationRow> cases, string? cursor)
    {
        if (cursor is null || !QueuePlace.TryRead(cursor, out var after))
        {
            return cases;
        }

        var (on, id) = after;
        return cases.Where(e => e.QueueOn >= on && (e.QueueOn > on || string.Compare(e.Id, id) > 0));
    }
}
