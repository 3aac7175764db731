using Compliance.Domain.Journal;

namespace Compliance.Api.Data;

/// <summary>Finds the tenants in which time has changed something that no entry says yet.</summary>
public sealed class DueTenants(Connections connections)
{
    public async Task<IReadOnlyList<string>> ByAsync(DateTime now, CancellationToken ct)
    {
        await using var connection = await connections.OpenAsync(ct);
        await using var transaction = await RowSecurity.BeginReadingEverythingAsync(connection, ct);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            """
            SELECT "TenantId" FROM "Subjects" WHERE "DueOn" <= @now AND "DueOn" IS NOT NULL
            UNION
            SELECT "TenantId" FROM "Escalations" WHERE "NextOn" <= @now AND "NextOn" IS NOT NULL
            ORDER BY 1
            """;
        Writing.Statements.Add(command, "@now", Chain.Milliseconds(now));
        await using var rows = await command.ExecuteReaderAsync(ct);
        var tenants = new List<string>();
        while (await rows.ReadAsync(ct))
        {
            tenants.Add(rows.GetString(0));
        }

        return tenants;
    }
}
