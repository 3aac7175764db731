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
/// <param name="Level">Where it stands; of one that is not watched, where it stood last, which says nothing of today.</param>
/// <param name="Watched">Whether anything that is reported now can move it. While false, nobody would be told, and <c>clear</c> is no all-clear.</param>
/// <param name="Why">Null while clear, and where no plan in force has it.</param>
/// <param name="WhyNot">For each level above the present one, lowest first. What is switched off, a level by itself too, is <c>not-watched</c> and says why.</param>
/// <param name="Unknown">What it reads and is missing, unknown or stale.</param>
/// <param name="Warned">A share may have reached its limit, as far as silent providers allow to tell.</param>
/// <param name="Escalation">Address of the open case about it, if there is one that the caller may see.</param>
/// <param name="SuppressedBy">The trigger whose open case speaks for this one, so that it has none of its own; else null.</param>
/// <param name="NotWatched">Why nothing that is reported now moves it: it is switched off or retired, its days or its plan have ended, or the service has left; null while it is watched.</param>
public sealed record TriggerResponse(
    string Trigger,
    SubjectResponse Subject,
    string Title,
    TriggerLevel Level,
    bool Watched,
    long Seq,
    WhyResponse? Why,
    IReadOnlyList<WhyNotResponse> WhyNot,
    IReadOnlyList<string> Unknown,
    bool Warned,
    string? Escalation,
    string? SuppressedBy,
    NotWatchedResponse? NotWatched)
{
    /// <summary>Of a trigger that no plan in force has: switched off, or retired.</summary>
    /// <param name="last">As the checklist has it, or had it last; null where that is not known any more.</param>
    internal static TriggerResponse From(string trigger, Trigger? last, Unwatched why, Rulebook rules, SubjectState subject, long seq, string? escalation)
    {
        var state = subject.StateOf(trigger);
        return new TriggerResponse(
            trigger, SubjectResponse.Of(subject.Key), last?.Title ?? trigger, state.Level, false, seq, null,
            last is null ? [] : [.. Domain.Triggers.WhyNot.Of(last, state, null, why, [], rules.Calendar).Select(w => WhyNotResponse.From(w, last))],
            [], false, escalation, null, NotWatchedResponse.From(why));
    }

    internal static TriggerResponse From(Rule rule, Rulebook rules, SubjectState subject, Evaluation seen, long seq, FiringRow? firing, string? escalation)
    {
        var state = subject.StateOf(rule.Trigger.Key);
        var whole = rule.Plan.Checklist.Triggers.First(t => t.Key == rule.Trigger.Key);
        var why = Unwatched.Of(rule.Trigger.Key, subject, rules);
        var off = why is null ? WatchGap.Of(whole, rules).ToList() : [];
        return new TriggerResponse(
            rule.Trigger.Key, SubjectResponse.Of(subject.Key), rule.Trigger.Title, state.Level, why is null, seq,
            state.Level == TriggerLevel.Clear ? null : WhyResponse.From(rule, rules, subject, seen, firing),
            [.. Domain.Triggers.WhyNot.Of(rule.Trigger, state, seen, why, off, rules.Calendar).Select(w => WhyNotResponse.From(w, whole))],
            seen.Unknown, state.Warned, escalation, subject.Suppressed.GetValueOrDefault(rule.Trigger.Key), NotWatchedResponse.From(why));
    }
}

/// <summary>Why a trigger is not watched.</summary>
/// <param name="Reason">In a sentence; of one that was switched off, the authority's own.</param>
/// <param name="Since">Since when; null where that is not known, or it was never watched.</param>
public sealed record NotWatchedResponse(UnwatchedBecause Because, string Reason, DateTime? Since)
{
    internal static NotWatchedResponse? From(Unwatched? unwatched) =>
        unwatched is null ? null : new(unwatched.Because, unwatched.Reason, unwatched.Since);
}

/// <summary>Why a trigger stands above clear.</summary>
/// <param name="Since">When the readings that brought it to its level were true.</param>
/// <param name="Readings">What it reads now.</param>
/// <param name="Comparisons">That, compared with each level.</param>
/// <param name="Members">For a share of providers: how they are counted now; else null.</param>
/// <param name="Firing">The last time it reached a level, as recorded then. Of what is counted over providers its receipt names them: a region gets it only once a case about it has reached the region; else null.</param>
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
    internal static WhyNotResponse From(WhyNot whyNot, Trigger trigger) => new(
        whyNot.Level, whyNot.Reason, whyNot.Have, whyNot.Need, Shown(whyNot.Seen),
        whyNot.Reason == WhyNotReason.NotWatched || trigger.Levels.First(l => l.Name == whyNot.Level) is { Comparison: Comparison.Is } or { When: not null } ? null : whyNot.Limit,
        whyNot.Sentence, whyNot.On);

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
