using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Triggers;

/// <summary>Everything needed to recompute why a trigger reached a level.</summary>
/// <param name="TriggerHash">Hash of the trigger with the authority's own thresholds.</param>
/// <param name="Seq">Journal entry that let it be known.</param>
/// <param name="Readings">Readings behind the value, each with its entry and age.</param>
/// <param name="Members">For a share of providers: how they were counted; else null.</param>
/// <param name="SuppressedBy">The trigger whose open case spoke for this one, so that it raised none; null when it did.</param>
/// <param name="Evidence">All else that a recomputation needs; null in receipts written before it was kept.</param>
public sealed record Receipt(
    string Checklist,
    int Version,
    string TriggerHash,
    long Seq,
    DateTime KnownOn,
    IReadOnlyList<ReceiptReading> Readings,
    IReadOnlyList<ReceiptComparison> Comparisons,
    TriggerLevel Before,
    TriggerLevel After,
    Members? Members,
    string? SuppressedBy = null,
    Evidence? Evidence = null);

public sealed record ReceiptReading(long Seq, string Measure, MeasureKind Kind, Answer Answer, DateTime AsAt);

/// <summary>One level's comparison.</summary>
/// <param name="Value">The value compared, as an interval of two counts.</param>
/// <param name="Said">The answer compared, for yes-no and choice; else null.</param>
/// <param name="Periods">Distinct periods in a row that reached the limit.</param>
/// <param name="Of">Periods needed.</param>
/// <param name="Per">What the limit is in, where it is neither plain nor percent: per thousand, or percent of what it was.</param>
/// <param name="What">The value in words, where a level joins several; else null.</param>
public sealed record ReceiptComparison(
    TriggerLevel Level, Interval Value, bool Percent, string? Said, Comparison Operator, long Limit, string? Answer, int Periods, int Of, Truth Result,
    int? Per = null, string? What = null);

/// <summary>Providers counted in a share.</summary>
public sealed record Members(int Reached, int Below, int Silent);

/// <summary>A trigger reaching a level for a subject.</summary>
public sealed record Firing(string Id, string Trigger, string Subject, int Season, long Seq, DateTime KnownOn, TriggerLevel Level, Receipt Receipt, FiringMark? Mark);

/// <summary>What later news said of a firing.</summary>
public enum FiringMark
{
    /// <summary>A correction or a late report took its cause away.</summary>
    WouldNotHaveFired,

    /// <summary>The readings were true some time before they were known.</summary>
    DiscoveredLate,
}
