using Compliance.Domain.Journal;

namespace Compliance.Domain.Intake;

internal static class RegisterRules
{
    public static (Outcome? Refusal, ProviderSet? Content) Decide(TenantState tenant, SetProvider set)
    {
        var known = tenant.Register.GetValueOrDefault(set.Provider.Key);
        if (set.Seen is null)
        {
            return known is null
                ? (null, set.Provider with { Revision = 1 })
                : (new Refused("provider-exists", $"The register already has `{set.Provider.Key}`; change it with PATCH, or choose another key.", []), null);
        }

        return known is null ? (new Missing(), null)
            : known.Revision != set.Seen ? (new Stale(), null)
            : (null, set.Provider with { Revision = known.Revision + 1 });
    }
}
