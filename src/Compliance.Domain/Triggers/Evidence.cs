using Compliance.Domain.Checklists;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Triggers;

/// <summary>What a receipt holds beside readings and comparisons, so that the step it tells of can be taken again from it alone.</summary>
/// <param name="Authority">Whose trigger it is.</param>
/// <param name="Subject">The provider judged; <c>@</c> for the authority itself.</param>
/// <param name="Definition">The trigger with the authority's own thresholds, as canonical JSON. The receipt's trigger hash is the SHA-256 of this text.</param>
/// <param name="Every">The trigger's period: the shortest cadence of what it reads.</param>
/// <param name="At">The instant at which it was evaluated.</param>
/// <param name="ByTime">Whether only time had passed, so that there was nothing new to count.</param>
/// <param name="Seq">Journal entry that let it be seen; an earlier one than the receipt's when it was found out late.</param>
/// <param name="Before">Where the trigger stood before the step.</param>
/// <param name="After">Where it stood after it.</param>
/// <param name="Zone">Time zone of the authority's days.</param>
/// <param name="BankHolidays">Bank holidays among the days that were counted; empty where no working days are.</param>
/// <param name="Measures">What had to be known of the measures looked at.</param>
/// <param name="Unknown">What was missing, unknown or stale, and why.</param>
/// <param name="AlsoLookedAt">Answers that were looked at without being part of a value: stale ones, and the count needed to fire.</param>
/// <param name="Past">Answers for earlier periods with which a value is compared.</param>
/// <param name="Days">Since when something has been overdue or has stood as it does, and which days counted.</param>
/// <param name="Counted">What is counted over providers, with the providers.</param>
/// <param name="Triggers">Where other triggers stood.</param>
/// <param name="Baselines">The days of the checklist's baselines.</param>
/// <param name="Refolded">
/// True when the level before the entry is not the one before this step: a late report, a correction or a changed plan let the past be
/// folded again, or one entry moved the trigger more than once.
/// </param>
public sealed record Evidence(
    string Authority,
    string Subject,
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
    IReadOnlyList<ReceiptReading>? AlsoLookedAt = null,
    IReadOnlyList<PastReading>? Past = null,
    IReadOnlyList<ReceiptDays>? Days = null,
    IReadOnlyList<ReceiptTally>? Counted = null,
    IReadOnlyList<ReceiptTrigger>? Triggers = null,
    IReadOnlyList<ReceiptBaseline>? Baselines = null,
    bool? Refolded = null);

/// <summary>Where a trigger stood.</summary>
/// <param name="Since">When what brought it to its level was true; null while clear from the start.</param>
/// <param name="SinceSeq">Journal entry that brought it there; 0 while clear from the start.</param>
/// <param name="Runs">By level, from notice up: the periods that count towards it.</param>
/// <param name="HeldUntil">Past its clearing limit, yet held until then; null when it is not.</param>
public sealed record ReceiptState(TriggerLevel Level, DateTime? Since, long SinceSeq, IReadOnlyList<Run> Runs, DateTime? HeldUntil)
{
    internal static ReceiptState Of(TriggerState state) => new(state.Level, state.Since, state.SinceSeq, state.Runs, state.HeldUntil);

    internal TriggerState ToState() => new(Level, Since, SinceSeq, Runs, Interval.Unknown, false, [], HeldUntil);
}

/// <summary>What had to be known of a measure.</summary>
/// <param name="FreshForDays">Days for which an answer counts.</param>
public sealed record ReceiptMeasure(string Key, MeasureKind Kind, Cadence Every, int FreshForDays);

/// <summary>Something a trigger looked at and did not find.</summary>
/// <param name="Key">A measure, an item or a trigger.</param>
/// <param name="Since">Since when it is so; null where that means nothing.</param>
public sealed record ReceiptUnknown(string Key, UnknownReason Because, DateTime? Since = null);

public enum UnknownReason
{
    NeverAnswered,

    /// <summary>The answer was that it is not known.</summary>
    SaidUnknown,

    /// <summary>The last answer is too old to count.</summary>
    Stale,
    NotApplicable,

    /// <summary>A share of nothing.</summary>
    NothingToDivideBy,

    /// <summary>There is an answer, but none for the earlier period to compare it with.</summary>
    NoEarlierAnswer,

    /// <summary>The item has no status, or is not asked.</summary>
    NoStatus,

    /// <summary>The other trigger has never judged anything.</summary>
    NeverJudged,

    /// <summary>What the other trigger reads is not known.</summary>
    ItsReadingsUnknown,

    /// <summary>Too few providers report.</summary>
    TooFewReport,
}

/// <summary>An answer for an earlier period.</summary>
/// <param name="Period">First day of the period asked for; null where the last answer up to then was asked for.</param>
public sealed record PastReading(DateOnly? Period, ReceiptReading Reading);

/// <summary>Since when something has been so, and for how many days that counts.</summary>
/// <param name="Value">Which of the trigger's values it is, counted from 1.</param>
/// <param name="Since">Since when it has been overdue or has stood so; null when it has not.</param>
/// <param name="Status">Of an item: its status.</param>
/// <param name="StatusAsAt">When that was true.</param>
/// <param name="StatusSeq">Journal entry that gave it.</param>
/// <param name="Count">Whole days that count; null where a status is compared.</param>
/// <param name="Days">The days in between, in order, with the reason where they do not count; null where days pass by the clock.</param>
public sealed record ReceiptDays(
    int Value, DateTime? Since, string? Status, DateTime? StatusAsAt, long? StatusSeq, long? Count, IReadOnlyList<DayRun>? Days);

/// <summary>Days in a row, both ends included.</summary>
/// <param name="Because">Why they do not count: <c>weekend</c>, <c>bank-holiday</c>, <c>out-of-force</c>, <c>outage</c> of this service, <c>closed</c> as planned; null when they count.</param>
public sealed record DayRun(DateOnly From, DateOnly To, string? Because = null);

/// <summary>Providers counted or added up.</summary>
/// <param name="Value">Which of the trigger's values it is, counted from 1.</param>
/// <param name="Sums">Providers and weights by standing, and what they add up to.</param>
/// <param name="Members">Providers by name: those that reached the level, those silent and, for a sum, those that answered.</param>
/// <param name="LeftOut">Providers on the register that do not count, and why.</param>
public sealed record ReceiptTally(int Value, ReceiptSums Sums, IReadOnlyList<ReceiptMember> Members, IReadOnlyList<ReceiptLeftOut> LeftOut);

/// <summary>Providers and weights by standing.</summary>
/// <param name="BelowOf">What those below weigh, or what theirs divides by; likewise for the others.</param>
/// <param name="Part">What those add up to of which it is known.</param>
/// <param name="Open">Silent ones that might add anything at all.</param>
public sealed record ReceiptSums(int Below, int Reached, int Silent, long BelowOf, long ReachedOf, long SilentOf, long Part, int Open)
{
    internal static ReceiptSums Of(Tally t) => new(t.Below, t.Reached, t.Silent, t.BelowOf, t.ReachedOf, t.SilentOf, t.Part, t.Open);
}

/// <summary>A provider that counts.</summary>
/// <param name="Of">What it weighs, or what its part divides by; null where each counts as one.</param>
/// <param name="Part">What it adds to a sum; null where nothing is added up.</param>
/// <param name="Open">True when it is silent and might add anything at all; else null.</param>
public sealed record ReceiptMember(string Provider, Standing Standing, long? Of = null, long? Part = null, bool? Open = null)
{
    internal Contribution Adds => new(Standing, Of ?? 0, Part ?? 0, Open is true && Standing == Standing.Silent);

    internal static ReceiptMember From(string provider, Contribution adds, TriggerValue value) => new(
        provider, adds.Standing,
        value is TriggerValue.ShareOfProviders { WeightedBy: not null } or TriggerValue.SumOfProviders { Over: not null } ? adds.Of : null,
        value is TriggerValue.SumOfProviders && adds.Standing == Standing.Below ? adds.Part : null,
        adds.IsOpen ? true : null);
}

/// <summary>A provider that does not count.</summary>
public sealed record ReceiptLeftOut(string Provider, LeftOutReason Because);

public enum LeftOutReason
{
    /// <summary>Not a member on that day.</summary>
    NotOnTheRegister,

    /// <summary>It reports to another authority.</summary>
    ReportsElsewhere,

    /// <summary>Closed as planned on that day.</summary>
    Closed,
    OtherServiceType,

    /// <summary>What would be counted is not asked of it.</summary>
    NotAsked,

    /// <summary>It answered that the question does not apply, or that there is nobody.</summary>
    NotApplicable,
}

/// <summary>Where another trigger stood for the same subject.</summary>
/// <param name="Level">Null when it never judged anything.</param>
/// <param name="Seq">Journal entry that brought it there.</param>
/// <param name="Unknown">What it reads that was not known.</param>
/// <param name="AtLeast">The lowest level at which it stood for certain, as far as answers still counted; null when nothing was certain.</param>
/// <param name="AtMost">The highest; null when nothing was certain.</param>
/// <param name="Until">Until when that counts without another answer; null when it does not end.</param>
public sealed record ReceiptTrigger(
    string Trigger, TriggerLevel? Level, DateTime? Since, long? Seq, IReadOnlyList<string> Unknown,
    TriggerLevel? AtLeast = null, TriggerLevel? AtMost = null, DateTime? Until = null);

/// <summary>The day of a baseline.</summary>
public sealed record ReceiptBaseline(string Key, DateOnly On);
