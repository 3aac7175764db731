using System.Data.Common;
using Compliance.Api.Data.Writing;
using Compliance.Api.Tenancy;
using Compliance.Domain.Boards;
using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;

namespace Compliance.Api.Data;

/// <summary>Reads one tenant's folded state for requests that change nothing.</summary>
/// <remarks>
/// Ask for the head first: what is read after it may be newer than the head says, never older, so a cached answer is at worst
/// fetched again. Written by hand, since boards read hundreds of rows at once: only tenants in the caller's scope are read.
/// </remarks>
public sealed class TenantReader(TenantContext tenancy, Connections connections, HeadReader heads, PlanCache plans, Calendars calendars)
{
    public ValueTask<Head> HeadAsync(string tenant, CancellationToken ct) => heads.ReadAsync(InScope(tenant), ct);

    public async Task<Calendar> CalendarAsync(string tenant, CancellationToken ct) => calendars.Of(
        (await ReadAsync(tenant, """SELECT "Nation" FROM "Authorities" WHERE "TenantId" = @tenant""", rows => rows.GetString(0), ct)).Single());

    /// <summary>The rules in force at an instant.</summary>
    public async Task<Rulebook> RulesAsync(string tenant, DateTime at, CancellationToken ct)
    {
        var (nation, outages) = (await ReadAsync(
            tenant, """SELECT a."Nation", h."Outages" FROM "Authorities" a JOIN "TenantHeads" h ON h."TenantId" = a."TenantId" WHERE a."TenantId" = @tenant""",
            rows => (rows.GetString(0), rows.IsDBNull(1) ? null : rows.GetString(1)), ct)).Single();
        var calendar = calendars.Of(nation);
        var set = await ReadAsync(tenant, $"""SELECT {PlanCache.Columns} FROM "Plans" WHERE "TenantId" = @tenant {PlanCache.Order}""", rows => PlanCache.Read(rows, 0), ct);
        if (set.Any(p => plans.ChecklistOf(p.Hash) is null))
        {
            await using var connection = await connections.OpenAsync(ct);
            await plans.LoadAsync(connection, null, set.Select(p => p.Hash), ct);
        }

        return plans.RulesOf(tenant, set, outages, calendar, calendar.DateOf(at));
    }

    /// <summary>One subject, without its window; <see cref="SubjectState.Authority"/> for the authority itself. One that nothing was said of yet is empty.</summary>
    public async Task<SubjectState> SubjectAsync(string tenant, string key, CancellationToken ct) =>
        (await ReadAsync(
            tenant, """SELECT "Position" FROM "Subjects" WHERE "TenantId" = @tenant AND "Key" = @key""",
            rows => Packed.Read(key, rows.GetFieldValue<byte[]>(0)), ct, key)).SingleOrDefault() ?? new SubjectState(key);

    /// <summary>All subjects of a tenant by key, without their windows, the authority itself among them.</summary>
    public async Task<IReadOnlyList<SubjectState>> SubjectsAsync(string tenant, CancellationToken ct) => await ReadAsync(
        tenant, """SELECT "Key", "Position" FROM "Subjects" WHERE "TenantId" = @tenant ORDER BY "Key" """,
        rows => Packed.Read(rows.GetString(0), rows.GetFieldValue<byte[]>(1)), ct);

    /// <summary>All subjects of a tenant by key, each with its window, so that it can be folded again.</summary>
    public async Task<IReadOnlyList<SubjectState>> WholeSubjectsAsync(string tenant, CancellationToken ct) => await ReadAsync(
        tenant, """SELECT "Key", "Position", "Window" FROM "Subjects" WHERE "TenantId" = @tenant ORDER BY "Key" """,
        rows => Packed.Read(rows.GetString(0), rows.GetFieldValue<byte[]>(1), rows.GetFieldValue<byte[]>(2)), ct);

    /// <summary>The tenant's open cases; those of triggers that no plan has any more with all that is known of them.</summary>
    public async Task<IReadOnlyList<OpenCase>> OpenCasesAsync(string tenant, Rulebook rules, CancellationToken ct)
    {
        var cases = await ReadAsync(
            tenant, """SELECT "Trigger", "Subject", "Id", "Level", "RaisedOn" FROM "Escalations" WHERE "TenantId" = @tenant AND "IsOpen" ORDER BY "Id" """,
            rows => new OpenCase(rows.IsDBNull(0) ? null : rows.GetString(0), rows.GetString(1), rows.GetString(2))
            {
                Level = Enum.Parse<TriggerLevel>(rows.GetString(3), ignoreCase: true),
                RaisedOn = DateTime.UnixEpoch.AddMilliseconds(rows.GetInt64(4)),
            }, ct);
        foreach (var trigger in cases.Where(c => c.IsRetired(rules)).Select(c => c.Trigger!).Distinct().ToList())
        {
            var whole = (await ReadAsync(
                tenant, """SELECT "Content" FROM "Escalations" WHERE "TenantId" = @tenant AND "IsOpen" AND "Trigger" = @key""",
                rows => OpenCase.Of(Canonical.Read<Escalation>(rows.GetFieldValue<byte[]>(0))), ct, trigger)).ToDictionary(c => c.Id);
            cases = [.. cases.Select(c => whole.GetValueOrDefault(c.Id, c))];
        }

        return cases;
    }

    private async Task<List<T>> ReadAsync<T>(string tenant, string question, Func<DbDataReader, T> read, CancellationToken ct, string? key = null)
    {
        await using var connection = await connections.OpenAsync(ct);
        await using var command = Statements.Command(connection, null, RowSecurity.Allowing(connection, InScope(tenant), question));
        Statements.Add(command, "@tenant", tenant);
        if (key is not null)
        {
            Statements.Add(command, "@key", key);
        }

        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<T>();
        while (await rows.ReadAsync(ct))
        {
            found.Add(read(rows));
        }

        return found;
    }

    private string InScope(string tenant) =>
        tenancy.Scope.Contains(tenant) ? tenant : throw new InvalidOperationException($"Tenant '{tenant}' is out of this caller's scope.");
}
