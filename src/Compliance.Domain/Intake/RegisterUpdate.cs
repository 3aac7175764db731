using Compliance.Domain.Authorities;
using Compliance.Domain.Journal;

namespace Compliance.Domain.Intake;

/// <summary>One row of a file of register entries.</summary>
/// <param name="Row">As spreadsheets count: the header is row 1.</param>
public sealed record RegisterRow(int Row, GivenEntry Entry);

/// <summary>What a row asks for.</summary>
/// <param name="Known">The entry as the register has it; null when it is new.</param>
public sealed record RegisterStep(int Row, ProviderSet Entry, ProviderSet? Known)
{
    public bool IsUnchanged => Entry == Known;

    /// <summary>The command that makes it so; a change since it was compared makes it fail.</summary>
    public SetProvider ToCommand(string who) => new(who, Entry, Known?.Revision);
}

/// <summary>What a file of register entries would do to a register.</summary>
/// <param name="Faults">Each at <c>/rows/{row}/{member}</c>; nothing may be written while there is any.</param>
/// <param name="NotInFile">Keys of services on the register that the file does not name; they stay as they are.</param>
public sealed record RegisterUpdate(IReadOnlyList<RegisterStep> Steps, IReadOnlyList<Fault> Faults, IReadOnlyList<string> NotInFile)
{
    public static RegisterUpdate Of(
        IReadOnlyList<RegisterRow> rows, IReadOnlyDictionary<string, ProviderSet> register, string authority, ReferenceData reference, DateOnly today)
    {
        var (steps, faults) = (new List<RegisterStep>(), new List<Fault>());
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (row, given) in rows)
        {
            var known = register.GetValueOrDefault(given.Key);
            var (entry, wrong) = given.Over(known, authority, reference);
            faults.AddRange(wrong.Select(f => f with { Pointer = FormattableString.Invariant($"/rows/{row}{f.Pointer}") }));
            if (!seen.TryAdd(given.Key, row) && given.Key.Length > 0)
            {
                faults.Add(new Fault(
                    FormattableString.Invariant($"/rows/{row}/{GivenEntry.KeyMember}"),
                    FormattableString.Invariant($"`{Reporting.Nearest.Shown(given.Key)}` stands in row {seen[given.Key]} already; keep one of them.")));
            }

            steps.Add(new RegisterStep(row, entry, known));
        }

        var absent = register.Values.Where(p => (p.Left is null || p.Left >= today) && !seen.ContainsKey(p.Key)).Select(p => p.Key);
        return new RegisterUpdate(steps, faults, [.. absent.Order(StringComparer.Ordinal)]);
    }
}
