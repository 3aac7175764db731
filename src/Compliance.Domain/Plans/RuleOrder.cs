using Compliance.Domain.Checklists;

namespace Compliance.Domain.Plans;

/// <summary>What a trigger inherits from the others that it looks at: its place after them, its pace and its period.</summary>
internal static class RuleOrder
{
    /// <summary>Each rule after those that it looks at or is suppressed by. A circle, which no checklist may hold, is cut where it is found.</summary>
    public static List<Rule> Of(IEnumerable<Rule> rules, Func<string, Rule?> ruleOf)
    {
        var (ordered, seen) = (new List<Rule>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var rule in rules)
        {
            Place(rule);
        }

        return ordered;

        void Place(Rule rule)
        {
            if (seen.Add(rule.Trigger.Key))
            {
                foreach (var earlier in rule.Trigger.LooksAt.Concat(rule.Trigger.SuppressedBy?.Select(s => s.Trigger) ?? []))
                {
                    if (ruleOf(earlier) is { } other)
                    {
                        Place(other);
                    }
                }

                ordered.Add(rule);
            }
        }
    }

    /// <summary>What moves a trigger, by itself or through those that it looks at.</summary>
    public static Pace PaceOf(Rule rule, Rulebook rules) => rule.Trigger.Values.Select(v =>
        v.IsCounted ? Pace.Counted
        : v.IsTimed ? Pace.Timed
        : v is TriggerValue.LevelOf level ? rules.RuleOf(level.Trigger)?.Pace ?? Pace.Reported
        : Pace.Reported).DefaultIfEmpty().Max();

    /// <summary>A trigger's period: the shortest cadence of what it reads, by itself or through other triggers.</summary>
    public static Cadence CadenceOf(Rule rule, Rulebook rules)
    {
        var cadences = rule.Trigger.Reads.Select(m => rules.MeasureOf(m)?.Every).OfType<Cadence>()
            .Concat(rule.Trigger.Values.OfType<TriggerValue.SumOfProviders>().Select(s => rules.MeasureOf(s.Measure)?.Every).OfType<Cadence>())
            .Concat(rule.Trigger.LooksAt.Select(t => rules.RuleOf(t)?.Cadence).OfType<Cadence>()).ToList();
        return rule.Trigger.Value is TriggerValue.SilentFor ? Cadence.Day : cadences.Count == 0 ? Cadence.Week : cadences.Min();
    }
}
