using System.Text.RegularExpressions;
using Compliance.Domain.Authorities;
using Compliance.Domain.Journal;

namespace Compliance.Domain.Intake;

/// <summary>The shapes of a register entry's parts, and the sentences that mend them; the same for one entry and for a file of them.</summary>
public static partial class EntryRules
{
    public const int KeyMaxLength = 64;

    public const string NameMend = "Give a name of 1 to 200 characters, without control characters and without unseen ones that turn the order of others round.";

    public const string CqcIdMend = "Give the location id as the regulator writes it, such as 1-123456789.";

    public const string OdsIdMend = "Give the code as the NHS writes it: 3 to 10 capital letters and digits, such as VM1A2.";

    public const string JoinedMend = "Say on which day it joins the register.";

    private const int NameMaxLength = 200;

    public static string KeyMend(string such) =>
        FormattableString.Invariant($"Give a key of 1 to {KeyMaxLength} small letters, digits and hyphens between them, such as {such}.");

    public static string ServiceTypeMend(ReferenceData reference) =>
        $"Choose a service type: {string.Join(", ", reference.ServiceTypes.Select(t => t.Key))}.";

    public static string HostMend(string host, ReferenceData reference)
    {
        var near = Reporting.Nearest.To(host, reference.Authorities.Select(a => a.Slug));
        return near is null ? "Name the host by its key, such as doncaster; see the list of authorities." : $"There is no such authority; did you mean `{near}`?";
    }

    public static bool IsKey(string? text) => text is { Length: > 0 and <= KeyMaxLength } && Key().IsMatch(text);

    public static bool IsName(string? text) => PlainText.IsLine(text, NameMaxLength);

    public static bool IsCqcId(string text) => CqcId().IsMatch(text);

    public static bool IsOdsId(string text) => OdsId().IsMatch(text);

    /// <summary>Everything that is wrong with an entry, each fault at its member.</summary>
    public static IEnumerable<Fault> Check(ProviderSet entry, string authority, ReferenceData reference)
    {
        (string Member, bool IsSound, Func<string> Mend)[] members =
        [
            ("/provider", IsKey(entry.Key), () => KeyMend("beechwood-house")),
            ("/name", IsName(entry.Name), () => NameMend),
            ("/serviceType", reference.FindServiceType(entry.ServiceType) is not null, () => ServiceTypeMend(reference)),
            ("/organisation", entry.Organisation is null || IsKey(entry.Organisation), () => KeyMend("beechwood-care")),
            ("/serviceId", entry.ServiceId is null || IsKey(entry.ServiceId), () => KeyMend("beechwood-house")),
            ("/cqcId", entry.CqcId is null || IsCqcId(entry.CqcId), () => CqcIdMend),
            ("/odsId", entry.OdsId is null || IsOdsId(entry.OdsId), () => OdsIdMend),
            ("/host", entry.Host is null || reference.FindAuthority(entry.Host) is not null, () => HostMend(entry.Host!, reference)),
        ];
        return members.Where(m => !m.IsSound).Select(m => new Fault(m.Member, m.Mend())).Concat(RegisterRules.Faults(entry, authority));
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Key();

    [GeneratedRegex(@"^[0-9]-[0-9]{8,12}\z")]
    private static partial Regex CqcId();

    [GeneratedRegex(@"^[A-Z0-9]{3,10}\z")]
    private static partial Regex OdsId();
}
