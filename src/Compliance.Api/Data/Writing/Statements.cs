using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Compliance.Api.Data.Writing;

/// <summary>The few statements of the batch writer, in the words of one database.</summary>
internal abstract class Statements
{
    /// <summary>Ends the query of heads: the rows stay locked until the transaction ends.</summary>
    public abstract string LockHeads { get; }

    /// <summary>Ends a query of notices <c>n</c>: what another worker holds is left to it.</summary>
    public abstract string SkippingLocked { get; }

    /// <summary>A set of texts as a table with the column <c>a</c>.</summary>
    public abstract string Texts { get; }

    /// <summary>A set of pairs of texts as a table <c>p</c> with the columns <c>a</c> and <c>b</c>.</summary>
    public abstract string Pairs { get; }

    public static Statements Of(DatabaseProvider provider) =>
        provider == DatabaseProvider.Postgres ? new PostgresStatements() : new SqliteStatements();

    public abstract void AddTexts(DbCommand command, IReadOnlyCollection<string> texts);

    public abstract void AddPairs(DbCommand command, IReadOnlyCollection<(string A, string B)> pairs);

    /// <summary>Writes rows; values are in the table's column order, as text, int, long, bool, bytes, date or null.</summary>
    public abstract Task WriteAsync(DbConnection connection, DbTransaction transaction, Table table, IReadOnlyList<object?[]> rows, CancellationToken ct);

    public static DbCommand Command(DbConnection connection, DbTransaction? transaction, string text)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        return command;
    }

    public static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}

internal sealed class SqliteStatements : Statements
{
    // One writer holds the database from BEGIN IMMEDIATE on; there is nothing more to lock.
    public override string LockHeads => "";

    public override string SkippingLocked => "";

    public override string Texts => "(SELECT value AS a FROM json_each(@texts))";

    public override string Pairs => "(SELECT value ->> 0 AS a, value ->> 1 AS b FROM json_each(@pairs)) AS p";

    public override void AddTexts(DbCommand command, IReadOnlyCollection<string> texts) => Add(command, "@texts", JsonSerializer.Serialize(texts));

    public override void AddPairs(DbCommand command, IReadOnlyCollection<(string A, string B)> pairs) =>
        Add(command, "@pairs", JsonSerializer.Serialize(pairs.Select(p => new[] { p.A, p.B })));

    public override Task WriteAsync(
        DbConnection connection, DbTransaction transaction, Table table, IReadOnlyList<object?[]> rows, CancellationToken ct)
    {
        using var command = Command(connection, transaction, table.RowStatement);
        for (var i = 0; i < table.Columns.Count; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}" });
        }

        command.Prepare();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                command.Parameters[i].Value = row[i] switch
                {
                    null => DBNull.Value,
                    DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    var value => value,
                };
            }

            command.ExecuteNonQuery();
        }

        return Task.CompletedTask;
    }
}

internal sealed class PostgresStatements : Statements
{
    public override string LockHeads => " FOR UPDATE OF h";

    public override string SkippingLocked => " FOR UPDATE OF n SKIP LOCKED";

    public override string Texts => "(SELECT unnest(@texts) AS a)";

    public override string Pairs => "unnest(@as, @bs) AS p(a, b)";

    public override void AddTexts(DbCommand command, IReadOnlyCollection<string> texts) => AddArray(command, "@texts", [.. texts]);

    public override void AddPairs(DbCommand command, IReadOnlyCollection<(string A, string B)> pairs)
    {
        AddArray(command, "@as", [.. pairs.Select(p => p.A)]);
        AddArray(command, "@bs", [.. pairs.Select(p => p.B)]);
    }

    public override async Task WriteAsync(
        DbConnection connection, DbTransaction transaction, Table table, IReadOnlyList<object?[]> rows, CancellationToken ct)
    {
        await using var command = Command(connection, transaction, table.ArrayStatement);
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var type = table.Columns[i].Type;
            command.Parameters.Add(new NpgsqlParameter($"@p{i}", NpgsqlDbType.Array | type) { Value = ColumnOf(rows, i, type) });
        }

        await command.ExecuteNonQueryAsync(ct);
    }

    private static void AddArray(DbCommand command, string name, string[] values) =>
        command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = values });

    private static Array ColumnOf(IReadOnlyList<object?[]> rows, int column, NpgsqlDbType type) => type switch
    {
        NpgsqlDbType.Text => rows.Select(r => (string?)r[column]).ToArray(),
        NpgsqlDbType.Integer => rows.Select(r => (int?)r[column]).ToArray(),
        NpgsqlDbType.Bigint => rows.Select(r => (long?)r[column]).ToArray(),
        NpgsqlDbType.Boolean => rows.Select(r => (bool?)r[column]).ToArray(),
        NpgsqlDbType.Date => rows.Select(r => (DateOnly?)r[column]).ToArray(),
        NpgsqlDbType.Bytea => rows.Select(r => (byte[]?)r[column]).ToArray(),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
