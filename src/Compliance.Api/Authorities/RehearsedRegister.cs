using System.Globalization;
using Compliance.Api.Registers;
using Compliance.Api.Yaml;
using Compliance.Domain.Authorities;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;

namespace Compliance.Api.Authorities;

/// <summary>Services that a file puts on a register, by the rules for one and for many over the API.</summary>
/// <param name="elsewhere">Takes the mistakes in a register's own file.</param>
internal sealed class RehearsedRegister(ReferenceData reference, Page page, List<Mistake> elsewhere)
{
    /// <returns>The keys that are on the register afterwards.</returns>
    public IReadOnlySet<string> Add(
        AuthorityChange change, GivenAuthority given, IReadOnlyDictionary<string, ProviderSet> register, string folder, DateOnly today)
    {
        var update = given.Register is { Length: > 0 } name
            ? OfFile(given, name, folder, register, today)
            : OfEntries(given, register, today);
        foreach (var step in update.Steps)
        {
            var what = $"provider {step.Entry.Key}";
            switch (step)
            {
                case { Known: null }:
                    change.Add(ChangeKind.Created, what, step.ToCommand(RehearsedPlans.Who));
                    break;
                case { IsUnchanged: true }:
                    change.Add(ChangeKind.Left, what);
                    break;
                case { Known: { } known }:
                    change.Add(ChangeKind.Changed, $"{what} ({string.Join(", ", Differences(known, step.Entry))})", step.ToCommand(RehearsedPlans.Who));
                    break;
            }
        }

        if (update.Steps.Count > 0)
        {
            update.NotInFile.ToList().ForEach(key => change.Add(ChangeKind.Left, $"provider {key}, on the register and not in the file"));
        }

        return register.Keys.Concat(update.Steps.Select(s => s.Entry.Key)).ToHashSet(StringComparer.Ordinal);
    }

    private RegisterUpdate OfEntries(GivenAuthority given, IReadOnlyDictionary<string, ProviderSet> register, DateOnly today)
    {
        var entries = given.Providers.Where(p => page.IsReadable(p)).ToList();
        var update = RegisterUpdate.Of([.. entries.Select((e, i) => new RegisterRow(i, e))], register, given.Slug, reference, today);
        foreach (var fault in update.Faults)
        {
            var (row, member) = Place(fault);
            var isTwice = member == GivenEntry.KeyMember && EntryRules.IsKey(entries[row].Key);
            page.Say(page.At(entries[row], member), isTwice ? $"the provider `{entries[row].Key}` stands here twice; keep one" : fault.Sentence);
        }

        return update;
    }

    private RegisterUpdate OfFile(GivenAuthority given, string name, string folder, IReadOnlyDictionary<string, ProviderSet> register, DateOnly today)
    {
        var path = Path.Combine(folder, name);
        var nothing = new RegisterUpdate([], [], []);
        if (Path.GetFileName(name) != name)
        {
            page.Say(page.At(given, "register"), "a register stands beside this file; name it without folders");
            return nothing;
        }

        if (!System.IO.File.Exists(path))
        {
            page.Say(page.At(given, "register"), $"there is no file `{Page.Shorten(name)}` beside this one; correct the name or add it");
            return nothing;
        }

        var file = RegisterFile.Read(System.IO.File.ReadAllBytes(path));
        var update = file.Rows.Count > RegisterFile.MostRows ? nothing : RegisterUpdate.Of(file.Rows, register, given.Slug, reference, today);
        foreach (var fault in file.Faults.Concat(update.Faults))
        {
            var (row, column) = fault.Pointer.Length == 0 ? (1, "") : Place(fault);
            elsewhere.Add(new Mistake(path, row, Math.Max(1, file.Columns.ToList().IndexOf(column) + 1), fault.Sentence));
        }

        return update;
    }

    private static (int Row, string Member) Place(Fault fault)
    {
        var parts = fault.Pointer.Split('/');
        return (int.Parse(parts[2], CultureInfo.InvariantCulture), parts.ElementAtOrDefault(3) ?? "");
    }

    private static IEnumerable<string> Differences(ProviderSet known, ProviderSet entry) =>
        new (string Member, object? Was, object? Is)[]
        {
            ("name", known.Name, entry.Name), ("serviceType", known.ServiceType, entry.ServiceType), ("organisation", known.Organisation, entry.Organisation),
            ("serviceId", known.ServiceId, entry.ServiceId), ("cqcId", known.CqcId, entry.CqcId), ("odsId", known.OdsId, entry.OdsId),
            ("joinedOn", known.Joined, entry.Joined), ("leftOn", known.Left, entry.Left), ("host", known.Host, entry.Host),
        }.Where(d => !Equals(d.Was, d.Is)).Select(d => d.Member);
}
