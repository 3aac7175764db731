using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Data.Notices;
using Compliance.Api.Data.Writing;
using Compliance.Api.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace Compliance.Api.Tests.Data;

/// <summary>What is sent next is read from an index in its own order: it costs the same whether ten notices wait or a hundred thousand.</summary>
public sealed class ClaimPlanTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_for_a_webhook_is_walked_along_its_index_though_all_of_it_is_due_at_once()
    {
        await using var app = new ComplianceApp();
        var authority = app.NewAuthority();
        await using (var db = authority.Db())
        {
            db.Add(new NoticeRow
            {
                Id = "notice",
                Case = "case",
                Sequence = 1,
                Event = "raised",
                Roles = "",
                Side = "authority",
                Channel = NoticeRow.Webhook,
                Recipient = "webhook:one",
                State = NoticeRow.Pending,
                CreatedOn = TestClock.Start.UtcDateTime,
                DueOn = TestClock.Start.UtcDateTime,
            });
            await db.SaveChangesAsync(Ct);
        }

        await RawSql.RunAsync(app, """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
            INSERT INTO "Notices" ("TenantId", "Id", "Case", "Sequence", "Event", "Roles", "Side", "Channel", "Recipient", "Urgent", "State", "CreatedOn", "DueOn", "Attempts", "Replayed")
            SELECT "TenantId", "Id" || '-' || i, "Case" || '-' || i, "Sequence", "Event", "Roles", "Side", "Channel", "Recipient", "Urgent", "State", "CreatedOn", "DueOn", "Attempts", "Replayed" FROM n, "Notices"
            """);
        await using var connection = await app.OpenAsOwnerAsync(Ct);
        if (connection is not SqliteConnection)
        {
            await using var analyse = Statements.Command(connection, null, "ANALYZE \"Notices\"");
            await analyse.ExecuteNonQueryAsync(Ct);
        }

        await using var command = Statements.Command(
            connection, null,
            connection is SqliteConnection ? $"EXPLAIN QUERY PLAN {Claiming.Question(Claiming.First, Statements.Of(DatabaseProvider.Sqlite))}"
                : $"EXPLAIN {Claiming.Question(Claiming.First, Statements.Of(DatabaseProvider.Postgres))}");
        Claiming.AddNow(command, TestClock.Start.UtcDateTime);
        Statements.Add(command, "@recipient", "webhook:one");
        Statements.Add(command, "@most", 16);
        Statements.Add(command, "@no", false);
        var lines = await NoticeTransaction.ListAsync(command, rows => rows.GetString(connection is SqliteConnection ? 3 : 0), Ct);
        var plan = string.Join('\n', lines);

        Assert.True(plan.Contains("IX_Notices_Recipient_DueOn", StringComparison.Ordinal), plan);
        Assert.False(plan.Contains("TEMP B-TREE", StringComparison.Ordinal) || plan.Contains("Sort", StringComparison.Ordinal) || plan.Contains("Seq Scan", StringComparison.Ordinal), plan);
    }
}
