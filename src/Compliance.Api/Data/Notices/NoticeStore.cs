using System.Data.Common;
using Compliance.Api.Data.Writing;
using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Compliance.Domain.Subjects;
using Microsoft.Data.Sqlite;

namespace Compliance.Api.Data.Notices;

/// <summary>Where notices are spelt out, claimed and settled.</summary>
/// <remarks>
/// Several workers may ask at once: what one has claimed no other gets before the lease ends, and only the holder of a lease settles.
/// Spelling out the same event twice writes the same rows, so nobody locks for it.
/// </remarks>
public sealed class NoticeStore(Connections connections)
{
    /// <summary>Longer than any try to send takes.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>How long further notices to the same person are gathered after one was sent.</summary>
    public static readonly TimeSpan Gathers = TimeSpan.FromMinutes(5);

    private readonly Statements _statements = Statements.Of(connections.Provider);

    /// <summary>The oldest events that nobody has spelt out.</summary>
    public Task<IReadOnlyList<ToTell>> ToTellAsync(int atMost, CancellationToken ct) => ReadAsync(
        """SELECT "TenantId", "Case", "Sequence" FROM "Outbox" ORDER BY "TenantId", "Case", "Sequence" LIMIT @most""",
        command => Statements.Add(command, "@most", atMost),
        rows => new ToTell(rows.GetString(0), rows.GetString(1), rows.GetInt32(2)), ct);

    /// <summary>Cases as they stand now.</summary>
    public async Task<IReadOnlyDictionary<(string Tenant, string Case), KnownCase>> CasesAsync(IReadOnlyCollection<(string Tenant, string Case)> named, CancellationToken ct)
    {
        var found = await ReadAsync(
            $"""
            SELECT e."TenantId", a."Name", a."RegionId", a."Nation", e."Content", v."Name", e."Id", v."ServiceType", v."Organisation"
            FROM {_statements.Pairs} JOIN "Escalations" e ON e."TenantId" = p.a AND e."Id" = p.b JOIN "Authorities" a ON a."TenantId" = e."TenantId"
            LEFT JOIN "Providers" v ON v."TenantId" = e."TenantId" AND v."Key" = e."Subject"
            """,
            command => _statements.AddPairs(command, named),
            rows => (Id: rows.GetString(6), Case: new KnownCase(
                rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), Canonical.Read<Escalation>(rows.GetFieldValue<byte[]>(4)), NoticeTransaction.TextOf(rows, 5), NoticeTransaction.TextOf(rows, 7),
                NoticeTransaction.TextOf(rows, 8))), ct);
        return found.ToDictionary(
            c => (c.Case.Tenant, c.Id),
            c => c.Case.Subject is null && c.Case.Escalation.Subject != SubjectState.Authority ? c.Case with { Subject = NameOf(c.Case.Escalation.Subject) } : c.Case);
    }

    // Registers hold no names of organisations.
    private static string NameOf(string subject) => SubjectState.OrganisationOf(subject) is { } organisation ? $"the organisation {organisation}" : subject;

    /// <summary>Open cases of authorities that are about themselves or an organisation, those of one authority in the order of their ids.</summary>
    public async Task<ILookup<string, Escalation>> AboveAsync(IReadOnlyCollection<string> tenants, CancellationToken ct) => (tenants.Count == 0 ? [] : await ReadAsync(
        // Subjects that are no provider begin with an @, and an index walks along subjects.
        $"""
        SELECT e."TenantId", e."Content" FROM "Escalations" e
        WHERE e."TenantId" IN (SELECT a FROM {_statements.Texts} t) AND e."Subject" >= '@' AND e."Subject" < 'A' AND e."IsOpen" ORDER BY e."TenantId", e."Id"
        """,
        command => _statements.AddTexts(command, tenants),
        rows => (Tenant: rows.GetString(0), Case: Canonical.Read<Escalation>(rows.GetFieldValue<byte[]>(1))), ct)).ToLookup(c => c.Tenant, c => c.Case);

    /// <summary>Who has been sent which events of cases.</summary>
    public async Task<HashSet<(string Tenant, string Case, string Recipient, int Sequence)>> SentAsync(IReadOnlyCollection<(string, string)> cases, CancellationToken ct) =>
        cases.Count == 0
            ? []
            : [.. await ReadAsync(
                $"""
                SELECT n."TenantId", n."Case", n."Recipient", n."Sequence" FROM {_statements.Pairs}
                JOIN "Notices" n ON n."TenantId" = p.a AND n."Case" = p.b WHERE n."State" = 'sent' AND n."Channel" <> 'webhook'
                """,
                command => _statements.AddPairs(command, cases),
                rows => (rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetInt32(3)), ct)];

    /// <summary>Webhooks by owner that are switched on.</summary>
    public Task<IReadOnlyList<(string Id, string? Tenant, string? Region)>> WebhooksAsync(IEnumerable<string> owners, CancellationToken ct) => ReadAsync(
        $"""
        SELECT "Id", "TenantId", "RegionId" FROM "Webhooks"
        WHERE "Enabled" AND ("TenantId" IN (SELECT a FROM {_statements.Texts} t) OR "RegionId" IN (SELECT a FROM {_statements.Texts} t)) ORDER BY "Id"
        """,
        command => _statements.AddTexts(command, [.. owners]),
        rows => (rows.GetString(0), NoticeTransaction.TextOf(rows, 1), NoticeTransaction.TextOf(rows, 2)), ct);

    /// <summary>Whether anything could be claimed; asked without holding up anybody who writes.</summary>
    public async Task<bool> IsAnythingDueAsync(DateTime now, CancellationToken ct)
    {
        var due = await ReadAsync(
            $"""
            SELECT 1 WHERE EXISTS (SELECT 1 FROM "Outbox") OR EXISTS (SELECT 1 FROM "Notices" n WHERE {Claiming.Free} AND n."Channel" <> 'webhook') OR EXISTS (
                SELECT 1 FROM "Webhooks" w WHERE {Claiming.Awake} AND EXISTS (SELECT 1 FROM "Notices" n WHERE n."Recipient" = {Claiming.Key} AND {Claiming.Free}))
            """, command => Claiming.AddNow(command, now), _ => true, ct);
        return due.Count > 0;
    }

    /// <summary>Writes what there is to write, and claims what there is room for: of each webhook and case only what comes first, of each person all at once.</summary>
    public async Task<IReadOnlyList<Claimed>> TurnAsync(NoticeTurn turn, Room room, CancellationToken ct)
    {
        using var mine = await connections.TurnAsync(ct);
        await using var connection = await connections.OpenAsync(ct);
        await using var transaction = connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: false) : await connection.BeginTransactionAsync(ct);
        await RowSecurity.AllowEverythingAsync(transaction, ct);
        var at = new NoticeTransaction(connection, transaction, turn.Now, turn.Worker);
        if (turn.Notices.Count > 0)
        {
            await _statements.WriteAsync(connection, transaction, Table.Notices, turn.Notices, ct);
        }

        await new Settling(at).WriteAsync(turn, ct);
        var claimed = await new Claiming(at, _statements).TakeAsync(room, ct);
        await transaction.CommitAsync(ct);
        return claimed;
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string question, Action<DbCommand> add, Func<DbDataReader, T> read, CancellationToken ct)
    {
        await using var connection = await connections.OpenAsync(ct);
        await using var transaction = await RowSecurity.BeginReadingEverythingAsync(connection, ct);
        await using var command = Statements.Command(connection, transaction, question);
        add(command);
        return await NoticeTransaction.ListAsync(command, read, ct);
    }
}
