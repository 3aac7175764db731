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
/// <param name="Firings">Triggers that would reach a level at once, on what is known already.</param>
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
    IReadOnlyList<string> Warnings)
{
    internal static PlanPreviewResponse Of(Plan plan, Preview preview, IReadOnlyList<string> warnings) => new(
        plan.Checklist.Key, plan.Checklist.Version, plan.Season, plan.From, plan.To, preview.Begins,
        [.. preview.Items.Select(i => new PreviewItemResponse(i.Item.Key, i.Section, i.Item.Title, i.Item.Owner, i.State, i.DueOn))],
        [.. preview.Measures.Select(m => new PreviewMeasureResponse(m.Measure.Key, m.Section, m.Measure.Owner, m.Measure.Every, m.Change))],
        [.. preview.Triggers.Select(t => new PreviewTriggerResponse(t.Trigger.Key, t.Trigger.Section, t.Change))],
        [.. preview.Providers.Select(p => new PreviewProviderResponse(p.Provider, p.ServiceType, p.Kept, p.AskedAgain, p.New, p.Retired, p.Weekly))],
        [.. preview.Firings.Select(f => new PreviewFiringResponse(f.Trigger, SubjectResponse.Of(f.Subject), f.Level))],
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
public sealed record PreviewTriggerResponse(string Trigger, string Section, PreviewChange Change);

/// <summary>What the plan would ask of one provider, by keys of measures.</summary>
/// <param name="Kept">The last answer would still count.</param>
/// <param name="AskedAgain">Answered before, too long ago or as not known.</param>
/// <param name="New">Never answered.</param>
/// <param name="Retired">Answered before and not asked any more; the answers stay readable.</param>
/// <param name="Weekly">Questions asked every week.</param>
public sealed record PreviewProviderResponse(
    string Provider,
    string ServiceType,
    IReadOnlyList<string> Kept,
    IReadOnlyList<string> AskedAgain,
    IReadOnlyList<string> New,
    IReadOnlyList<string> Retired,
    int Weekly);

/// <summary>A trigger that would reach a level at once.</summary>
public sealed record PreviewFiringResponse(string Trigger, SubjectResponse Subject, TriggerLevel Level);
