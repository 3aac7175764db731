using Compliance.Domain.Checklists;

namespace Compliance.Domain.Plans;

/// <summary>One value that a rule counts over providers.</summary>
/// <param name="Key">Under which tallies and contributions are kept: the trigger's own and, of several values, which; with <see cref="ByOrganisation"/> before it where each organisation has a tally of its own.</param>
public sealed record Counted(string Key, Rule Rule, TriggerValue Value)
{
    /// <summary>What the keys of tallies of organisations begin with; no trigger's key does.</summary>
    public const char ByOrganisation = '@';

    public bool IsByOrganisation => Key[0] == ByOrganisation;

    public static IEnumerable<Counted> Of(Rule rule) => rule.Trigger.Values.Where(v => v.IsCounted)
        .Select((v, i) => new Counted(KeyOf(rule.Trigger, i), rule, v));

    private static string KeyOf(Trigger trigger, int index)
    {
        var key = trigger.Subject == SubjectScope.Organisation ? ByOrganisation + trigger.Key : trigger.Key;
        return index == 0 ? key : FormattableString.Invariant($"{key}#{index + 1}");
    }
}
