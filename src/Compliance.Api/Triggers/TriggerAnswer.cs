using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Triggers;

/// <summary>Puts together why a trigger stands at its level for a subject, and why not higher.</summary>
internal sealed class TriggerAnswer(ComplianceDb db, TenantReader reader, CurrentUser user, ForeignReads reads, Catalogue catalogue)
{
    /// <returns>Null when no plan has the trigger and it never fired here, or it does not judge subjects of this kind.</returns>
    public async Task<TriggerResponse?> OfAsync(string authority, string key, string trigger, Head head, HttpContext http, CancellationToken ct)
    {
        var rules = await reader.RulesAsync(authority, head.KnownOn, ct);
        var subject = await reader.SubjectAsync(authority, key, ct);
        var escalation = await EscalationAsync(authority, key, trigger, ct);
        if (rules.RuleOf(trigger) is { } rule && rule.Trigger.Subject == subject.Scope)
        {
            var seen = Firings.Seen(subject, rule, rules, head.KnownOn);
            return TriggerResponse.From(rule, rules, subject, seen, head.Seq, await ShownAsync(authority, subject, trigger, http, ct), escalation);
        }

        return rules.OffOf(trigger) is { } off && off.Trigger.Subject == subject.Scope
            ? TriggerResponse.From(trigger, off.Trigger, Unwatched.Of(trigger, subject, rules)!, rules, subject, head.Seq, escalation)
            : await FiringAsync(authority, key, trigger, ct) is { } firing
                ? OfRetired(Canonical.Read<Receipt>(firing.Receipt), trigger, rules, subject, head.Seq, escalation)
            : null;
    }

    /// <summary>What has fired is answered for, even if no plan has it any more.</summary>
    private TriggerResponse OfRetired(Receipt receipt, string trigger, Rulebook rules, SubjectState subject, long seq, string? escalation) => TriggerResponse.From(
        trigger, catalogue.Find(receipt.Checklist, receipt.Version)?.Triggers.FirstOrDefault(t => t.Key == trigger),
        Unwatched.Of(trigger, subject, rules, receipt.Checklist)!, rules, subject, seq, escalation);

    /// <summary>The last firing. Of what is counted over providers it names them: a region reads that only where a case about it has reached it, and that is put on record.</summary>
    private async Task<FiringRow?> ShownAsync(string authority, SubjectState subject, string trigger, HttpContext http, CancellationToken ct)
    {
        if (user.Hat.Role == Roles.Reviewer && !subject.IsProvider)
        {
            var reached = await db.Escalations.Where(CaseFilter.For(user.Hat)).Where(e => e.TenantId == authority && e.Subject == subject.Key && e.Trigger == trigger)
                .OrderByDescending(e => e.RaisedOn).Select(e => e.Id).FirstOrDefaultAsync(ct);
            if (reached is null)
            {
                return null;
            }

            reads.Note(http, [(authority, reached)]);
        }

        return await FiringAsync(authority, subject.Key, trigger, ct);
    }

    private Task<FiringRow?> FiringAsync(string authority, string subject, string trigger, CancellationToken ct) =>
        db.Firings.AsNoTracking().Where(f => f.TenantId == authority && f.Subject == subject && f.Trigger == trigger)
            .OrderByDescending(f => f.Seq).ThenBy(f => f.Id).FirstOrDefaultAsync(ct);

    private async Task<string?> EscalationAsync(string authority, string subject, string trigger, CancellationToken ct) =>
        await db.Escalations.Where(CaseFilter.For(user.Hat))
            .Where(e => e.TenantId == authority && e.Subject == subject && e.Trigger == trigger && e.IsOpen)
            .Select(e => e.Id).FirstOrDefaultAsync(ct) is { } id ? $"/v1/escalations/{id}" : null;
}
