using Compliance.Domain.Journal;

namespace Compliance.Domain.Intake;

internal static class RegisterRules
{
    // Nothing on a register is older than the duty to arrange care, or planned further ahead than this.
    private static readonly DateOnly _first = new(1948, 1, 1);
    private static readonly DateOnly _last = new(2100, 12, 31);

    public static (Outcome? Refusal, ProviderSet? Content) Decide(TenantState tenant, SetProvider set, DateTime at)
    {
        var known = tenant.Register.GetValueOrDefault(set.Provider.Key);
        if (set.Seen is not null && known is null)
        {
            return (new Missing(), null);
        }

        var closures = ClosureRules.Faults(set.Provider.Closures, known?.Closures, tenant.Calendar.DateOf(at));
        var faults = Faults(set.Provider, tenant.Id).Concat(closures).ToList();
        if (faults.Count > 0)
        {
            return (new Invalid(faults), null);
        }

        if (known?.Revision == set.Seen)
        {
            return (null, set.Provider with { Revision = (known?.Revision ?? 0) + 1, Closures = ClosureRules.Order(set.Provider.Closures) });
        }

        return set.Seen is null
            ? (new Refused("provider-exists", $"The register already has `{set.Provider.Key}`; change it with PATCH, or choose another key.", []), null)
            : (new Stale(), null);
    }

    /// <summary>What an entry's members say against each other, or against reason.</summary>
    public static IEnumerable<Fault> Faults(ProviderSet provider, string authority) => Dates(provider).Concat(Host(provider, authority));

    private static IEnumerable<Fault> Host(ProviderSet provider, string authority)
    {
        if (provider.Host == authority)
        {
            yield return new Fault("/host", "The host is another authority, to which the service reports instead; a service that reports here has none.");
        }

        if (provider.Host is not null && provider.ServiceId is null)
        {
            yield return new Fault("/serviceId", "A service that reports to another authority needs the key that links its entries on both registers; give its serviceId.");
        }
    }

    private static IEnumerable<Fault> Dates(ProviderSet provider)
    {
        foreach (var (date, at) in new (DateOnly?, string)[] { (provider.Joined, "/joinedOn"), (provider.Left, "/leftOn") })
        {
            if (date < _first || date > _last)
            {
                yield return new Fault(at, $"Give a day from {_first:yyyy-MM-dd} to {_last:yyyy-MM-dd}.");
            }
        }

        if (provider.Left < provider.Joined)
        {
            yield return new Fault("/leftOn", "The last day on the register is before the first; exchange them.");
        }
    }
}
