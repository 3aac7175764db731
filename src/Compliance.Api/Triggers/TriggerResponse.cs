using System.Globalization;
using Compliance.Api.Data.Entities;
using Compliance.Api.Endpoints;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Api.Triggers;

/// <summary>Where a trigger stands for a subject, why, and why not higher.</summary>
/// <param name="Seq">The tenant's entry up to which this is told.</param>
/// <param name="Level">Where it stands; of one that is not watched, where it stood last.</param>
/// <param name="Why">Null while clear, and while it is switched off.</param>
/// <param name="WhyNot">For each level above the present one, lowest first; none while it is switched off.</param>
/// <param name="Unknown">What it reads and is missing, unknown or stale.</param>
/// <param name="Warned">A share may have reached its limit, as far as silent providers allow to tell.</param>
/// <param name="Escalation">Address of the open case about it, if there is one that the caller may see.</param>
/// <param name="SuppressedBy">The trigger whose open case speaks for this one, so that it has none of its own; else null.</param>
/// <param name="NotWatched">Why nothing that is reported now moves it: it is switched off, or its days or its plan have ended; null while it is watched.</param>
public sealed record TriggerResponse(
    string Trigger,
    SubjectResponse Subject,
    string Title,
    TriggerLevel Level,
    long Seq,
    WhyResponse? Why,
    IReadOnlyList<WhyNotResponse> WhyNot,
    IReadOnlyList<string> Unknown,
    bool Warned,
    string? Escalation,
    string? SuppressedBy,
    NotWatchedResponse? NotWatched)
{
    internal static TriggerResponse From(SwitchedOff off, Rulebook rules, SubjectState subject, long seq, string? escalation)
    {
        var state = subject.StateOf(off.Trigger.Key);
        return new TriggerResponse(
            off.Trigger.Key, SubjectResponse.Of(subject.Key), off.Trigger.Title, state.Level, seq, null, [], [], false, escalation, null,
            NotWatchedResponse.Of(off.Trigger.Key, rules));
    }

    internal static TriggerResponse From(Rule rule, Rulebook rules, SubjectState subject, Evaluation seen, long seq, FiringRow? firing, string? escalation)
    {
        var state = subject.StateOf(rule.Trigger.Key);
        return new TriggerResponse(
            rule.Trigger.Key, SubjectResponse.Of(subject.Key), rule.Trigger.Title, state.Level, seq,
            state.Level == TriggerLevel.Clear ? null : WhyResponse.From(rule, rules, subject, seen, firing),
            [.. Domain.Triggers.WhyNot.Of(rule.Trigger, state, seen, rules.Calendar).Select(w => WhyNotResponse.From(w, rule.LevelOf(w.Level)))],
            seen.Unknown, state.Warned, escalation, subject.Suppressed.GetValueOrDefault(rule.Trigger.Key),
            NotWatchedResponse.Of(rule.Trigger.Key, rules));
    }
}

/// <summary>Why a trigger is not watched.</summary>
/// <param name="Reason">In a sentence; of one that was switched off, the authority's own.</param>
/// <param name="Since">Since when; null where that is not known, or it was never watched.</param>
public sealed record NotWatchedResponse(UnwatchedBecause Because, string Reason, DateTime? Since)
{
    internal static NotWatchedResponse? Of(string trigger, Rulebook rules) =>
        Unwatched.Of(trigger, rules) is { } unwatched ? new(unwatched.Because, unwatched.Reason, unwatched.Since) : null;
}

/// <summary>Why a trigger stands above clear.</summary>
/// <param name="Since">When the readings that brought it to its level were true.</param>
/// <param name="Readings">What it reads now.</param>
/// <param name="Comparisons">That, compared with each level.</param>
/// <param name="Members">For a share of providers: how they are counted now; else null.</param>
/// <param name="Firing">The last time it reached a level, as recorded then.</param>
public sealed record WhyResponse(
    string Sentence,
    DateTime? Since,
    IReadOnlyList<ReceiptReadingResponse> Readings,
    IReadOnlyList<ComparisonResponse> Comparisons,
    MembersResponse? Members,
    FiringResponse? Firing)
{
    internal static WhyResponse From(Rule rule, Rulebook rules, SubjectState subject, Evaluation seen, FiringRow? firing)
    {
        var state = subject.StateOf(rule.Trigger.Key);
        return new WhyResponse(
            Why.Say(rule.Trigger, state, seen, rules.Calendar),
            state.Since,
            [.. Firings.ReadingsOf(rule, seen).Select(r => new ReceiptReadingResponse(r))],
            [.. Firings.ComparisonsOf(rule, subject, seen).Select(ComparisonResponse.From)],
            MembersResponse.From(Firings.MembersOf(rule, subject)),
            firing is null ? null : FiringResponse.From(firing));
    }
}

/// <summary>A trigger reaching a level, as it was recorded.</summary>
/// <param name="KnownOn">When it was known.</param>
/// <param name="Mark">What later news said of it: <c>would-not-have-fired</c> or <c>discovered-late</c>; else null.</param>
public sealed record FiringResponse(string Id, string Level, DateTime KnownOn, string? Mark, ReceiptResponse Receipt)
{
    internal static FiringResponse From(FiringRow row) =>
        new(row.Id, row.Level, row.KnownOn, row.Mark, ReceiptResponse.From(Canonical.Read<Receipt>(row.Receipt)));
}

/// <summary>Why a level is not reached.</summary>
/// <param name="Have">Periods in a row that reach the limit.</param>
/// <param name="Need">Periods needed.</param>
/// <param name="Value">The value: a share as <c>4/40</c>, a number, or <c>4/40..9/40</c> where answers are missing; null when nothing is known.</param>
/// <param name="Limit">The number in force; null where an answer is awaited or conditions are joined.</param>
/// <param name="On">When a level that must last would be reached if nothing changes; else null.</param>
public sealed record WhyNotResponse(TriggerLevel Level, WhyNotReason Reason, int Have, int Need, string? Value, long? Limit, string Sentence, DateTime? On)
{
    internal static WhyNotResponse From(WhyNot whyNot, Level level) => new(
        whyNot.Level, whyNot.Reason, whyNot.Have, whyNot.Need, Shown(whyNot.Seen),
        level.Comparison == Comparison.Is || level.When is not null ? null : whyNot.Limit, whyNot.Sentence, whyNot.On);

    private static string? Shown(Sight seen) => seen.Value switch
    {
        { Lower: null, Upper: null } => null,
        { IsExact: true, Lower: { } exact } => Shown(exact, seen),
        var value => $"{(value.Lower is { } lower ? Shown(lower, seen) : "")}..{(value.Upper is { } upper ? Shown(upper, seen) : "")}",
    };

    private static string Shown(Fraction value, Sight seen) => seen.IsShare
        ? string.Create(CultureInfo.InvariantCulture, $"{value.Part}/{value.Of}")
        : ((decimal)value.Part * seen.Per / value.Of).ToString("0.###", CultureInfo.InvariantCulture);
}
