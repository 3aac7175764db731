using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;

namespace Compliance.Domain.Replays;

/// <summary>What a proposal would have made of an episode.</summary>
public enum DifferenceKind
{
    /// <summary>It fired on the same days to the same level.</summary>
    Same,

    /// <summary>It would have been known earlier.</summary>
    Earlier,

    /// <summary>It would have been known later.</summary>
    Later,

    /// <summary>It would have come to a higher level, and no later.</summary>
    Higher,

    /// <summary>It would not have come to its highest level.</summary>
    Lower,

    /// <summary>It would have fired, and did not.</summary>
    New,

    /// <summary>It fired, and would not have.</summary>
    Gone,

    /// <summary>It fired anew while, as proposed, it would still have stood from before.</summary>
    Joined,

    /// <summary>It would have fired anew while, as it was, it still stood from before.</summary>
    Parted,
}

/// <summary>An episode as it would have been beside the episode that was.</summary>
/// <param name="Would">Null when it would not have fired, or only stood on from before.</param>
/// <param name="Did">Null when it did not fire, or only stood on from before.</param>
/// <param name="Level">The level that is compared: the highest that both came to or, where that is the same day, the one they left clear to; the highest there is when there is one episode only.</param>
/// <param name="DaysGained">Days of warning by which that level would have been known earlier; less than zero when later; null when there is nothing to compare.</param>
/// <param name="WorkingDaysGained">The working days among them.</param>
/// <param name="Ends">Where both fired: less than zero when it would have been clear on an earlier day, more when on a later one; zero on the same, or when neither was.</param>
public sealed record Difference(DifferenceKind Kind, Episode? Would, Episode? Did, TriggerLevel Level, int? DaysGained, int? WorkingDaysGained, int Ends = 0)
{
    // Further apart than this, two episodes have nothing to do with each other.
    private const int NearDays = 14;

    public string Trigger => (Would ?? Did!).Trigger;

    public string Subject => (Would ?? Did!).Subject;

    /// <summary>The earlier of the days on which it would have fired and did.</summary>
    public DateTime FirstOn => Would is null || Did?.FiredOn < Would.FiredOn ? Did!.FiredOn : Would.FiredOn;

    /// <summary>Puts each episode as it would have been beside one that was: of the same trigger and subject, overlapping it or else within two weeks of it.</summary>
    public static IReadOnlyList<Difference> Between(IReadOnlyList<Episode> would, IReadOnlyList<Episode> did, Calendar calendar)
    {
        var those = did.ToLookup(e => (e.Trigger, e.Subject));
        var these = would.ToLookup(e => (e.Trigger, e.Subject));
        return
        [
            .. these.Select(g => g.Key).Union(those.Select(g => g.Key))
                .SelectMany(key => OfOne([.. these[key]], [.. those[key]], calendar))
                .OrderBy(d => d.FirstOn).ThenBy(d => d.Trigger, StringComparer.Ordinal).ThenBy(d => d.Subject, StringComparer.Ordinal).ThenBy(d => d.Kind),
        ];
    }

    private static IEnumerable<Difference> OfOne(List<Episode> would, List<Episode> did, Calendar calendar)
    {
        var pairs = Pairs(would, did).ToList();
        foreach (var (one, other) in pairs)
        {
            yield return Compare(one, other, calendar);
        }

        foreach (var left in would.Where(w => pairs.TrueForAll(p => !ReferenceEquals(p.Would, w))))
        {
            yield return new Difference(did.Exists(left.Overlaps) ? DifferenceKind.Parted : DifferenceKind.New, left, null, left.Highest, null, null);
        }

        foreach (var left in did.Where(d => pairs.TrueForAll(p => !ReferenceEquals(p.Did, d))))
        {
            yield return new Difference(would.Exists(left.Overlaps) ? DifferenceKind.Joined : DifferenceKind.Gone, null, left, left.Highest, null, null);
        }
    }

    /// <summary>Closest first: those that overlap, by how near their beginnings are, then the rest by the gap between them.</summary>
    private static IEnumerable<(Episode Would, Episode Did)> Pairs(List<Episode> would, List<Episode> did)
    {
        var near =
            from w in would
            from d in did
            let gap = w.GapTo(d)
            where gap <= TimeSpan.FromDays(NearDays)
            orderby gap, (w.FiredOn - d.FiredOn).Duration(), w.FiredOn, d.FiredOn
            select (w, d);
        var taken = new HashSet<Episode>(ReferenceEqualityComparer.Instance);
        foreach (var (w, d) in near)
        {
            if (!taken.Contains(w) && !taken.Contains(d))
            {
                taken.Add(w);
                taken.Add(d);
                yield return (w, d);
            }
        }
    }

    private static Difference Compare(Episode would, Episode did, Calendar calendar)
    {
        var both = would.Highest < did.Highest ? would.Highest : did.Highest;
        var level = DaysAt(both) != 0 ? both : FirstOf(would, did);
        var days = DaysAt(level);
        var kind = days > 0 ? DifferenceKind.Earlier
            : days < 0 ? DifferenceKind.Later
            : would.Highest > did.Highest ? DifferenceKind.Higher
            : would.Highest < did.Highest ? DifferenceKind.Lower
            : DifferenceKind.Same;
        return new Difference(kind, would, did, days == 0 ? both : level, days, WorkingDays(would.ReachedOn(level)!.Value, did.ReachedOn(level)!.Value, calendar), EndOf(would).CompareTo(EndOf(did)));

        DateOnly EndOf(Episode episode) => episode.EndedOn is { } on ? calendar.DateOf(on) : DateOnly.MaxValue;

        int DaysAt(TriggerLevel at) => calendar.DateOf(did.ReachedOn(at)!.Value).DayNumber - calendar.DateOf(would.ReachedOn(at)!.Value).DayNumber;
    }

    private static TriggerLevel FirstOf(Episode would, Episode did) => would.Levels[0].Level < did.Levels[0].Level ? would.Levels[0].Level : did.Levels[0].Level;

    /// <summary>Working days on which the one was known and the other not yet; less than zero the other way round.</summary>
    private static int WorkingDays(DateTime would, DateTime did, Calendar calendar)
    {
        var (from, to) = (calendar.DateOf(would), calendar.DateOf(did));
        var sign = from <= to ? 1 : -1;
        (from, to) = sign > 0 ? (from, to) : (to, from);
        var days = 0;
        for (var day = from; day < to; day = day.AddDays(1))
        {
            days += calendar.IsWorkingDay(day) ? 1 : 0;
        }

        return sign * days;
    }
}
