using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Escalations;
using Compliance.Api.Tenancy;
using Compliance.Api.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Tests.Data;

/// <summary>The queue is read from an index in its own order, and never sorted: a page costs the same in front of ten cases and of ten thousand.</summary>
public sealed class QueuePlanTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Roles.Reviewer, "", "IX_Escalations_IsOpen_QueueOn_Id_TenantId")]
    [InlineData(Roles.Reviewer, "level", "IX_Escalations_IsOpen_QueueOn_Id_TenantId")]
    [InlineData(Roles.Reviewer, "cursor", "IX_Escalations_IsOpen_QueueOn_Id_TenantId")]
    [InlineData(Roles.AuthorityLead, "", "IX_Escalations_TenantId_IsOpen_QueueOn_Id")]
    [InlineData(Roles.AuthorityLead, "level", "IX_Escalations_TenantId_IsOpen_QueueOn_Id")]
    [InlineData(Roles.AuthorityLead, "cursor", "IX_Escalations_TenantId_IsOpen_QueueOn_Id")]
    public async Task A_page_of_the_queue_is_a_walk_along_its_index(string role, string asked, string index)
    {
        await using var app = new ComplianceApp();
        var authorities = Enumerable.Range(0, 3).Select(i => app.NewAuthority("north", $"authority-{i}")).ToList();
        foreach (var authority in authorities)
        {
            await FillAsync(authority);
        }

        await AnalyseAsync(app);
        var hat = role == Roles.Reviewer ? new ActingHat(role, null, "north", []) : new ActingHat(role, "authority-1", null, []);
        var scope = role == Roles.Reviewer ? Scope.Of(authorities.Select(a => a.Id)) : Scope.Of("authority-1");
        await using var db = app.Databases.Create(scope);
        var request = new ListEscalationsRequest
        {
            Level = asked == "level" ? "red" : null,
            Cursor = asked == "cursor" ? new QueuePlace(TestClock.Start.UtcDateTime.AddMinutes(500), "m").ToCursor().ToString() : null,
        };

        var plan = await PlanAsync(db, Queue.Of(db.Escalations.AsNoTracking().Where(CaseFilter.For(hat)), request, scope).Take(51));

        Assert.True(plan.Contains(index, StringComparison.Ordinal), plan);
        Assert.False(plan.Contains("TEMP B-TREE", StringComparison.Ordinal) || plan.Contains("Sort", StringComparison.Ordinal) || plan.Contains("Seq Scan", StringComparison.Ordinal), plan);
    }

    private static async Task FillAsync(TestAuthority authority)
    {
        await using var db = authority.Db();
        db.AddRange(Enumerable.Range(0, 1500).Select(i => new EscalationRow
        {
            Id = $"{authority.Id}-{i}",
            SubjectKind = "provider",
            Subject = "home",
            State = "raised",
            Tier = i % 3 == 0 ? "region" : "authority",
            Level = i % 2 == 0 ? "red" : "amber",
            IsOpen = i % 4 != 0,
            ForRegion = i % 3 == 0,
            RaisedOn = TestClock.Start.UtcDateTime,
            QueueOn = TestClock.Start.UtcDateTime.AddMinutes(i),
            Content = new byte[2000],
        }));
        await db.SaveChangesAsync(Ct);
    }

    private static async Task AnalyseAsync(ComplianceApp app)
    {
        await using var connection = await app.OpenAsOwnerAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "ANALYZE \"Escalations\"";

        // SQLite is not told: the plan must be right on a database of which nothing was ever counted.
        if (connection is not Microsoft.Data.Sqlite.SqliteConnection)
        {
            await command.ExecuteNonQueryAsync(Ct);
        }
    }

    private static async Task<string> PlanAsync(ComplianceDb db, IQueryable<EscalationRow> question)
    {
        await using var command = question.CreateDbCommand();
        var isSqlite = db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal);
        await db.Database.OpenConnectionAsync(Ct);
        await using var transaction = await command.Connection!.BeginTransactionAsync(Ct);
        await RowSecurity.AllowAsync(transaction, db.Scope.Tenants, Ct);
        command.Transaction = transaction;
        command.CommandText = (isSqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + command.CommandText;
        await using var rows = await command.ExecuteReaderAsync(Ct);
        var lines = new List<string>();
        while (await rows.ReadAsync(Ct))
        {
            lines.Add(rows.GetString(isSqlite ? 3 : 0));
        }

        return string.Join('\n', lines);
    }
}
