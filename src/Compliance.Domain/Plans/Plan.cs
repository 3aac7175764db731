using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;

namespace Compliance.Domain.Plans;

/// <summary>An authority's adoption of one version of a checklist for one season.</summary>
/// <param name="Season">The year in which the season begins: 1 July to 30 June.</param>
/// <param name="From">First day, included.</param>
/// <param name="To">Last day, included. Nothing new falls due after it.</param>
/// <param name="AdoptedOn">The day on which it was adopted; nothing is owed for a period that had ended by then.</param>
/// <param name="Since">For measures and items that a later version of the checklist added: the day on which the plan took them on; null when there are none.</param>
/// <param name="Hash">SHA-256 of the adopted checklist's canonical content.</param>
public sealed record Plan(
    Checklist Checklist, int Season, DateOnly From, DateOnly To, byte[] Hash, IReadOnlyList<Override> Overrides, int Revision, DateOnly AdoptedOn,
    IReadOnlyDictionary<string, DateOnly>? Since = null)
{
    public bool Covers(DateOnly date) => From <= date && date <= To;

    /// <summary>Whether any of its triggers, switched off or not, judges organisations.</summary>
    public bool JudgesOrganisations { get; } = Checklist.Triggers.Any(t => t.Subject == SubjectScope.Organisation);

    /// <summary>The day from which a measure or an item has been asked under this plan, whatever the plan's first day.</summary>
    public DateOnly AskedSince(string key) => Since is not null && Since.TryGetValue(key, out var since) ? since : AdoptedOn;

    /// <summary>What a plan on another version takes on only now: the keys that the version before did not have.</summary>
    public IReadOnlyDictionary<string, DateOnly>? SinceWith(Checklist next, DateOnly today)
    {
        if (next.Version == Checklist.Version)
        {
            return Since;
        }

        var since = new SortedDictionary<string, DateOnly>(StringComparer.Ordinal);
        var known = Keys(Checklist).ToHashSet(StringComparer.Ordinal);
        foreach (var key in Keys(next))
        {
            if (!known.Contains(key))
            {
                since[key] = today;
            }
            else if (Since is not null && Since.TryGetValue(key, out var before))
            {
                since[key] = before;
            }
        }

        return since.Count == 0 ? null : since;
    }

    private static IEnumerable<string> Keys(Checklist checklist) => checklist.Measures.Select(m => m.Key).Concat(checklist.Items.Select(i => i.Key));

    /// <summary>Why the authority does without an item of the checklist; null when it does not.</summary>
    public string? OffReason(string item) => Overrides.FirstOrDefault(o => o.Item == item)?.Reason;

    /// <summary>The adopted triggers with the authority's own thresholds; those switched off are left out.</summary>
    public IEnumerable<Trigger> EffectiveTriggers() =>
        Checklist.Triggers.Select(Effective).OfType<Trigger>();

    /// <summary>Triggers of the checklist that the authority has switched off, each with its reason.</summary>
    public IEnumerable<SwitchedOff> SwitchedOff() =>
        from trigger in Checklist.Triggers
        where Effective(trigger) is null
        let off = Overrides.Where(o => o.Off && o.Trigger == trigger.Key).ToList()
        let own = off.Any(o => o.Level is null) ? [.. off.Where(o => o.Level is null)] : off
        select new SwitchedOff(trigger, this, string.Join(' ', own.Select(o => o.Reason).Distinct()), own.Max(o => o.Since));

    private Trigger? Effective(Trigger trigger)
    {
        var own = Overrides.Where(o => o.Trigger == trigger.Key).ToList();
        if (own.Any(o => o.Off && o.Level is null))
        {
            return null;
        }

        var levels = trigger.Levels
            .Where(l => !own.Any(o => o.Off && o.Level == l.Name))
            .Select(l => own.Where(o => !o.Off && o.Level == l.Name).Aggregate(l, (level, o) => level with
            {
                Limit = o.AtLeast ?? o.AtMost ?? o.Below ?? level.Limit,
                ClearsAt = o.ClearsBelow ?? o.ClearsAbove ?? level.ClearsAt,
            }))
            .ToList();
        return levels.Count == 0 ? null : trigger with { Levels = levels };
    }
}

/// <summary>An authority's own threshold for one level of a trigger, or a trigger, level or item switched off, with the reason.</summary>
/// <param name="Trigger">Null for an item.</param>
/// <param name="Level">The level changed; null switches the whole trigger off.</param>
/// <param name="Item">The item switched off; null for a trigger.</param>
/// <param name="Since">When a trigger or level was switched off; null for all else, and where that was not kept.</param>
public sealed record Override(
    string? Trigger,
    TriggerLevel? Level,
    long? AtLeast,
    long? ClearsBelow,
    long? AtMost,
    long? ClearsAbove,
    bool Off,
    string Reason,
    string? Item = null,
    long? Below = null,
    DateTime? Since = null);

/// <summary>A trigger that an authority has switched off.</summary>
/// <param name="Trigger">As the checklist has it.</param>
/// <param name="Since">When; null where that was not kept.</param>
public sealed record SwitchedOff(Trigger Trigger, Plan Plan, string Reason, DateTime? Since);

/// <summary>Seasons run from 1 July to 30 June and are named by the year in which they begin.</summary>
public static class Season
{
    public static int Of(DateOnly date) => date.Month >= 7 ? date.Year : date.Year - 1;

    public static int Of(DateTime on, Calendar calendar) => Of(calendar.DateOf(on));

    public static DateOnly First(int season) => new(season, 7, 1);

    public static DateOnly Last(int season) => new(season + 1, 6, 30);
}
