using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Domain.Intake;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Triggers;

/// <summary>Puts together why a trigger stands at its level for a subject, and why not higher.</summary>
internal sealed class TriggerAnswer(ComplianceDb db, TenantReader reader, CurrentUser user)
{
    /// <returns>Null when no plan has the trigger, or it does not judge subjects of this kind.</returns>
    public async Task<TriggerResponse?> OfAsync(string authority, string key, string trigger, Head head, CancellationToken ct)
    {
        var rules = await reader.RulesAsync(authority, head.KnownOn, ct);
        var subject = await reader.SubjectAsync(authority, key, ct);
        if (rules.RuleOf(trigger) is not { } rule)
        {
            return rules.OffOf(trigger) is { } off && off.Trigger.Subject == subject.Scope
                ? TriggerResponse.From(off, rules, subject, head.Seq, await EscalationAsync(authority, key, trigger, ct))
                : null;
        }

        if (rule.Trigger.Subject != subject.Scope)
        {
            return null;
        }

        var seen = Firings.Seen(subject, rule, rules, head.KnownOn);
        return TriggerResponse.From(
            rule, rules, subject, seen, head.Seq,
            await FiringAsync(authority, key, trigger, ct),
            await EscalationAsync(authority, key, trigger, ct));
    }

    private Task<FiringRow?> FiringAsync(string authority, string subject, string trigger, CancellationToken ct) =>
        db.Firings.AsNoTracking().Where(f => f.TenantId == authority && f.Subject == subject && f.Trigger == trigger)
            .OrderByDescending(f => f.Seq).ThenBy(f => f.Id).FirstOrDefaultAsync(ct);

    private async Task<string?> EscalationAsync(string authority, string subject, string trigger, CancellationToken ct) =>
        await db.Escalations.Where(CaseFilter.For(user.Hat))
            .Where(e => e.TenantId == authority && e.Subject == subject && e.Trigger == trigger && e.IsOpen)
            .Select(e => e.Id).FirstOrDefaultAsync(ct) is { } id ? $"/v1/escalations/{id}" : null;
}
