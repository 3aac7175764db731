using System.Globalization;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Checklists;
using Compliance.Domain.Replays;
using Compliance.Domain.Triggers;

namespace Compliance.Api.Triggers;

/// <summary>What would have fired on some past days, beside what did.</summary>
/// <param name="From">The first day asked about.</param>
/// <param name="To">The last day asked about, included.</param>
/// <param name="Would">In all, as proposed.</param>
/// <param name="Did">In all, as it was.</param>
/// <param name="Reviewers">People among whom the region's cases are shared out.</param>
/// <param name="Triggers">The same by trigger; only those that fired or would have.</param>
/// <param name="Episodes">Everything that fired or would have on these days, in the order of time: from leaving clear until it is clear again.</param>
/// <param name="Weeks">Cases week by week, from Monday to Sunday; the first and the last as far as they lie within these days.</param>
public sealed record ReplayTriggersResponse(
    string Authority,
    string Checklist,
    DateOnly From,
    DateOnly To,
    string Summary,
    ReplayTotalResponse Would,
    ReplayTotalResponse Did,
    int Reviewers,
    IReadOnlyList<ReplayTriggerResponse> Triggers,
    IReadOnlyList<ReplayEpisodeResponse> Episodes,
    IReadOnlyList<ReplayWeekResponse> Weeks)
{
    private static readonly string[] _headers =
    [
        "trigger", "title", "subject", "difference", "level", "daysGained", "workingDaysGained",
        "wouldFireOn", "wouldReach", "wouldEndOn", "wouldTier", "didFireOn", "didReach", "didEndOn", "didTier", "mark", "sentence",
    ];

    /// <summary>One line an episode.</summary>
    internal CsvTable ToCsv() => new(_headers, Episodes.Select(e => new object?[]
    {
        e.Trigger, e.Title, e.Subject.Key ?? Authority, e.Difference, e.Level, e.DaysGained, e.WorkingDaysGained,
        e.Would?.FiredOn, e.Would?.Highest, e.Would?.EndedOn, e.Would?.Tier, e.Did?.FiredOn, e.Did?.Highest, e.Did?.EndedOn, e.Did?.Tier,
        (e.Did ?? e.Would)!.Mark, e.Sentence,
    }));

    internal static ReplayTriggersResponse Of(string authority, JournalSetting journal, Proposal proposal, Outturn outturn, int reviewers)
    {
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var trigger in journal.Plans.SelectMany(p => journal.ContentOf(p.Hash).Triggers).Concat(proposal.Draft?.Triggers ?? []))
        {
            titles[trigger.Key] = trigger.Title;
        }

        var sentence = new DifferenceSentence(journal.Calendar, outturn.To.Year);
        List<ReplayEpisodeResponse> episodes = [.. outturn.Differences.Select(d => ReplayEpisodeResponse.Of(d, titles.GetValueOrDefault(d.Trigger, d.Trigger), sentence.Of(d)))];
        var (would, did) = (Sum(outturn, w => w.Would), Sum(outturn, w => w.Did));
        return new ReplayTriggersResponse(
            authority, proposal.Checklist, outturn.From, outturn.To,
            SummaryOf(outturn),
            new ReplayTotalResponse(outturn.Would, outturn.WouldStand, CasesResponse.Of(would, reviewers * WeeksOf(outturn))),
            new ReplayTotalResponse(outturn.Did, outturn.DidStand, CasesResponse.Of(did, reviewers * WeeksOf(outturn))),
            reviewers,
            [.. episodes.GroupBy(e => e.Trigger).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => ReplayTriggerResponse.Of(g.Key, [.. g]))],
            episodes,
            [.. outturn.Weeks.Select(w => new ReplayWeekResponse(w.From, w.To, CasesResponse.Of(w.Would, reviewers), CasesResponse.Of(w.Did, reviewers)))]);
    }

    private static string SummaryOf(Outturn outturn)
    {
        int Count(params DifferenceKind[] kinds) => outturn.Differences.Count(d => kinds.Contains(d.Kind));
        if (outturn.Differences.All(d => d.Kind == DifferenceKind.Same && d.Ends == 0))
        {
            return string.Create(CultureInfo.InvariantCulture, $"Nothing would have been different: {outturn.Did} fired, and would have.");
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{outturn.Would} would have fired, {outturn.Did} did: {Count(DifferenceKind.New, DifferenceKind.Parted)} more, {Count(DifferenceKind.Gone, DifferenceKind.Joined)} fewer, {Count(DifferenceKind.Earlier)} earlier, {Count(DifferenceKind.Later)} later, {Count(DifferenceKind.Higher)} higher, {Count(DifferenceKind.Lower)} lower; {outturn.Differences.Count(d => d.Ends < 0)} would have been clear again sooner, {outturn.Differences.Count(d => d.Ends > 0)} later.");
    }

    private static decimal WeeksOf(Outturn outturn) => (outturn.To.DayNumber - outturn.From.DayNumber + 1) / 7m;

    private static Load Sum(Outturn outturn, Func<WeekLoad, Load> of) => outturn.Weeks.Select(of)
        .Aggregate(default(Load), (a, b) => new Load(a.Provider + b.Provider, a.Authority + b.Authority, a.Region + b.Region));
}

/// <summary>How much fires on the days asked about.</summary>
/// <param name="Fired">Episodes that began.</param>
/// <param name="Standing">Episodes that stood already when the first day began; they are not among the others.</param>
public sealed record ReplayTotalResponse(int Fired, int Standing, CasesResponse Cases);

/// <summary>Cases by the tier they came to. One that rises from one tier to a higher one counts at both.</summary>
/// <param name="RegionPerReviewer">Cases that came to the region, for each reviewer and per week; in all, of the mean week of the days asked about.</param>
public sealed record CasesResponse(int Provider, int Authority, int Region, decimal RegionPerReviewer)
{
    internal static CasesResponse Of(Load load, decimal shares) =>
        new(load.Provider, load.Authority, load.Region, decimal.Round(load.Region / shares, 2, MidpointRounding.AwayFromZero));
}

/// <summary>One trigger on the days asked about.</summary>
/// <param name="Would">Episodes that would have begun.</param>
/// <param name="Did">Episodes that began.</param>
/// <param name="Earlier">Those that would have been known earlier.</param>
/// <param name="Later">Those that would have been known later.</param>
/// <param name="MedianDaysGained">Days of warning gained, of those earlier or later the middle one; null when there are none.</param>
public sealed record ReplayTriggerResponse(string Trigger, string Title, int Would, int Did, int Earlier, int Later, int? MedianDaysGained)
{
    internal static ReplayTriggerResponse Of(string trigger, IReadOnlyList<ReplayEpisodeResponse> episodes)
    {
        var gained = episodes.Where(e => e.DaysGained is not (null or 0)).Select(e => e.DaysGained!.Value).Order().ToList();
        return new ReplayTriggerResponse(
            trigger, episodes[0].Title, episodes.Count(e => e.Would is not null), episodes.Count(e => e.Did is not null),
            episodes.Count(e => e.Difference == DifferenceKind.Earlier), episodes.Count(e => e.Difference == DifferenceKind.Later),
            gained.Count == 0 ? null : gained[gained.Count / 2]);
    }
}

/// <summary>An episode as it would have been beside the one that was.</summary>
/// <param name="Difference">
/// Same, earlier or later by days; higher or lower by the level come to, which is one more case only where it starts at a higher tier; new or gone. Joined: it fired anew while, as proposed, it
/// would still have stood. Parted: it would have fired anew while it still stood.
/// </param>
/// <param name="Level">The level that is compared.</param>
/// <param name="DaysGained">Days of warning gained; less than zero when lost; null when there is nothing to compare.</param>
/// <param name="WorkingDaysGained">The working days among them, by the authority's calendar.</param>
/// <param name="Sentence">The same in words.</param>
/// <param name="Would">As proposed; null when it would not have fired of its own.</param>
/// <param name="Did">As it was; null when it did not fire of its own.</param>
public sealed record ReplayEpisodeResponse(
    string Trigger,
    string Title,
    SubjectResponse Subject,
    DifferenceKind Difference,
    TriggerLevel Level,
    int? DaysGained,
    int? WorkingDaysGained,
    string Sentence,
    ReplaySideResponse? Would,
    ReplaySideResponse? Did)
{
    internal static ReplayEpisodeResponse Of(Difference difference, string title, string sentence) => new(
        difference.Trigger, title, SubjectResponse.Of(difference.Subject), difference.Kind, difference.Level, difference.DaysGained, difference.WorkingDaysGained, sentence,
        ReplaySideResponse.Of(difference.Would), ReplaySideResponse.Of(difference.Did));
}

/// <summary>One side of it.</summary>
/// <param name="FiredOn">When it was known to have left clear.</param>
/// <param name="Highest">The highest level it came to.</param>
/// <param name="EndedOn">When it was known to be clear again; null while it stands.</param>
/// <param name="Tier">The highest tier its case came to; null when it was over before it was known.</param>
/// <param name="Levels">Each higher level it came to, with when.</param>
/// <param name="Mark">What later news says of it: it would not have fired, or it was discovered late; else null.</param>
public sealed record ReplaySideResponse(
    DateTime FiredOn, TriggerLevel Highest, DateTime? EndedOn, Tier? Tier, IReadOnlyList<ReplayLevelResponse> Levels, FiringMark? Mark)
{
    internal static ReplaySideResponse? Of(Episode? episode) => episode is null ? null : new(
        episode.FiredOn, episode.Highest, episode.EndedOn, episode.Tiers is [.., var last] ? last.Tier : null,
        [.. episode.Levels.Select(l => new ReplayLevelResponse(l.Level, l.On))], episode.Mark);
}

/// <summary>A level come to.</summary>
public sealed record ReplayLevelResponse(TriggerLevel Level, DateTime On);

/// <summary>The cases of a week.</summary>
public sealed record ReplayWeekResponse(DateOnly From, DateOnly To, CasesResponse Would, CasesResponse Did);
