using System.Globalization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;

namespace Compliance.Domain.Intake;

internal static class PlanRules
{
    public static (Outcome? Refusal, PlanSet? Content) Decide(TenantState tenant, SetPlan set, DateTime at)
    {
        var faults = Faults(set).ToList();
        if (faults.Count > 0)
        {
            return (new Invalid(faults), null);
        }

        var known = tenant.Plans.FirstOrDefault(p => p.Checklist.Key == set.Checklist.Key && p.Season == set.Season);
        if (known is not null && set.Seen is null)
        {
            return (new MatchNeeded(), null);
        }

        if (known?.Revision != set.Seen)
        {
            return (new Stale(), null);
        }

        if (known is not null && Moved(known, set, tenant.Calendar.DateOf(at)).ToList() is { Count: > 0 } moved)
        {
            return (new Invalid(moved), null);
        }

        if (Refuse(known, set.Checklist) is { } refused)
        {
            return (refused, null);
        }

        var hash = Convert.ToHexStringLower(Canonical.Hash(Canonical.Write(set.Checklist)));
        return (null, new PlanSet(
            set.Checklist.Key, set.Checklist.Version, set.Season, set.From, set.To, hash, Dated(set.Overrides, known, at), (known?.Revision ?? 0) + 1,
            known?.AdoptedOn ?? tenant.Calendar.DateOf(at), known?.SinceWith(set.Checklist, tenant.Calendar.DateOf(at))));
    }

    /// <summary>What is switched off says since when; said again, it stays switched off since then.</summary>
    private static IReadOnlyList<Override> Dated(IReadOnlyList<Override> overrides, Plan? known, DateTime at) =>
    [
        .. overrides.Select(o => o is not { Off: true, Trigger: not null } ? o : o with
        {
            Since = known?.Overrides.FirstOrDefault(k => k.Off && k.Trigger == o.Trigger && k.Level == o.Level) is { } before
                ? before.Since
                : new DateTime(at.Ticks - at.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc),
        }),
    ];

    /// <summary>Days outside the season, and overrides that cannot be.</summary>
    public static IEnumerable<Fault> Faults(SetPlan set) => Dates(set).Concat(OverrideRules.Check(set));

    private static IEnumerable<string> Silenced(SetPlan set) => set.Checklist.Triggers
        .Where(t => t.Levels.Any(l => l.Tier == Tier.Region) && set.Overrides.Any(o => o.Trigger == t.Key && o.Off))
        .Select(t => $"`{t.Key}` reaches the regional team at once; switched off, nobody is told when it would fire, and the board says no more than that nobody watches it.");

    /// <summary>Levels whose ladder never tells anybody round the clock although it runs round the clock.</summary>
    public static IReadOnlyList<string> Warnings(SetPlan set) => [.. Silenced(set), .. set.Checklist.Ladders
        .Where(l => l.Clock == LadderClock.RoundTheClock && !l.Steps.Any(s => s.Tell.Contains("authority-out-of-hours")))
        .Select(l => $"The ladder `{l.Key}` runs round the clock but tells nobody who is there out of hours.")];

    /// <summary>What has been reported under a plan was judged by it, and is not to fall out of it afterwards.</summary>
    private static IEnumerable<Fault> Moved(Plan known, SetPlan set, DateOnly today)
    {
        if (set.To < known.To && set.To < today)
        {
            yield return new Fault("/to", "A plan can end today or later, not in the past: what has fired since would look as if it never had.");
        }

        if (set.From > known.From && known.From <= today)
        {
            yield return new Fault("/from", string.Create(
                CultureInfo.InvariantCulture, $"The plan has begun on {known.From:yyyy-MM-dd}; its first day can be moved to an earlier day, not to a later one."));
        }
    }

    private static Refused? Refuse(Plan? known, Checklist checklist) =>
        checklist.Status == ChecklistStatus.Draft
            ? new Refused("checklist-draft", $"Version {checklist.Version} of `{checklist.Key}` is a draft and may still change; choose a published version.", [])
            : Older(known, checklist);

    /// <summary>The refusal of an older version than a plan runs on; null when it is none.</summary>
    public static Refused? Older(Plan? known, Checklist checklist) => checklist.Version < known?.Checklist.Version
        ? new Refused("version-older", $"The plan already runs on version {known.Checklist.Version}; a plan never goes back to an older version.", [])
        : null;

    private static IEnumerable<Fault> Dates(SetPlan set)
    {
        var (first, last) = (Season.First(set.Season), Season.Last(set.Season));
        if (set.To < set.From)
        {
            yield return new Fault("/to", "The last day is before the first; exchange them.");
        }

        foreach (var (date, at) in new[] { (set.From, "/from"), (set.To, "/to") })
        {
            if (date < first || date > last)
            {
                yield return new Fault(at, string.Create(
                    CultureInfo.InvariantCulture, $"Season {set.Season} runs from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}; choose a day within it."));
            }
        }
    }
}
