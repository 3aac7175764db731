using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Compliance.Domain.Subjects;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Escalations;

/// <summary>The firings that a case gathers.</summary>
/// <param name="Total">How many there are, those not listed included.</param>
/// <param name="Firings">The gravest first, then by provider; at most five hundred.</param>
public sealed record GathersResponse(int Total, IReadOnlyList<GatheredResponse> Firings);

/// <summary>A provider that stands at a level which the case's trigger counts.</summary>
/// <param name="Since">When what brought it there was true.</param>
/// <param name="SuppressedBy">The trigger whose case speaks for it, so that it has none of its own; null when none does.</param>
/// <param name="Escalation">Address of its own open case, if there is one that you may see.</param>
public sealed record GatheredResponse(string Provider, string Trigger, TriggerLevel Level, DateTime? Since, string? SuppressedBy, string? Escalation);

/// <summary>An open case that gathers this one with others.</summary>
/// <param name="Escalation">Its address.</param>
public sealed record PartOfResponse(string Escalation, string? Trigger, SubjectResponse Subject, TriggerLevel Level, string Title);

/// <summary>Finds what cases about an authority or an organisation gather, and which of them gather a provider's.</summary>
internal sealed class Gathered(ComplianceDb db, TenantReader reader, CurrentUser user)
{
    private const int Most = 500;

    /// <returns>Null for a case that gathers nothing.</returns>
    public async Task<GathersResponse?> OfAsync(string tenant, Escalation escalation, DateOnly today, CancellationToken ct)
    {
        if (Gathering.Of(escalation) is not { } gathering)
        {
            return null;
        }

        var triggers = gathering.Triggers.Order(StringComparer.Ordinal).ToList();
        var firings = (
            from provider in await reader.SubjectsAsync(tenant, ct)
            where provider.Membership is { ReportsHere: true } member && member.Covers(today) && !provider.IsClosedOn(today)
            from trigger in triggers
            let state = provider.StateOf(trigger)
            where gathering.Holds(trigger, state.Level, provider.Membership!.ServiceType, provider.Membership.Organisation)
            orderby state.Level descending, provider.Key, trigger
            select (Provider: provider.Key, Trigger: trigger, state.Level, state.Since, By: provider.Suppressed.GetValueOrDefault(trigger))).ToList();
        var cases = await CasesAsync(tenant, triggers, ct);
        return new GathersResponse(
            firings.Count,
            [.. firings.Take(Most).Select(f => new GatheredResponse(f.Provider, f.Trigger, f.Level, f.Since, f.By, AddressOf(cases.GetValueOrDefault((f.Trigger, f.Provider)))))]);
    }

    /// <summary>Open cases that gather a provider's.</summary>
    /// <returns>None for a provider's reader: how others stand is not for it to see.</returns>
    public async Task<IReadOnlyList<Escalation>> AboveAsync(string tenant, Escalation escalation, SubjectState provider, DateOnly today, CancellationToken ct)
    {
        if (!escalation.IsOpen || escalation.Trigger is null || user.Hat.Role == Roles.ProviderManager
            || provider.Membership is not { ReportsHere: true } member || !member.Covers(today) || provider.IsClosedOn(today))
        {
            return [];
        }

        var above = member.Organisation is { } organisation ? SubjectState.OfOrganisation(organisation) : SubjectState.Authority;
        var cases = await db.Escalations.AsNoTracking().Where(CaseFilter.For(user.Hat))
            .Where(e => e.TenantId == tenant && e.IsOpen && (e.Subject == SubjectState.Authority || e.Subject == above))
            .OrderBy(e => e.Id).Select(e => e.Content).ToListAsync(ct);
        return
        [
            .. cases.Select(c => Canonical.Read<Escalation>(c))
                .Where(c => Gathering.Of(c)?.Holds(escalation.Trigger, provider.StateOf(escalation.Trigger).Level, member.ServiceType, member.Organisation) is true),
        ];
    }

    /// <returns>Null where there are none.</returns>
    public static IReadOnlyList<PartOfResponse>? Show(IReadOnlyList<Escalation> above) => above.Count == 0
        ? null
        : [.. above.Select(c => new PartOfResponse(AddressOf(c.Id)!, c.Trigger, SubjectResponse.Of(c.Subject), c.Level, c.Title))];

    private async Task<Dictionary<(string, string), string>> CasesAsync(string tenant, List<string> triggers, CancellationToken ct) =>
        (await db.Escalations.Where(CaseFilter.For(user.Hat))
            .Where(e => e.TenantId == tenant && e.IsOpen && e.Trigger != null && triggers.Contains(e.Trigger))
            .Select(e => new { e.Trigger, e.Subject, e.Id }).ToListAsync(ct)).ToDictionary(e => (e.Trigger!, e.Subject), e => e.Id);

    private static string? AddressOf(string? id) => id is null ? null : $"/v1/escalations/{id}";
}
