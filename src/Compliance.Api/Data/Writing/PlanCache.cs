using System.Collections.Concurrent;
using System.Data.Common;
using System.Text;
using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;

namespace Compliance.Api.Data.Writing;

/// <summary>Plans and rulebooks already built, for as long as the stored rows say the same.</summary>
/// <remarks>Derived from rows that are read in every batch, so another process's change is seen at once.</remarks>
public sealed class PlanCache
{
    /// <summary>The columns of a plan, as <see cref="Read"/> takes them.</summary>
    internal const string Columns = """ "Checklist", "Version", "Season", "From", "To", "ContentHash", "Overrides", "Revision", "AdoptedOn", "Since" """;

    /// <summary>The order in which rulebooks take plans.</summary>
    internal const string Order = """ORDER BY "TenantId", "Season", "Checklist" """;

    private readonly ConcurrentDictionary<string, Checklist> _checklists = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string Signature, IReadOnlyList<Plan> Plans, Rulebook Rules)> _tenants = new(StringComparer.Ordinal);

    /// <summary>Reads a plan.</summary>
    /// <param name="first">Where its columns begin.</param>
    internal static PlanSet Read(DbDataReader rows, int first) => new(
        rows.GetString(first), rows.GetInt32(first + 1), rows.GetInt32(first + 2), rows.GetFieldValue<DateOnly>(first + 3),
        rows.GetFieldValue<DateOnly>(first + 4), Convert.ToHexStringLower(rows.GetFieldValue<byte[]>(first + 5)),
        Canonical.Read<List<Override>>(Encoding.UTF8.GetBytes(rows.GetString(first + 6))), rows.GetInt32(first + 7), rows.GetFieldValue<DateOnly>(first + 8),
        rows.IsDBNull(first + 9) ? null : Canonical.Read<SortedDictionary<string, DateOnly>>(Encoding.UTF8.GetBytes(rows.GetString(first + 9))));

    /// <summary>The adopted checklist of a content hash, if it is held.</summary>
    public Checklist? ChecklistOf(string hash) => _checklists.GetValueOrDefault(hash);

    public void Hold(string hash, Checklist checklist) => _checklists[hash] = checklist;

    /// <summary>Writes the service's own outages as heads hold them; null when there are none.</summary>
    internal static string? Write(IReadOnlyList<Outage> outages) => outages.Count == 0 ? null : Encoding.UTF8.GetString(Canonical.Write(outages));

    /// <summary>Reads the service's own outages.</summary>
    internal static IReadOnlyList<Outage> ReadOutages(string? written) => written is null ? [] : Canonical.Read<List<Outage>>(Encoding.UTF8.GetBytes(written));

    /// <summary>The rules of a tenant on a date.</summary>
    /// <param name="outages">The service's own outages, as its head holds them.</param>
    public Rulebook RulesOf(string tenant, IReadOnlyList<PlanSet> plans, string? outages, Calendar calendar, DateOnly on)
    {
        var signature = string.Join(';', plans.Select(p => FormattableString.Invariant($"{p.Checklist},{p.Season},{p.Revision}"))) + on.DayNumber + outages;
        if (_tenants.TryGetValue(tenant, out var held) && held.Signature == signature)
        {
            return held.Rules;
        }

        var built = plans.Select(p => new Plan(
            _checklists[p.Hash], p.Season, p.From, p.To, Convert.FromHexString(p.Hash), p.Overrides, p.Revision, p.AdoptedOn, p.Since)).ToList();
        var rules = new Rulebook(built, calendar, on, ReadOutages(outages));
        _tenants[tenant] = (signature, built, rules);
        return rules;
    }

    /// <summary>Reads the checklists of these plans that are not held yet.</summary>
    internal async Task LoadAsync(DbConnection connection, DbTransaction? transaction, IEnumerable<string> hashes, CancellationToken ct)
    {
        foreach (var hash in hashes.Where(h => !_checklists.ContainsKey(h)).Distinct().ToList())
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = """SELECT "Content" FROM "ChecklistContents" WHERE "Hash" = @hash""";
            Statements.Add(command, "@hash", Convert.FromHexString(hash));
            _checklists[hash] = Canonical.Read<Checklist>((byte[])(await command.ExecuteScalarAsync(ct))!);
        }
    }
}
