using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;

namespace Compliance.Domain.Replays;

/// <summary>What is tried over a journal: other thresholds for the plans of one checklist, or another checklist in its place.</summary>
/// <param name="Checklist">Key of the checklist whose plans are replaced.</param>
/// <param name="Season">The season whose plan is replaced; null for every season's.</param>
/// <param name="Overrides">Instead of those of the plan; none gives the limits of the checklist itself.</param>
/// <param name="Draft">Instead of the adopted versions; null leaves those.</param>
public sealed record Proposal(string Checklist, int? Season, IReadOnlyList<Override> Overrides, Checklist? Draft)
{
    private readonly string? _draftHash = Draft is null ? null : Convert.ToHexStringLower(Canonical.Hash(Canonical.Write(Draft)));

    /// <summary>Gives checklists by the hash of their content, the draft among them.</summary>
    public Func<string, Checklist> ContentOf(Func<string, Checklist> adopted) => hash => hash == _draftHash ? Draft! : adopted(hash);

    /// <summary>An entry that sets a plan as it would have been; one of another plan stays as it is.</summary>
    public PlanSet Over(PlanSet set, Func<string, Checklist> adopted) =>
        set.Checklist != Checklist || (Season is { } season && set.Season != season) ? set
        : Draft is null ? set with { Overrides = Overrides }
        : set with { Version = Draft.Version, Hash = _draftHash!, Overrides = Overrides, Since = SinceOf(set, adopted(set.Hash)) };

    /// <summary>What the draft asks and the adopted version did not was never put to anybody: nobody owes it in a replay, and nobody is silent on it.</summary>
    private SortedDictionary<string, DateOnly>? SinceOf(PlanSet set, Checklist adopted)
    {
        var since = new SortedDictionary<string, DateOnly>(StringComparer.Ordinal);
        var known = KeysOf(adopted).ToHashSet(StringComparer.Ordinal);
        foreach (var key in KeysOf(Draft!))
        {
            if (!known.Contains(key))
            {
                since[key] = set.To.AddDays(1);
            }
            else if (set.Since is not null && set.Since.TryGetValue(key, out var from))
            {
                since[key] = from;
            }
        }

        return since.Count == 0 ? null : since;
    }

    private static IEnumerable<string> KeysOf(Checklist checklist) => checklist.Measures.Select(m => m.Key).Concat(checklist.Items.Select(i => i.Key));
}
