using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Triggers;

namespace Compliance.Api.Endpoints;

/// <summary>Everything needed to recompute why a trigger reached a level.</summary>
/// <param name="Checklist">Key of the checklist that has the trigger.</param>
/// <param name="TriggerHash">Hash of the trigger with the authority's own thresholds.</param>
/// <param name="Seq">The journal's entry that let it be known.</param>
/// <param name="Before">The level before.</param>
/// <param name="After">The level reached.</param>
/// <param name="Members">For a share of providers: how they were counted; else null.</param>
/// <param name="SuppressedBy">The trigger whose open case spoke for this one, so that it raised none; else null.</param>
/// <param name="Evidence">All else that a recomputation needs; null in receipts written before it was kept.</param>
public sealed record ReceiptResponse(
    string Checklist,
    int Version,
    string TriggerHash,
    long Seq,
    DateTime KnownOn,
    IReadOnlyList<ReceiptReadingResponse> Readings,
    IReadOnlyList<ComparisonResponse> Comparisons,
    TriggerLevel Before,
    TriggerLevel After,
    MembersResponse? Members = null,
    string? SuppressedBy = null,
    EvidenceResponse? Evidence = null)
{
    internal static ReceiptResponse From(Receipt receipt) => new(
        receipt.Checklist, receipt.Version, receipt.TriggerHash, receipt.Seq, receipt.KnownOn,
        [.. receipt.Readings.Select(r => new ReceiptReadingResponse(r))],
        [.. receipt.Comparisons.Select(ComparisonResponse.From)],
        receipt.Before, receipt.After, MembersResponse.From(receipt.Members), receipt.SuppressedBy,
        receipt.Evidence is { } evidence ? EvidenceResponse.From(evidence) : null);
}

/// <summary>What a receipt holds beside readings and comparisons, so that the step it tells of can be taken again from it alone.</summary>
/// <param name="Authority">Whose trigger it is.</param>
/// <param name="Definition">The trigger with the authority's own thresholds, as JSON. The receipt's trigger hash is the SHA-256 of this text.</param>
/// <param name="Every">The trigger's period: the shortest cadence of what it reads.</param>
/// <param name="At">The instant at which it was evaluated.</param>
/// <param name="ByTime">Whether only time had passed, so that there was nothing new to count.</param>
/// <param name="Seq">The journal's entry that let it be seen; an earlier one than the receipt's when it was found out late.</param>
/// <param name="Before">Where the trigger stood before the step.</param>
/// <param name="After">Where it stood after it.</param>
/// <param name="Zone">Time zone of the authority's days.</param>
/// <param name="BankHolidays">Bank holidays among the days that were counted; empty where no working days are.</param>
/// <param name="Measures">What had to be known of the measures looked at.</param>
/// <param name="Unknown">What was missing, unknown or stale, and why.</param>
/// <param name="AlsoLookedAt">Answers that were looked at without being part of a value: stale ones, and the count needed to fire; null when there are none.</param>
/// <param name="Past">Answers for earlier periods with which a value is compared; null when there are none.</param>
/// <param name="Days">Since when something has been overdue or has stood as it does, and which days counted; null where no days are.</param>
/// <param name="Counted">What is counted over providers, with the providers by name; null where nothing is.</param>
/// <param name="Triggers">Where other triggers stood; null where none is looked at.</param>
/// <param name="Baselines">The days of the checklist's baselines; null where none is looked at.</param>
/// <param name="Refolded">
/// True when the level before the entry is not the one before this step: a late report, a correction or a changed plan let the past be
/// folded again, or one entry moved the trigger more than once. Else null.
/// </param>
public sealed record EvidenceResponse(
    string Authority,
    SubjectResponse Subject,
    string Definition,
    Cadence Every,
    DateTime At,
    bool ByTime,
    long Seq,
    ReceiptState Before,
    ReceiptState After,
    string Zone,
    IReadOnlyList<DateOnly> BankHolidays,
    IReadOnlyList<ReceiptMeasure> Measures,
    IReadOnlyList<ReceiptUnknown> Unknown,
    IReadOnlyList<ReceiptReadingResponse>? AlsoLookedAt = null,
    IReadOnlyList<PastReadingResponse>? Past = null,
    IReadOnlyList<ReceiptDays>? Days = null,
    IReadOnlyList<ReceiptTally>? Counted = null,
    IReadOnlyList<ReceiptTrigger>? Triggers = null,
    IReadOnlyList<ReceiptBaseline>? Baselines = null,
    bool? Refolded = null)
{
    internal static EvidenceResponse From(Evidence e) => new(
        e.Authority, SubjectResponse.Of(e.Subject), e.Definition, e.Every, e.At, e.ByTime, e.Seq, e.Before, e.After, e.Zone, e.BankHolidays, e.Measures, e.Unknown,
        e.AlsoLookedAt is null ? null : [.. e.AlsoLookedAt.Select(r => new ReceiptReadingResponse(r))],
        e.Past is null ? null : [.. e.Past.Select(p => new PastReadingResponse(p.Period, new ReceiptReadingResponse(p.Reading)))],
        e.Days, e.Counted, e.Triggers, e.Baselines, e.Refolded);
}

/// <summary>An answer for an earlier period.</summary>
/// <param name="Period">First day of the period asked for; null where the last answer up to then was asked for.</param>
public sealed record PastReadingResponse(DateOnly? Period, ReceiptReadingResponse Reading);

/// <summary>A reading behind a value, with the journal's entry that gave it.</summary>
public sealed record ReceiptReadingResponse : AnswerResponse
{
    [JsonConstructor]
    public ReceiptReadingResponse()
    {
    }

    [SetsRequiredMembers]
    internal ReceiptReadingResponse(ReceiptReading reading)
        : base(reading.Answer, reading.Kind)
    {
        Seq = reading.Seq;
        Measure = reading.Measure;
        AsAt = reading.AsAt;
    }

    [JsonPropertyOrder(-2)]
    public required long Seq { get; init; }

    [JsonPropertyOrder(-2)]
    public required string Measure { get; init; }

    /// <summary>When the answer was true.</summary>
    public required DateTime AsAt { get; init; }
}

/// <summary>One level's comparison of a value with its limit.</summary>
/// <param name="Value">The number compared, where it is no share.</param>
/// <param name="Numerator">The share compared: its part.</param>
/// <param name="Denominator">The share compared: its whole.</param>
/// <param name="Lower">The least the value can be, when answers are missing.</param>
/// <param name="Upper">The most the value can be, when answers are missing.</param>
/// <param name="Said">The answer compared, for yes or no and for choices.</param>
/// <param name="Limit">The number in force; percent for shares.</param>
/// <param name="Answer">The answer that reaches the level, for yes or no and for choices.</param>
/// <param name="Periods">Distinct periods in a row that reached the limit.</param>
/// <param name="Of">Periods needed.</param>
/// <param name="Per">What the limit is in, where it is neither plain nor percent: per thousand and the like, or percent of what it was.</param>
/// <param name="What">The value in words, where a level joins several.</param>
public sealed record ComparisonResponse(
    TriggerLevel Level,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Numerator,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Denominator,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BoundResponse? Lower,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BoundResponse? Upper,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Said,
    ComparisonOperator Operator,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Limit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Answer,
    int Periods,
    int Of,
    Truth Result,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Per = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? What = null)
{
    internal static ComparisonResponse From(ReceiptComparison c)
    {
        var exact = c.Value.IsExact ? c.Value.Lower : null;
        return new ComparisonResponse(
            c.Level,
            c.Percent ? null : BoundResponse.NumberOf(exact) * (c.Per ?? 1),
            c.Percent ? exact?.Part : null,
            c.Percent ? exact?.Of : null,
            exact is null ? BoundResponse.From(c.Value.Lower, c.Percent) : null,
            exact is null ? BoundResponse.From(c.Value.Upper, c.Percent) : null,
            c.Said, (ComparisonOperator)c.Operator, c.Operator == Comparison.Is ? null : c.Limit, c.Answer, c.Periods, c.Of, c.Result, c.Per, c.What);
    }
}

/// <summary>How a value is compared with its limit; exactly at the limit is reached, save for below.</summary>
public enum ComparisonOperator
{
    [JsonStringEnumMemberName("atLeast")]
    AtLeast = Comparison.AtLeast,

    [JsonStringEnumMemberName("atMost")]
    AtMost = Comparison.AtMost,

    Is = Comparison.Is,

    Below = Comparison.Below,
}

/// <summary>One end of what is known of a value: a number, or a share by its two counts.</summary>
public sealed record BoundResponse(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Numerator,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Denominator)
{
    internal static BoundResponse? From(Fraction? bound, bool percent) => bound switch
    {
        null => null,
        { } share when percent => new(null, share.Part, share.Of),
        _ => new(NumberOf(bound), null, null),
    };

    internal static decimal? NumberOf(Fraction? bound) => bound is { } number ? (decimal)number.Part / number.Of : null;
}

/// <summary>How providers were counted in a share.</summary>
/// <param name="Reached">At or above the level.</param>
/// <param name="Below">Below it, on fresh readings.</param>
/// <param name="Silent">Of whom nothing fresh is known.</param>
public sealed record MembersResponse(int Reached, int Below, int Silent)
{
    internal static MembersResponse? From(Members? members) => members is null ? null : new(members.Reached, members.Below, members.Silent);
}
