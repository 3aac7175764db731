using Compliance.Api.Data;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Samples;

/// <summary>What the sample's authority lead does with the queue each working morning.</summary>
internal sealed class SampleLead(ComplianceDbFactory databases, string tenant, string who, Random random)
{
    public string Tenant => tenant;

    /// <summary>The acts of one morning: cases that cleared are stood down, some are acknowledged, a few are passed up.</summary>
    public async Task<IReadOnlyList<Command>> MorningAsync(DateTime on, CancellationToken ct)
    {
        await using var db = databases.For(tenant);
        var contents = await db.Escalations.Where(e => e.IsOpen).OrderBy(e => e.Id).Select(e => e.Content).ToListAsync(ct);
        return [.. contents.Select(c => Canonical.Read<Escalation>(c)).Select(e => ActOn(e, on)).OfType<Command>()];
    }

    private ActOnCase? ActOn(Escalation escalation, DateTime on)
    {
        if (escalation.Tier == Tier.Region)
        {
            return null;
        }

        Act? act = escalation switch
        {
            { StandDownProposed: true, State: CaseState.Acknowledged } => new(CaseAction.StandDown) { Reason = "Back to normal; the service confirmed it by telephone." },
            { State: CaseState.Raised } when escalation.StandDownProposed || random.Next(3) > 0 => new(CaseAction.Acknowledge)
            {
                Owner = "Commissioning duty desk",
                Reason = "Calling the service today.",
                ReviewBy = on.AddDays(2).AddHours(7),
            },
            { State: CaseState.Acknowledged, Level: TriggerLevel.Red, Trigger: "staff-absence" } when random.Next(6) == 0 =>
                new(CaseAction.PassUp) { Reason = "Cover from neighbouring services is used up." },
            _ => null,
        };
        return act is null ? null : new ActOnCase(who, ActingAs.Authority, escalation.Id, escalation.Subject, act, escalation.Sequence);
    }
}
