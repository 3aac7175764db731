using System.Data.Common;
using Compliance.Api.Data.Writing;
using Compliance.Domain.Journal;

namespace Compliance.Api.Data.Notices;

/// <summary>The transaction in which a worker writes down what came of its notices and claims others.</summary>
internal sealed record NoticeTransaction(DbConnection Connection, DbTransaction Transaction, DateTime Now, string Worker)
{
    public long Milliseconds { get; } = Chain.Milliseconds(Now);

    public DbCommand Command(string text) => Statements.Command(Connection, Transaction, text);

    public static void AddOrNull(DbCommand command, string name, object? value) => Statements.Add(command, name, value ?? DBNull.Value);

    public static string? TextOf(DbDataReader rows, int at) => rows.IsDBNull(at) ? null : rows.GetString(at);

    public static async Task<List<T>> ListAsync<T>(DbCommand command, Func<DbDataReader, T> read, CancellationToken ct)
    {
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<T>();
        while (await rows.ReadAsync(ct))
        {
            found.Add(read(rows));
        }

        return found;
    }
}
