using Compliance.Api.Endpoints;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;

namespace Compliance.Api.Plans;

/// <summary>An authority's adoption of one checklist version for one season.</summary>
/// <param name="Season">The year in which the season begins: 1 July to 30 June.</param>
/// <param name="From">The first day, included.</param>
/// <param name="To">The last day, included; nothing new falls due after it.</param>
/// <param name="Content">Hash of the adopted content.</param>
/// <param name="Revision">1, and one more with each change; also the ETag.</param>
public sealed record PlanSummary(
    string Checklist, int Version, string Title, int Season, DateOnly From, DateOnly To, string Content, int Revision)
{
    internal static PlanSummary Of(Plan plan) => new(
        plan.Checklist.Key, plan.Checklist.Version, plan.Checklist.Title, plan.Season, plan.From, plan.To,
        Domain.Journal.Canonical.Show(plan.Hash), plan.Revision);
}

/// <summary>A plan whole.</summary>
/// <param name="Season">The year in which the season begins: 1 July to 30 June.</param>
/// <param name="From">The first day, included.</param>
/// <param name="To">The last day, included; nothing new falls due after it.</param>
/// <param name="Content">Hash of the adopted content.</param>
/// <param name="Revision">1, and one more with each change; also the ETag.</param>
/// <param name="Overrides">Where the authority departs from the checklist.</param>
/// <param name="Triggers">The triggers in force, with the thresholds in force.</param>
/// <param name="Warnings">What works but will trouble somebody later. Only in the answer to a change.</param>
public sealed record PlanResponse(
    string Checklist,
    int Version,
    string Title,
    int Season,
    DateOnly From,
    DateOnly To,
    string Content,
    int Revision,
    IReadOnlyList<OverrideBody> Overrides,
    IReadOnlyList<PlanTrigger> Triggers,
    IReadOnlyList<string>? Warnings = null)
{
    internal static PlanResponse Of(Plan plan) => new(
        plan.Checklist.Key, plan.Checklist.Version, plan.Checklist.Title, plan.Season, plan.From, plan.To,
        Domain.Journal.Canonical.Show(plan.Hash), plan.Revision,
        [.. plan.Overrides.Select(OverrideBody.From)],
        [.. plan.EffectiveTriggers().Select(PlanTrigger.From)]);
}

/// <summary>A trigger in force.</summary>
/// <param name="Subject">Whether it judges each provider by itself or the authority as one.</param>
/// <param name="Levels">In rising order, with the authority's own thresholds.</param>
public sealed record PlanTrigger(string Trigger, string Section, string Title, SubjectScope Subject, IReadOnlyList<LevelResponse> Levels)
{
    internal static PlanTrigger From(Trigger trigger) => new(
        trigger.Key, trigger.Section, trigger.Title, trigger.Subject, [.. trigger.Levels.Select(LevelResponse.From)]);
}
