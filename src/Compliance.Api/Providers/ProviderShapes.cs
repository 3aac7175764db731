using Compliance.Domain.Authorities;
using Compliance.Domain.Intake;
using FluentValidation;

namespace Compliance.Api.Providers;

/// <summary>The shapes of a register entry's parts, as requests are checked for them.</summary>
internal static class ProviderShapes
{
    extension<T>(IRuleBuilder<T, string> rule)
    {
        public void IsProviderName() => rule.Must(EntryRules.IsName).WithMessage(EntryRules.NameMend);
    }

    extension<T>(IRuleBuilder<T, string?> rule)
    {
        public void IsKeyOrNull(string of) => rule.Must(k => k is null || EntryRules.IsKey(k)).WithMessage(EntryRules.KeyMend(of));

        public void IsServiceType(ReferenceData reference) => rule
            .Must(t => t is not null && reference.FindServiceType(t) is not null).WithMessage(EntryRules.ServiceTypeMend(reference));

        public void IsCqcIdOrNull() => rule.Must(i => i is null || EntryRules.IsCqcId(i)).WithMessage(EntryRules.CqcIdMend);

        public void IsOdsIdOrNull() => rule.Must(i => i is null || EntryRules.IsOdsId(i)).WithMessage(EntryRules.OdsIdMend);

        public void IsAuthorityOrNull(ReferenceData reference) => rule
            .Must(h => h is null || reference.FindAuthority(h) is not null).WithMessage((_, h) => EntryRules.HostMend(h!, reference));
    }
}
