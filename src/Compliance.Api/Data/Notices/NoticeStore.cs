using System.Data.Common;
using Compliance.Api.Data.Entities;
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

    private const int PeopleLookedAt = 512;
    private const int TogetherAtMost = 1000;

    private readonly Statements _statements = Statements.Of(connections.Provider);

    private string Skipping => connections.Provider == DatabaseProvider.Postgres ? " FOR UPDATE OF n SKIP LOCKED" : "";

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
            SELECT e."TenantId", a."Name", a."RegionId", a."Nation", e."Content", v."Name", e."Id"
            FROM {_statements.Pairs} JOIN "Escalations" e ON e."TenantId" = p.a AND e."Id" = p.b JOIN "Authorities" a ON a."TenantId" = e."TenantId"
            LEFT JOIN "Providers" v ON v."TenantId" = e."TenantId" AND v."Key" = e."Subject"
            """,
            command => _statements.AddPairs(command, named),
            rows => (Id: rows.GetString(6), Case: new KnownCase(
                rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), Canonical.Read<Escalation>(rows.GetFieldValue<byte[]>(4)), TextOf(rows, 5))), ct);
        return found.ToDictionary(
            c => (c.Case.Tenant, c.Id),
            c => c.Case.Subject is null && c.Case.Escalation.Subject != SubjectState.Authority ? c.Case with { Subject = NameOf(c.Case.Escalation.Subject) } : c.Case);
    }

    // Registers hold no names of organisations.
    private static string NameOf(string subject) => SubjectState.OrganisationOf(subject) is { } organisation ? $"the organisation {organisation}" : subject;

    /// <summary>Webhooks by owner that are switched on.</summary>
    public Task<IReadOnlyList<(string Id, string? Tenant, string? Region)>> WebhooksAsync(IEnumerable<string> owners, CancellationToken ct) => ReadAsync(
        $"""
        SELECT "Id", "TenantId", "RegionId" FROM "Webhooks"
        WHERE "Enabled" AND ("TenantId" IN (SELECT a FROM {_statements.Texts} t) OR "RegionId" IN (SELECT a FROM {_statements.Texts} t)) ORDER BY "Id"
        """,
        command => _statements.AddTexts(command, [.. owners]),
        rows => (rows.GetString(0), TextOf(rows, 1), TextOf(rows, 2)), ct);

    /// <summary>Whether anything could be claimed; asked without holding up anybody who writes.</summary>
    public async Task<bool> IsAnythingDueAsync(DateTime now, CancellationToken ct)
    {
        var due = await ReadAsync(
            $"""
            SELECT 1 WHERE EXISTS (SELECT 1 FROM "Outbox") OR EXISTS (SELECT 1 FROM "Notices" n WHERE {Free} AND n."Channel" <> 'webhook') OR EXISTS (
                SELECT 1 FROM "Webhooks" w WHERE {Awake} AND EXISTS (SELECT 1 FROM "Notices" n WHERE n."Recipient" = {Key} AND {Free}))
            """, command => AddNow(command, now), _ => true, ct);
        return due.Count > 0;
    }

    /// <summary>Writes what there is to write, and claims what there is room for: of each webhook and case only what comes first, of each person all at once.</summary>
    public async Task<IReadOnlyList<Claimed>> TurnAsync(NoticeTurn turn, Room room, CancellationToken ct)
    {
        using var mine = await connections.TurnAsync(ct);
        await using var connection = await connections.OpenAsync(ct);
        await using var transaction = connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: false) : await connection.BeginTransactionAsync(ct);
        await RowSecurity.AllowEverythingAsync(transaction, ct);
        var at = new At(connection, transaction, turn.Now, turn.Worker);
        if (turn.Notices.Count > 0)
        {
            await _statements.WriteAsync(connection, transaction, Table.Notices, turn.Notices, ct);
        }

        await ForgetAsync(at, turn.Told, ct);
        await SettleAsync(at, turn.Settled, ct);
        await HearAsync(at, turn.Heard, ct);
        var claimed = new List<Claimed>();
        await ClaimForWebhooksAsync(at, room, claimed, ct);
        await ClaimForPeopleAsync(at, room, claimed, ct);
        await transaction.CommitAsync(ct);
        return claimed;
    }

    private const string Free = """n."State" = 'pending' AND n."DueOn" <= @now AND (n."LeasedUntil" IS NULL OR n."LeasedUntil" <= @now)""";

    // A clock that was set back must not let an address rest for longer than it ever would.
    private const string Awake = """w."Enabled" AND (w."RestsUntil" IS NULL OR w."RestsUntil" <= @now OR w."RestsUntil" > @rests)""";

    private const string Key = "'webhook:' || w.\"Id\"";

    private const string Columns =
        """
        n."TenantId", n."Id", n."Case", n."Sequence", n."Event", n."Roles", n."Instead", n."Channel", n."Recipient", n."Urgent", n."CreatedOn", n."Attempts", n."FirstTriedOn", n."Replayed",
        CASE WHEN n."Event" IN ('stood-down', 'withdrawn') THEN EXISTS (SELECT 1 FROM "Notices" k WHERE k."TenantId" = n."TenantId" AND k."Case" = n."Case" AND k."Recipient" = n."Recipient" AND k."State" = 'sent') ELSE @no END
        """;

    private static async Task ForgetAsync(At at, IReadOnlyList<ToTell> told, CancellationToken ct)
    {
        foreach (var (tenant, id, sequence) in told)
        {
            await using var command = at.Command("""DELETE FROM "Outbox" WHERE "TenantId" = @tenant AND "Case" = @case AND "Sequence" = @sequence""");
            Statements.Add(command, "@tenant", tenant);
            Statements.Add(command, "@case", id);
            Statements.Add(command, "@sequence", sequence);
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static async Task SettleAsync(At at, IReadOnlyList<Settled> settled, CancellationToken ct)
    {
        foreach (var one in settled)
        {
            // Whoever lost the lease has no say any more.
            await using var command = at.Command(
                """
                UPDATE "Notices" SET "State" = @state, "Why" = @why, "SentOn" = @sent, "DueOn" = @due, "LeasedUntil" = NULL, "LeasedBy" = NULL
                WHERE "TenantId" = @tenant AND "Id" = @id AND "LeasedBy" = @worker AND "State" = 'pending'
                """);
            Statements.Add(command, "@state", one.State);
            AddOrNull(command, "@why", one.Why);
            AddOrNull(command, "@sent", one.State == NoticeRow.Sent ? Chain.Milliseconds(one.On) : (long?)null);
            Statements.Add(command, "@due", Chain.Milliseconds(one.DueOn ?? one.On));
            Statements.Add(command, "@tenant", one.Notice.Tenant);
            Statements.Add(command, "@id", one.Notice.Id);
            Statements.Add(command, "@worker", at.Worker);
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static async Task HearAsync(At at, IReadOnlyList<Heard> heard, CancellationToken ct)
    {
        // The last word of a turn counts; a success is nearly always what is known already and then writes nothing.
        foreach (var last in heard.GroupBy(h => h.Webhook).Select(g => g.FirstOrDefault(h => h.Gone is not null) ?? g.FirstOrDefault(h => h.RestsUntil is null) ?? g.Last()))
        {
            if (last.Gone is not null)
            {
                await RunAsync(at, """UPDATE "Webhooks" SET "Enabled" = @no, "DisabledBecause" = @why, "Revision" = "Revision" + 1 WHERE "Id" = @webhook AND "Enabled" """, last, ct);
                await RunAsync(at, """UPDATE "Notices" SET "State" = 'dropped', "Why" = @why WHERE "Recipient" = 'webhook:' || @webhook AND "State" = 'pending' """, last, ct);
            }
            else if (last.RestsUntil is not null)
            {
                await RunAsync(at, """UPDATE "Webhooks" SET "Failures" = "Failures" + 1, "RestsUntil" = @rests WHERE "Id" = @webhook""", last, ct);
            }
            else if (await RunAsync(at, """UPDATE "Webhooks" SET "Failures" = 0, "RestsUntil" = NULL WHERE "Id" = @webhook AND "Failures" > 0""", last, ct) > 0)
            {
                // It is well again: what waits for its next try need not wait longer.
                await RunAsync(at, """UPDATE "Notices" SET "DueOn" = @now WHERE "Recipient" = 'webhook:' || @webhook AND "State" = 'pending' AND "DueOn" > @now AND "Attempts" > 0""", last, ct);
            }
        }
    }

    private static async Task<int> RunAsync(At at, string text, Heard heard, CancellationToken ct)
    {
        await using var command = at.Command(text);
        Statements.Add(command, "@webhook", heard.Webhook);
        foreach (var (name, value) in new (string, object?)[] { ("@why", heard.Gone), ("@now", at.Milliseconds), ("@no", false), ("@rests", heard.RestsUntil is { } on ? Chain.Milliseconds(on) : null) })
        {
            if (text.Contains(name, StringComparison.Ordinal))
            {
                AddOrNull(command, name, value);
            }
        }

        return await command.ExecuteNonQueryAsync(ct);
    }

    private async Task ClaimForWebhooksAsync(At at, Room room, List<Claimed> claimed, CancellationToken ct)
    {
        if (room.Webhooks <= 0)
        {
            return;
        }

        await using var awake = at.Command(
            $"""SELECT {Key} FROM "Webhooks" w WHERE {Awake} AND EXISTS (SELECT 1 FROM "Notices" n WHERE n."Recipient" = {Key} AND {Free}) ORDER BY w."RestsUntil", w."Id" """);
        AddNow(awake, at.Now);
        var free = room.Webhooks;
        foreach (var recipient in Rotated(await ListAsync(awake, rows => rows.GetString(0), ct), at.Now))
        {
            var most = Math.Min(free, room.PerWebhook - room.Busy.GetValueOrDefault(recipient));
            if (most > 0)
            {
                var taken = await ClaimAsync(
                    at, recipient, most,
                    """
                    AND NOT EXISTS (SELECT 1 FROM "Notices" e WHERE e."TenantId" = n."TenantId" AND e."Case" = n."Case" AND e."Recipient" = n."Recipient"
                        AND e."State" = 'pending' AND e."Sequence" < n."Sequence") ORDER BY n."DueOn", n."Sequence"
                    """, ct);
                claimed.AddRange(taken);
                free -= taken.Count;
            }
        }
    }

    private async Task ClaimForPeopleAsync(At at, Room room, List<Claimed> claimed, CancellationToken ct)
    {
        if (room.People <= 0)
        {
            return;
        }

        await using var due = at.Command(
            $"""SELECT d."Recipient", MAX(d."U") FROM (SELECT n."Recipient", CASE WHEN n."Urgent" THEN 1 ELSE 0 END AS "U" FROM "Notices" n WHERE {Free} AND n."Channel" <> 'webhook' ORDER BY n."DueOn" LIMIT {PeopleLookedAt}) d GROUP BY d."Recipient" """);
        AddNow(due, at.Now);
        var people = 0;
        foreach (var (recipient, urgent) in await ListAsync(due, rows => (rows.GetString(0), Convert.ToInt32(rows.GetValue(1), null) > 0), ct))
        {
            if (people == room.People || room.Busy.ContainsKey(recipient) || await IsHeldBackAsync(at, recipient, urgent, ct))
            {
                continue;
            }

            claimed.AddRange(await ClaimAsync(at, recipient, TogetherAtMost, """ORDER BY n."CreatedOn", n."Id" """, ct));
            people++;
        }
    }

    /// <summary>After one notice further ones are gathered for a while; red round the clock waits only behind another such.</summary>
    private static async Task<bool> IsHeldBackAsync(At at, string recipient, bool urgent, CancellationToken ct)
    {
        if (recipient.Length == 0)
        {
            return false;
        }

        // What was sent in a future that a clock set back has undone holds back nothing.
        await using var recent = at.Command(
            """
            SELECT MAX("SentOn") FROM "Notices" WHERE "Recipient" = @recipient AND "SentOn" IS NOT NULL AND "SentOn" > @since AND "SentOn" <= @now AND "State" = 'sent' AND ("Urgent" OR NOT @urgent)
            """);
        Statements.Add(recent, "@recipient", recipient);
        Statements.Add(recent, "@since", Chain.Milliseconds(at.Now - Gathers));
        Statements.Add(recent, "@now", at.Milliseconds);
        Statements.Add(recent, "@urgent", urgent);
        if (await recent.ExecuteScalarAsync(ct) is not long last)
        {
            return false;
        }

        await using var later = at.Command(
            """UPDATE "Notices" SET "DueOn" = @due WHERE "Recipient" = @recipient AND "State" = 'pending' AND "DueOn" <= @now AND "LeasedBy" IS NULL""");
        Statements.Add(later, "@due", last + (long)Gathers.TotalMilliseconds);
        Statements.Add(later, "@recipient", recipient);
        Statements.Add(later, "@now", at.Milliseconds);
        await later.ExecuteNonQueryAsync(ct);
        return true;
    }

    private async Task<List<Claimed>> ClaimAsync(At at, string recipient, int most, string more, CancellationToken ct)
    {
        List<Claimed> found;
        await using (var command = at.Command($"""SELECT {Columns} FROM "Notices" n WHERE n."Recipient" = @recipient AND {Free} {more} LIMIT @most{Skipping}"""))
        {
            AddNow(command, at.Now);
            Statements.Add(command, "@recipient", recipient);
            Statements.Add(command, "@most", most);
            Statements.Add(command, "@no", false);
            found = await ListAsync(command, rows => Read(rows, at.Now), ct);
        }

        foreach (var notice in found)
        {
            await using var lease = at.Command(
                """
                UPDATE "Notices" SET "LeasedUntil" = @until, "LeasedBy" = @worker, "Attempts" = "Attempts" + 1, "FirstTriedOn" = COALESCE("FirstTriedOn", @now)
                WHERE "TenantId" = @tenant AND "Id" = @id
                """);
            Statements.Add(lease, "@until", Chain.Milliseconds(at.Now + Lease));
            Statements.Add(lease, "@worker", at.Worker);
            Statements.Add(lease, "@now", at.Milliseconds);
            Statements.Add(lease, "@tenant", notice.Tenant);
            Statements.Add(lease, "@id", notice.Id);
            await lease.ExecuteNonQueryAsync(ct);
        }

        return found;
    }

    private static Claimed Read(DbDataReader rows, DateTime now) => new(
        rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetInt32(3), rows.GetString(4), rows.GetString(5), TextOf(rows, 6), rows.GetString(7),
        rows.GetString(8), rows.GetBoolean(9), UnixMilliseconds.From(rows.GetInt64(10)), rows.GetInt32(11) + 1,
        rows.IsDBNull(12) ? now : UnixMilliseconds.From(rows.GetInt64(12)), rows.GetBoolean(13), rows.GetBoolean(14));

    // So that no webhook is always first when there is not room for all.
    private static IEnumerable<string> Rotated(List<string> all, DateTime now)
    {
        var from = all.Count == 0 ? 0 : (int)(Chain.Milliseconds(now) % all.Count);
        return all.Skip(from).Concat(all.Take(from));
    }

    private static void AddNow(DbCommand command, DateTime now)
    {
        Statements.Add(command, "@now", Chain.Milliseconds(now));
        if (command.CommandText.Contains("@rests", StringComparison.Ordinal))
        {
            Statements.Add(command, "@rests", Chain.Milliseconds(now + Domain.Notices.Backoff.LongestRest));
        }
    }

    private static void AddOrNull(DbCommand command, string name, object? value) => Statements.Add(command, name, value ?? DBNull.Value);

    private static string? TextOf(DbDataReader rows, int at) => rows.IsDBNull(at) ? null : rows.GetString(at);

    private static async Task<List<T>> ListAsync<T>(DbCommand command, Func<DbDataReader, T> read, CancellationToken ct)
    {
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<T>();
        while (await rows.ReadAsync(ct))
        {
            found.Add(read(rows));
        }

        return found;
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string question, Action<DbCommand> add, Func<DbDataReader, T> read, CancellationToken ct)
    {
        await using var connection = await connections.OpenAsync(ct);
        await using var transaction = await RowSecurity.BeginReadingEverythingAsync(connection, ct);
        await using var command = Statements.Command(connection, transaction, question);
        add(command);
        return await ListAsync(command, read, ct);
    }

    private sealed record At(DbConnection Connection, DbTransaction Transaction, DateTime Now, string Worker)
    {
        public long Milliseconds { get; } = Chain.Milliseconds(Now);

        public DbCommand Command(string text) => Statements.Command(Connection, Transaction, text);
    }
}
