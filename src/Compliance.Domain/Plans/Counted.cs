using Compliance.Domain.Checklists;

namespace Compliance.Domain.Plans;

/// <summary>One value that a rule counts over providers.</summary>
/// <param name="Key">Under which tallies and contributions are kept: the trigger's own and, of several values, which.</param>
public sealed record Counted(string Key, Rule Rule, TriggerValue Value)
{
    public static IEnumerable<Counted> Of(Rule rule) => rule.Trigger.Values.Where(v => v.IsCounted)
        .Select((v, i) => new Counted(i == 0 ? rule.Trigger.Key : FormattableString.Invariant($"{rule.Trigger.Key}#{i + 1}"), rule, v));
}
