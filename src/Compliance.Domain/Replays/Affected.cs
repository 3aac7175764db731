using System.Text.Json;
using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;

namespace Compliance.Domain.Replays;

/// <summary>The triggers that a proposal can make behave in another way. All others fire as they did, and need not be played again.</summary>
internal sealed class Affected
{
    private readonly HashSet<string>? _triggers;

    private Affected(HashSet<string>? triggers) => _triggers = triggers;

    /// <summary>Those whose limits differ, those that look at one of them, and those that one of them looks at.</summary>
    /// <param name="plans">Every plan that the journal sets, in its order.</param>
    public static Affected By(Proposal proposal, IReadOnlyList<PlanSet> plans, Func<string, Checklist> contentOf)
    {
        if (proposal.Draft is not null)
        {
            // Another checklist may ask otherwise as well as judge otherwise.
            return new Affected(null);
        }

        var changed = plans.SelectMany(p => Changed(p, proposal.Over(p, contentOf), contentOf(p.Hash))).ToHashSet(StringComparer.Ordinal);
        var triggers = plans.Select(p => p.Hash).Distinct().SelectMany(h => contentOf(h).Triggers).ToList();
        var looks = triggers.Select(t => (t.Key, At: NamesIn(t))).ToList();
        Spread(changed, key => looks.Where(l => l.At.Contains(key)).Select(l => l.Key));
        var keys = triggers.Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        Spread(changed, key => looks.Where(l => l.Key == key).SelectMany(l => l.At).Where(keys.Contains));
        return new Affected(changed);
    }

    public bool Contains(string trigger) => _triggers?.Contains(trigger) != false;

    /// <summary>A plan with the triggers switched off that are not affected.</summary>
    public PlanSet Only(PlanSet set, Checklist content) => _triggers is null ? set : set with
    {
        Overrides =
        [
            .. set.Overrides.Where(o => o.Trigger is null || Contains(o.Trigger)),
            .. content.Triggers.Where(t => !Contains(t.Key)).Select(t => new Override(t.Key, null, null, null, null, null, true, "Not affected")),
        ],
    };

    private static IEnumerable<string> Changed(PlanSet before, PlanSet after, Checklist content)
    {
        var (was, now) = (Effective(before, content), Effective(after, content));
        return content.Triggers.Select(t => t.Key).Where(k => was.GetValueOrDefault(k) != now.GetValueOrDefault(k));
    }

    private static Dictionary<string, string> Effective(PlanSet set, Checklist content) =>
        new Plan(content, set.Season, set.From, set.To, [], set.Overrides, set.Revision, set.AdoptedOn, set.Since)
            .EffectiveTriggers().ToDictionary(t => t.Key, t => Convert.ToHexString(Canonical.Hash(Canonical.Write(t))));

    private static void Spread(HashSet<string> keys, Func<string, IEnumerable<string>> further)
    {
        var next = new Stack<string>(keys);
        while (next.TryPop(out var key))
        {
            foreach (var found in further(key).Where(keys.Add))
            {
                next.Push(found);
            }
        }
    }

    /// <summary>Every word in a trigger's content: the keys of other triggers are among them, however it looks at those.</summary>
    private static HashSet<string> NamesIn(Trigger trigger)
    {
        using var content = JsonDocument.Parse(Canonical.Write(trigger));
        var names = new HashSet<string>(StringComparer.Ordinal);
        var left = new Stack<JsonElement>([content.RootElement]);
        while (left.TryPop(out var element))
        {
            if (element.ValueKind == JsonValueKind.String)
            {
                names.Add(element.GetString()!);
            }

            var inner = element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().Select(p => p.Value),
                JsonValueKind.Array => element.EnumerateArray(),
                _ => Enumerable.Empty<JsonElement>(),
            };
            foreach (var one in inner)
            {
                left.Push(one);
            }
        }

        names.Remove(trigger.Key);
        return names;
    }
}
