using System.Text.Json;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Escalations;

/// <summary>Shows one case as its reader may see it.</summary>
internal sealed class CaseView(ComplianceDb db, TenantReader reader, CurrentUser user)
{
    public async Task<EscalationResponse> OfAsync(string tenant, Escalation escalation, CancellationToken ct)
    {
        var head = await reader.HeadAsync(tenant, ct);
        var rules = await reader.RulesAsync(tenant, head.KnownOn, ct);
        var subject = await reader.SubjectAsync(tenant, escalation.Subject, ct);
        return new EscalationResponse(
            escalation.Id, tenant, head.RegionId, escalation.Tier, escalation.Trigger, escalation.Title, escalation.Section,
            SubjectResponse.Of(escalation.Subject), escalation.State, escalation.Level, escalation.StandDownProposed, escalation.Overdue,
            Conditions.Of(subject, escalation.Trigger, rules, head.KnownOn), escalation.Summary, escalation.Owner,
            CaseDueResponse.From(CaseDue.Of(escalation, rules.Calendar)), escalation.ForRegion, escalation.RaisedOn, escalation.ClosedOn,
            [.. Acts.Allowed(escalation, Sides.Of(user.Hat.Role)).Select(a => JsonNamingPolicy.KebabCaseLower.ConvertName(a.ToString()))],
            [.. Answers(escalation, rules).Select(ContingencyResponse.From)],
            ReceiptResponse.From(escalation.Receipt),
            await TimelineAsync(escalation, ct),
            escalation.Sequence);
    }

    private static IEnumerable<ContingencyMeasure> Answers(Escalation escalation, Rulebook rules)
    {
        // A trigger that has been switched off since still answers for the cases it raised.
        var checklist = rules.Plans.LastOrDefault(p => p.Checklist.Key == escalation.Receipt.Checklist)?.Checklist;
        var keys = checklist?.Triggers.FirstOrDefault(t => t.Key == escalation.Trigger)?.Contingency ?? [];
        return (checklist?.Contingency ?? []).Where(m => keys.Contains(m.Key)).OrderBy(m => m.Acceptability);
    }

    private async Task<IReadOnlyList<CaseEventResponse>> TimelineAsync(Escalation escalation, CancellationToken ct)
    {
        var mine = escalation.Timeline.Select(e => Writer.Of(e.By)).Where(w => w.Role == user.Hat.Role).Select(w => w.User).Distinct().ToList();
        var names = mine.Count == 0
            ? []
            : await db.Users.Where(u => mine.Contains(u.Id)).Select(u => new { u.Id, u.Name }).ToDictionaryAsync(u => u.Id, u => u.Name, ct);
        return [.. escalation.Timeline
            .Where(e => e.Note is null || Sides.MayRead(e.Note, Writer.Of(e.By).Role, user.Hat.Role))
            .Select(e => LineOf(e, names))];
    }

    private static CaseEventResponse LineOf(CaseEvent e, Dictionary<string, string> names)
    {
        var by = Writer.Of(e.By);
        return new CaseEventResponse(e.Sequence, e.Event, e.On, by.Role)
        {
            Name = names.GetValueOrDefault(by.User),
            Level = e.Level,
            Tier = e.Tier,
            Summary = e.Summary,
            Reason = e.Reason,
            Despite = e.Despite,
            Owner = e.Owner,
            ReviewBy = e.ReviewBy,
            Told = e.Told,
            Note = e.Note is { } note ? new CaseNoteResponse(note.Text, note.Audience) : null,
            Mark = e.Mark,
            Receipt = e.Receipt is { } receipt ? ReceiptResponse.From(receipt) : null,
        };
    }

    /// <summary>Who did something, taken apart into role and user; the system is a role without a user.</summary>
    private readonly record struct Writer(string Role, string User)
    {
        public static Writer Of(string who) => who.Split(':', 2) is [var role, var user] ? new(role, user) : new(who, "");
    }
}
