using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Endpoints;
using Compliance.Domain.Boards;
using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Returns;
using Compliance.Domain.Subjects;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Regions;

/// <summary>Folds the figures of one authority, unless nothing has become known there since they were folded last.</summary>
internal sealed class FiguresReader(ComplianceDb db, TenantReader reader, ReturnReader returns, FiguresCache cache)
{
    /// <param name="week">The region's last whole week.</param>
    /// <param name="knownOn">When the last thing in the region became known.</param>
    public async Task<AuthorityFigures> OfAsync(TenantHead head, Period week, DateTime knownOn, CancellationToken ct)
    {
        if (head.Seq == 0)
        {
            return AuthorityFigures.None;
        }

        if (cache.Find(head.TenantId, head.Seq, week.Start) is not { } figures)
        {
            figures = await FoldAsync(head, week, knownOn, ct);
            cache.Keep(head.TenantId, head.Seq, week.Start, figures);
        }

        return figures;
    }

    private async Task<AuthorityFigures> FoldAsync(TenantHead head, Period week, DateTime knownOn, CancellationToken ct)
    {
        var rules = await reader.RulesAsync(head.TenantId, head.KnownOn, ct);
        var subjects = await reader.SubjectsAsync(head.TenantId, ct);
        var received = await returns.ForDueFromAsync(head.TenantId, week.Start, rules.Calendar, ct);
        var services = await ServicesAsync(head.TenantId, ct);
        var fallenDue = Completeness.Of(rules, subjects, received, week.Start, week.End, knownOn);
        var cases = db.Escalations.Where(e => e.TenantId == head.TenantId && e.IsOpen);
        return new AuthorityFigures(
            rules.Plans.Any(p => p.Covers(rules.Calendar.DateOf(head.KnownOn))),
            [.. Standings(head, rules, subjects, await reader.OpenCasesAsync(head.TenantId, rules, ct), services)],
            await cases.CountAsync(ct),
            await cases.CountAsync(e => e.ForRegion, ct),
            await cases.CountAsync(CaseFilter.Overdue, ct),
            await ByLevelAsync(cases, ct),
            [.. Raised(rules, subjects)],
            fallenDue.Total,
            [.. fallenDue.Providers.Where(p => services.ContainsKey(p.Key)).Select(p => KeyValuePair.Create(services[p.Key], p.Value))],
            [.. rules.Gaps.Select(g => NotWatchedTriggerResponse.From(g, rules.Calendar))]);
    }

    private static async Task<IReadOnlyList<KeyValuePair<TriggerLevel, int>>> ByLevelAsync(IQueryable<EscalationRow> cases, CancellationToken ct) =>
        [.. (await cases.GroupBy(e => e.Level).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct))
            .Select(g => KeyValuePair.Create(Enum.Parse<TriggerLevel>(g.Key, ignoreCase: true), g.Count))];

    private Task<Dictionary<string, string>> ServicesAsync(string tenant, CancellationToken ct) =>
        db.Providers.Where(p => p.TenantId == tenant && p.ServiceId != null).ToDictionaryAsync(p => p.Key, p => p.ServiceId!, ct);

    private static IEnumerable<ServiceStanding> Standings(
        TenantHead head, Rulebook rules, IReadOnlyList<SubjectState> subjects, IReadOnlyList<OpenCase> cases, Dictionary<string, string> services)
    {
        var board = Board.Of(rules, subjects, cases, head.KnownOn, BoardBy.Section);
        return board.Rows.Select(r => ServiceStanding.Of(
            services.GetValueOrDefault(r.Provider) is { } id ? $"service {id}" : $"{head.TenantId} {r.Provider}", r));
    }

    private static IEnumerable<RaisedTrigger> Raised(Rulebook rules, IReadOnlyList<SubjectState> subjects) =>
        from authority in subjects
        where authority.IsAuthority
        from rule in rules.Rules
        where rule.Trigger.Subject == SubjectScope.Authority
        let state = authority.StateOf(rule.Trigger.Key)
        where state.Level >= TriggerLevel.Amber
        orderby state.Level descending
        select new RaisedTrigger(rule.Trigger.Key, rule.Trigger.Title, state.Level, state.Since);
}
