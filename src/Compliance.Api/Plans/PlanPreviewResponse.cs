using Compliance.Api.Endpoints;
using Compliance.Domain.Actions;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;

namespace Compliance.Api.Plans;

/// <summary>What a plan would mean.</summary>
/// <param name="Begins">The day it would count from: its first or, if later, today.</param>
/// <param name="Items">Every item, with when it first falls due and what has ended by that day.</param>
/// <param name="Measures">Questions asked before or after.</param>
/// <param name="Triggers">Triggers in force before or after; an unchanged one keeps its state.</param>
/// <param name="Providers">What it would mean to each provider on the register that day.</param>
/// <param name="Firings">Triggers that would reach a higher level at once, on what is known already.</param>
/// <param name="Stops">Triggers that would fall to a lower level at once, or are switched off. An open case stays open until somebody stands it down.</param>
/// <param name="Warnings">What works but would trouble somebody later.</param>
public sealed record PlanPreviewResponse(
    string Checklist,
    int Version,
    int Season,
    DateOnly From,
    DateOnly To,
    DateOnly Begins,
    IReadOnlyList<PreviewItemResponse> Items,
    IReadOnlyList<PreviewMeasureResponse> Measures,
    IReadOnlyList<PreviewTriggerResponse> Triggers,
    IReadOnlyList<PreviewProviderResponse> Providers,
    IReadOnlyList<PreviewFiringResponse> Firings,
    IReadOnlyList<PreviewFiringResponse> Stops,
    IReadOnlyList<string> Warnings)
{
    internal static PlanPreviewResponse Of(Plan plan, Preview preview, IReadOnlyList<string> warnings) => new(
        plan.Checklist.Key, plan.Checklist.Version, plan.Season, plan.From, plan.To, preview.Begins,
        [.. preview.Items.Select(i => new PreviewItemResponse(i.Item.Key, i.Section, i.Item.Title, i.Item.Owner, i.State, i.DueOn))],
        [.. preview.Measures.Select(m => new PreviewMeasureResponse(m.Measure.Key, m.Section, m.Measure.Owner, m.Measure.Every, m.Change))],
        [
            .. preview.Triggers.Select(t => new PreviewTriggerResponse(
                t.Trigger.Key, t.Trigger.Section, t.Change, [.. t.Reach.Select(r => new PreviewReachResponse(r.Level, r.Now, r.Then))])),
        ],
        [
            .. preview.Providers.Select(p => new PreviewProviderResponse(
                p.Provider, p.ServiceType, p.Kept, p.AskedAgain, p.New, p.Retired, p.Weekly,
                [.. p.Mapped.Select(m => new PreviewMappingResponse(m.Measure, m.From))])),
        ],
        [.. preview.Moves.Where(m => m.Level > m.Was).Select(PreviewFiringResponse.From)],
        [.. preview.Moves.Where(m => m.Level < m.Was).Select(PreviewFiringResponse.From)],
        warnings);
}

/// <summary>An item as it would stand.</summary>
/// <param name="Owner">Who is accountable.</param>
/// <param name="State">What has ended, by law or because its day has passed, is never owed.</param>
/// <param name="DueOn">When it first falls due; null when it never does.</param>
public sealed record PreviewItemResponse(string Item, string Section, string Title, Owner Owner, ActionState State, DateTime? DueOn);

/// <summary>A question asked before or after.</summary>
public sealed record PreviewMeasureResponse(string Measure, string Section, Owner Owner, Cadence Every, PreviewChange Change);

/// <summary>A trigger in force before or after.</summary>
/// <param name="Reach">For one on providers that would change: how many of them their latest answers take to each level, now and then. Periods in a row, durations and clearing limits are left aside.</param>
public sealed record PreviewTriggerResponse(string Trigger, string Section, PreviewChange Change, IReadOnlyList<PreviewReachResponse> Reach);

/// <summary>Providers whose latest answers reach a level by themselves.</summary>
/// <param name="Now">By the plan as it is.</param>
/// <param name="Then">By the plan as it would be.</param>
public sealed record PreviewReachResponse(TriggerLevel Level, int Now, int Then);

/// <summary>What the plan would ask of one provider, by keys of measures.</summary>
/// <param name="Kept">The last answer would still count.</param>
/// <param name="AskedAgain">Answered before, too long ago or as not known.</param>
/// <param name="New">Never answered.</param>
/// <param name="Retired">Answered before and not asked any more; the answers stay readable.</param>
/// <param name="Weekly">Questions asked every week.</param>
/// <param name="Mapped">The answer to the question that this one replaces would count, and would be asked again to be sure.</param>
public sealed record PreviewProviderResponse(
    string Provider,
    string ServiceType,
    IReadOnlyList<string> Kept,
    IReadOnlyList<string> AskedAgain,
    IReadOnlyList<string> New,
    IReadOnlyList<string> Retired,
    int Weekly,
    IReadOnlyList<PreviewMappingResponse> Mapped);

/// <summary>A measure that takes over the answer to the one it replaces.</summary>
/// <param name="From">The measure of the earlier version.</param>
public sealed record PreviewMappingResponse(string Measure, string From);

/// <summary>A trigger that would stand at another level at once.</summary>
/// <param name="Was">The level at which it stands now.</param>
public sealed record PreviewFiringResponse(string Trigger, SubjectResponse Subject, TriggerLevel Was, TriggerLevel Level)
{
    internal static PreviewFiringResponse From(PreviewMove move) => new(move.Trigger, SubjectResponse.Of(move.Subject), move.Was, move.Level);
}
