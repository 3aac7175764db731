using System.Globalization;
using Compliance.Domain.Authorities;
using Compliance.Domain.Journal;

namespace Compliance.Domain.Intake;

/// <summary>A register entry as a file gives it, by member. What is not given stays as the register has it; an empty text takes away what is optional. Closures are no part of files.</summary>
public sealed record GivenEntry(IReadOnlyDictionary<string, string> Given)
{
    public const string KeyMember = "provider";

    // Any day that is in reason: it stands in for one that could not be read, so that it is complained about once.
    private static readonly DateOnly _anyDay = new(2000, 1, 1);

    public static IReadOnlyList<string> Members { get; } =
        [KeyMember, "name", "serviceType", "organisation", "serviceId", "cqcId", "odsId", "joinedOn", "leftOn", "host"];

    public string Key => Given.GetValueOrDefault(KeyMember, "");

    /// <summary>The entry as it is to be, and what is wrong with it.</summary>
    /// <param name="known">As the register has it; null when it does not.</param>
    public (ProviderSet Entry, IReadOnlyList<Fault> Faults) Over(ProviderSet? known, string authority, ReferenceData reference)
    {
        var faults = new List<Fault>();
        var entry = new ProviderSet(
            Key,
            Given.GetValueOrDefault("name", known?.Name ?? ""),
            Given.GetValueOrDefault("serviceType", known?.ServiceType ?? ""),
            Optional("organisation", known?.Organisation),
            Optional("serviceId", known?.ServiceId),
            Optional("cqcId", known?.CqcId),
            Optional("odsId", known?.OdsId),
            Joined(known, faults),
            Date("leftOn", known?.Left, faults),
            known?.Revision ?? 0,
            Optional("host", known?.Host),
            known?.Closures);
        faults.AddRange(EntryRules.Check(entry, authority, reference));
        return (entry, faults);
    }

    private string? Optional(string member, string? known) =>
        !Given.TryGetValue(member, out var text) ? known : text.Length == 0 ? null : text;

    private DateOnly Joined(ProviderSet? known, List<Fault> faults)
    {
        var before = faults.Count;
        var joined = Date("joinedOn", known?.Joined, faults);
        if (joined is null && faults.Count == before)
        {
            faults.Add(new Fault("/joinedOn", EntryRules.JoinedMend));
        }

        return joined ?? _anyDay;
    }

    private DateOnly? Date(string member, DateOnly? known, List<Fault> faults)
    {
        if (!Given.TryGetValue(member, out var text))
        {
            return known;
        }

        if (text.Length == 0)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        faults.Add(new Fault("/" + member, "Write the day as year, month and day, such as 2026-11-18."));
        return null;
    }
}
