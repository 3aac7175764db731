using System.Text.RegularExpressions;
using Compliance.Api.Endpoints;
using FluentValidation;

namespace Compliance.Api.Providers;

/// <summary>The shapes of a register entry's parts, and the sentences that mend them.</summary>
internal static partial class ProviderShapes
{
    private const int LongestName = 200;

    extension<T>(IRuleBuilder<T, string> rule)
    {
        public void IsProviderName() => rule
            .Must(n => !string.IsNullOrWhiteSpace(n) && n.Length <= LongestName && !n.Any(char.IsControl))
            .WithMessage($"Give a name of 1 to {LongestName} characters, without control characters.");
    }

    extension<T>(IRuleBuilder<T, string?> rule)
    {
        public void IsKeyOrNull(string of) => rule.Must(k => k is null || Keys.IsKey(k))
            .WithMessage($"Give a key of 1 to {Keys.MaxLength} small letters, digits and hyphens between them, such as {of}.");

        public void IsServiceType(IReadOnlyList<string> known) => rule.Must(t => t is not null && known.Contains(t))
            .WithMessage($"Choose a service type: {string.Join(", ", known)}.");

        public void IsCqcIdOrNull() => rule.Must(i => i is null || CqcId().IsMatch(i))
            .WithMessage("Give the location id as the regulator writes it, such as 1-123456789.");

        public void IsOdsIdOrNull() => rule.Must(i => i is null || OdsId().IsMatch(i))
            .WithMessage("Give the code as the NHS writes it: 3 to 10 capital letters and digits, such as VM1A2.");
    }

    [GeneratedRegex(@"^[0-9]-[0-9]{8,12}\z")]
    private static partial Regex CqcId();

    [GeneratedRegex(@"^[A-Z0-9]{3,10}\z")]
    private static partial Regex OdsId();
}
