using System.Data.Common;
using Compliance.Api.Data.Writing;
using Npgsql;

namespace Compliance.Api.Data;

/// <summary>On PostgreSQL, hears of every commit with which something happened to cases, whichever process made it, and rings this one's bells.</summary>
/// <remarks>It carries nothing. What nobody hears of, while the connection is down or behind a pooler that hands it on, is found by looking.</remarks>
public sealed partial class CaseListener(Connections connections, Outbox outbox, CaseBell bell, TimeProvider clock, ILogger<CaseListener> log) : BackgroundService
{
    /// <summary>How often to look for what nobody was heard to write.</summary>
    public static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(5);

    private const string Channel = "compliance_cases";

    private static readonly TimeSpan _waits = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _rests = TimeSpan.FromSeconds(1);

    private volatile bool _hears;

    /// <summary>Whether other processes are heard now.</summary>
    public bool Hears => _hears;

    /// <summary>Tells all processes once a transaction is committed; nobody if it never is. On SQLite there is one process.</summary>
    public static async Task TellAsync(DbTransaction transaction, CancellationToken ct)
    {
        if (transaction is NpgsqlTransaction { Connection: { } connection })
        {
            await using var tell = Statements.Command(connection, transaction, $"NOTIFY {Channel}");
            await tell.ExecuteNonQueryAsync(ct);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (connections.Provider != DatabaseProvider.Postgres)
        {
            return;
        }

        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Deaf(log, trouble);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            finally
            {
                _hears = false;
            }

            await Task.Delay(_rests, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = (NpgsqlConnection)await connections.OpenAsync(ct);
        connection.Notification += (_, _) => Ring();
        await RunAsync(connection, $"LISTEN {Channel}", ct);
        _hears = true;

        // What was written before anybody listened.
        Ring();
        while (true)
        {
            // A connection that has died says nothing for ever, so it is asked now and then.
            if (!await connection.WaitAsync(_waits, ct))
            {
                await RunAsync(connection, "SELECT 1", ct);
            }
        }
    }

    private void Ring()
    {
        bell.Ring();
        outbox.Ring();
    }

    private static async Task RunAsync(NpgsqlConnection connection, string text, CancellationToken ct)
    {
        await using var command = Statements.Command(connection, null, text);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Other processes cannot be heard; what they write is found by looking until they can")]
        public static partial void Deaf(ILogger logger, Exception exception);
    }
}
