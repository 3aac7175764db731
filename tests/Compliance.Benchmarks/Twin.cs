using System.Text.Json;
using System.Threading.Channels;
using Compliance.Api.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Compliance.Benchmarks;

/// <summary>The twin: a bare endpoint that parses the same body and writes rows of the same size into the same tables, in batches, with no rules at all.</summary>
internal sealed class Twin : IAsyncDisposable
{
    private readonly Channel<(string Tenant, string Provider, byte[] Body, TaskCompletionSource Done)> _waiting = Channel.CreateBounded<(string, string, byte[], TaskCompletionSource)>(4096);
    private readonly SqliteConnection _connection;
    private readonly WebApplication _app;
    private readonly byte[] _packed = new byte[1000];
    private readonly byte[] _hash = new byte[32];
    private long _seq;

    public Twin(string database, int port)
    {
        _connection = new SqliteConnection($"Data Source={database}");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(FormattableString.Invariant($"http://127.0.0.1:{port}"));
        _app = builder.Build();
        _app.MapPost("/{tenant}/{provider}", TakeAsync);
    }

    public async Task StartAsync()
    {
        await _connection.OpenAsync();
        SqliteSettings.Apply(_connection);
        Random.Shared.NextBytes(_packed);
        await using (var command = _connection.CreateCommand())
        {
            command.CommandText = "SELECT max(Seq) FROM TenantHeads";
            _seq = (long)(await command.ExecuteScalarAsync())!;
        }

        _ = Task.Run(WriteAsync);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _waiting.Writer.TryComplete();
        await _connection.DisposeAsync();
    }

    private async Task<IResult> TakeAsync(string tenant, string provider, JsonElement body)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _waiting.Writer.WriteAsync((tenant, provider, JsonSerializer.SerializeToUtf8Bytes(body), done));
        await done.Task;
        return Results.StatusCode(StatusCodes.Status201Created);
    }

    private async Task WriteAsync()
    {
        var journal = Command("INSERT INTO Journal VALUES (@p0, 2026, @p1, @p1, 'report', @p2, @p1, 'lead', @p3, @p4, @p4)", 5);
        var subject = Command("INSERT INTO Subjects (TenantId, Key, Seq, DueOn, Position, Window) VALUES (@p0, @p1, @p2, @p2, @p3, @p3) ON CONFLICT (TenantId, Key) DO UPDATE SET Seq = excluded.Seq, DueOn = excluded.DueOn, Position = excluded.Position, Window = excluded.Window", 4);
        var head = Command("UPDATE TenantHeads SET Seq = @p1, KnownOn = @p1, Hash = @p2 WHERE TenantId = @p0", 3);
        var turn = new List<(string Tenant, string Provider, byte[] Body, TaskCompletionSource Done)>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            turn.Clear();
            while (turn.Count < 256 && _waiting.Reader.TryRead(out var item))
            {
                turn.Add(item);
            }

            using var transaction = _connection.BeginTransaction(deferred: false);
            foreach (var item in turn)
            {
                _seq++;
                Run(journal, transaction, item.Tenant, _seq, item.Provider, item.Body, _hash);
                Run(subject, transaction, item.Tenant, item.Provider, _seq, _packed);
            }

            foreach (var tenant in turn.Select(t => t.Tenant).Distinct())
            {
                Run(head, transaction, tenant, _seq, _hash);
                Run(subject, transaction, tenant, "@", _seq, _packed);
            }

            transaction.Commit();
            turn.ForEach(t => t.Done.SetResult());
        }
    }

    private SqliteCommand Command(string text, int parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        for (var i = 0; i < parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = FormattableString.Invariant($"@p{i}") });
        }

        return command;
    }

    private static void Run(SqliteCommand command, SqliteTransaction transaction, params object[] values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }
}
