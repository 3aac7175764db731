using System.Data.Common;
using Compliance.Api.Data.Writing;
using Compliance.Domain.Journal;

namespace Compliance.Api.Data.Notices;

/// <summary>Claims notices for one worker: of each webhook and case only what comes first, of each person all at once.</summary>
internal sealed class Claiming(NoticeTransaction at, Statements statements)
{
    /// <summary>What nobody is sending and whose time has come.</summary>
    public const string Free = """n."State" = 'pending' AND n."DueOn" <= @now AND (n."LeasedUntil" IS NULL OR n."LeasedUntil" <= @now)""";

    /// <summary>Addresses that take messages.</summary>
    /// <remarks>A clock that was set back must not let an address rest for longer than it ever would.</remarks>
    public const string Awake = """w."Enabled" AND (w."RestsUntil" IS NULL OR w."RestsUntil" <= @now OR w."RestsUntil" > @rests)""";

    /// <summary>The recipient that a webhook is to its notices.</summary>
    public const string Key = "'webhook:' || w.\"Id\"";

    private const string Columns =
        """
        n."TenantId", n."Id", n."Case", n."Sequence", n."Event", n."Roles", n."Instead", n."Channel", n."Recipient", n."Urgent", n."CreatedOn", n."Attempts", n."FirstTriedOn", n."Replayed",
        CASE WHEN n."Event" IN ('stood-down', 'withdrawn') THEN EXISTS (SELECT 1 FROM "Notices" k WHERE k."TenantId" = n."TenantId" AND k."Case" = n."Case" AND k."Recipient" = n."Recipient" AND k."State" = 'sent') ELSE @no END
        """;

    /// <summary>Of each case what comes first, those that have waited longest before others.</summary>
    /// <remarks>By the index's order alone: a hundred thousand may be due at one instant, and must not be sorted for each few that are sent.</remarks>
    public const string First =
        """
        AND NOT EXISTS (SELECT 1 FROM "Notices" e WHERE e."TenantId" = n."TenantId" AND e."Case" = n."Case" AND e."Recipient" = n."Recipient"
            AND e."State" = 'pending' AND e."Sequence" < n."Sequence") ORDER BY n."DueOn"
        """;

    private const int PeopleLookedAt = 512;
    private const int TogetherAtMost = 1000;

    /// <summary>Claims what there is room for.</summary>
    public async Task<IReadOnlyList<Claimed>> TakeAsync(Room room, CancellationToken ct)
    {
        var claimed = new List<Claimed>();
        await ForWebhooksAsync(room, claimed, ct);
        await ForPeopleAsync(room, claimed, ct);
        return claimed;
    }

    public static void AddNow(DbCommand command, DateTime now)
    {
        Statements.Add(command, "@now", Chain.Milliseconds(now));
        if (command.CommandText.Contains("@rests", StringComparison.Ordinal))
        {
            Statements.Add(command, "@rests", Chain.Milliseconds(now + Domain.Notices.Backoff.LongestRest));
        }
    }

    private async Task ForWebhooksAsync(Room room, List<Claimed> claimed, CancellationToken ct)
    {
        if (room.Webhooks <= 0)
        {
            return;
        }

        await using var awake = at.Command(
            $"""SELECT {Key} FROM "Webhooks" w WHERE {Awake} AND EXISTS (SELECT 1 FROM "Notices" n WHERE n."Recipient" = {Key} AND {Free}) ORDER BY w."RestsUntil", w."Id" """);
        AddNow(awake, at.Now);
        var free = room.Webhooks;
        foreach (var recipient in Rotated(await NoticeTransaction.ListAsync(awake, rows => rows.GetString(0), ct), at.Now))
        {
            var most = Math.Min(free, room.PerWebhook - room.Busy.GetValueOrDefault(recipient));
            if (most > 0)
            {
                var taken = await ClaimAsync(recipient, most, First, ct);
                claimed.AddRange(taken);
                free -= taken.Count;
            }
        }
    }

    private async Task ForPeopleAsync(Room room, List<Claimed> claimed, CancellationToken ct)
    {
        if (room.People <= 0)
        {
            return;
        }

        await using var due = at.Command(
            $"""SELECT d."Recipient", MAX(d."U") FROM (SELECT n."Recipient", CASE WHEN n."Urgent" THEN 1 ELSE 0 END AS "U" FROM "Notices" n WHERE {Free} AND n."Channel" <> 'webhook' ORDER BY n."DueOn" LIMIT {PeopleLookedAt}) d GROUP BY d."Recipient" """);
        AddNow(due, at.Now);
        var people = 0;
        foreach (var (recipient, urgent) in await NoticeTransaction.ListAsync(due, rows => (rows.GetString(0), Convert.ToInt32(rows.GetValue(1), null) > 0), ct))
        {
            if (people == room.People || room.Busy.ContainsKey(recipient) || await IsHeldBackAsync(recipient, urgent, ct))
            {
                continue;
            }

            claimed.AddRange(await ClaimAsync(recipient, TogetherAtMost, """ORDER BY n."CreatedOn", n."Id" """, ct));
            people++;
        }
    }

    /// <summary>After one notice further ones are gathered for a while; red round the clock waits only behind another such.</summary>
    private async Task<bool> IsHeldBackAsync(string recipient, bool urgent, CancellationToken ct)
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
        Statements.Add(recent, "@since", Chain.Milliseconds(at.Now - NoticeStore.Gathers));
        Statements.Add(recent, "@now", at.Milliseconds);
        Statements.Add(recent, "@urgent", urgent);
        if (await recent.ExecuteScalarAsync(ct) is not long last)
        {
            return false;
        }

        await using var later = at.Command(
            """UPDATE "Notices" SET "DueOn" = @due WHERE "Recipient" = @recipient AND "State" = 'pending' AND "DueOn" <= @now AND "LeasedBy" IS NULL""");
        Statements.Add(later, "@due", last + (long)NoticeStore.Gathers.TotalMilliseconds);
        Statements.Add(later, "@recipient", recipient);
        Statements.Add(later, "@now", at.Milliseconds);
        await later.ExecuteNonQueryAsync(ct);
        return true;
    }

    private async Task<List<Claimed>> ClaimAsync(string recipient, int most, string more, CancellationToken ct)
    {
        List<Claimed> found;
        await using (var command = at.Command(Question(more, statements)))
        {
            AddNow(command, at.Now);
            Statements.Add(command, "@recipient", recipient);
            Statements.Add(command, "@most", most);
            Statements.Add(command, "@no", false);
            found = await NoticeTransaction.ListAsync(command, rows => Read(rows, at.Now), ct);
        }

        if (found.Count > 0)
        {
            await using var lease = at.Command(
                $"""
                UPDATE "Notices" SET "LeasedUntil" = @until, "LeasedBy" = @worker, "Attempts" = "Attempts" + 1, "FirstTriedOn" = COALESCE("FirstTriedOn", @now)
                FROM {statements.Pairs} WHERE "TenantId" = p.a AND "Id" = p.b
                """);
            Statements.Add(lease, "@until", Chain.Milliseconds(at.Now + NoticeStore.Lease));
            Statements.Add(lease, "@worker", at.Worker);
            Statements.Add(lease, "@now", at.Milliseconds);
            statements.AddPairs(lease, [.. found.Select(n => (n.Tenant, n.Id))]);
            await lease.ExecuteNonQueryAsync(ct);
        }

        return found;
    }

    /// <summary>Asks for the notices of one recipient that can be claimed.</summary>
    /// <remarks>What a recipient knows is looked up of those found alone; asked in one go, PostgreSQL reads all that was ever sent.</remarks>
    public static string Question(string more, Statements statements) => $"""
        SELECT {Columns} FROM (SELECT n.* FROM "Notices" n WHERE n."Recipient" = @recipient AND {Free} {more} LIMIT @most{statements.SkippingLocked}) n
        """;

    private static Claimed Read(DbDataReader rows, DateTime now) => new(
        rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetInt32(3), rows.GetString(4), rows.GetString(5), NoticeTransaction.TextOf(rows, 6), rows.GetString(7),
        rows.GetString(8), rows.GetBoolean(9), UnixMilliseconds.From(rows.GetInt64(10)), rows.GetInt32(11) + 1,
        rows.IsDBNull(12) ? now : UnixMilliseconds.From(rows.GetInt64(12)), rows.GetBoolean(13), rows.GetBoolean(14));

    // So that no webhook is always first when there is not room for all.
    private static IEnumerable<string> Rotated(List<string> all, DateTime now)
    {
        var from = all.Count == 0 ? 0 : (int)(Chain.Milliseconds(now) % all.Count);
        return all.Skip(from).Concat(all.Take(from));
    }
}
