using Compliance.Domain.Checklists;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Escalations;

/// <summary>Whose firings a case gathers: one about an authority or an organisation gathers those of the providers that its trigger counts by level.</summary>
/// <remarks>By the trigger as it fired, which the receipt holds: a plan changed since gathers nothing else.</remarks>
public sealed class Gathering
{
    private readonly List<TriggerValue> _counted;
    private readonly string? _organisation;

    private Gathering(List<TriggerValue> counted, string? organisation) => (_counted, _organisation) = (counted, organisation);

    /// <summary>What an open case gathers; null for one that gathers nothing.</summary>
    public static Gathering? Of(Escalation escalation)
    {
        if (!escalation.IsOpen || SubjectState.ScopeOf(escalation.Subject) == SubjectScope.Provider || escalation.Receipt?.Evidence is not { } evidence)
        {
            return null;
        }

        // Written by a product that had other words for it, it gathers nothing, and each case tells for itself.
        var counted = (Verification.DefinitionOf(evidence.Definition)?.Values ?? []).Where(v => v.CountsFrom is not null).ToList();
        return counted.Count == 0 ? null : new Gathering(counted, SubjectState.OrganisationOf(escalation.Subject));
    }

    /// <summary>Triggers whose firings it gathers, each once.</summary>
    public IEnumerable<string> Triggers => _counted.SelectMany(v => v.Watches).Distinct();

    /// <summary>Whether a provider that stands at a level of a trigger is among those gathered.</summary>
    /// <param name="organisation">The provider's own; null when it has none.</param>
    public bool Holds(string trigger, TriggerLevel level, string serviceType, string? organisation) =>
        (_organisation is null || _organisation == organisation)
        && _counted.Exists(v => v.Watches.Contains(trigger) && level >= v.CountsFrom && ServicesOf(v).Include(serviceType));

    private static Services ServicesOf(TriggerValue value) => value is TriggerValue.ShareOfProviders share ? share.Of : ((TriggerValue.CountOfProviders)value).Of;
}
