using Compliance.Domain.Journal;

namespace Compliance.Api.Data;

/// <summary>Finds the tenants in which time has changed something that no entry says yet.</summary>
public sealed class DueTenants(Connections connections)
{
    /// <summary>Those with anything due by an instant.</summary>
    public Task<IReadOnlyList<string>> ByAsync(DateTime now, CancellationToken ct) => FindAsync(
        """
        SELECT "TenantId" FROM "Subjects" WHERE "DueOn" <= @now AND "DueOn" IS NOT NULL
        UNION
        SELECT "TenantId" FROM "Escalations" WHERE "NextOn" <= @now AND "NextOn" IS NOT NULL
        ORDER BY 1
        """, now, ct);

    /// <summary>Those with a plan: the ones to whom it matters that the service did not run.</summary>
    public Task<IReadOnlyList<string>> WithPlansAsync(CancellationToken ct) =>
        FindAsync("""SELECT DISTINCT "TenantId" FROM "Plans" ORDER BY 1""", null, ct);

    private async Task<IReadOnlyList<string>> FindAsync(string question, DateTime? now, CancellationToken ct)
    {
        await using var connection = await connections.OpenAsync(ct);
        await using var transaction = await RowSecurity.BeginReadingEverythingAsync(connection, ct);
        await using var command = Writing.Statements.Command(connection, transaction, question);
        if (now is { } by)
        {
            Writing.Statements.Add(command, "@now", Chain.Milliseconds(by));
        }

        await using var rows = await command.ExecuteReaderAsync(ct);
        var tenants = new List<string>();
        while (await rows.ReadAsync(ct))
        {
            tenants.Add(rows.GetString(0));
        }

        return tenants;
    }
}
