using Compliance.Api.Data.Entities;
using Compliance.Api.Data.Writing;
using Compliance.Domain.Journal;

namespace Compliance.Api.Data.Notices;

/// <summary>Writes down what became of notices, and what that says of the addresses they went to.</summary>
internal sealed class Settling(NoticeTransaction at)
{
    public async Task WriteAsync(NoticeTurn turn, CancellationToken ct)
    {
        await ForgetAsync(turn.Told, ct);
        await SettleAsync(turn.Settled, ct);
        await HearAsync(turn.Heard, ct);
    }

    private async Task ForgetAsync(IReadOnlyList<ToTell> told, CancellationToken ct)
    {
        await using var command = at.Command("""DELETE FROM "Outbox" WHERE "TenantId" = @tenant AND "Case" = @case AND "Sequence" = @sequence""");
        foreach (var (tenant, id, sequence) in told)
        {
            command.Parameters.Clear();
            Statements.Add(command, "@tenant", tenant);
            Statements.Add(command, "@case", id);
            Statements.Add(command, "@sequence", sequence);
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private async Task SettleAsync(IReadOnlyList<Settled> settled, CancellationToken ct)
    {
        // Whoever lost the lease has no say any more.
        await using var command = at.Command(
            """
            UPDATE "Notices" SET "State" = @state, "Why" = @why, "SentOn" = @sent, "DueOn" = @due, "LeasedUntil" = NULL, "LeasedBy" = NULL
            WHERE "TenantId" = @tenant AND "Id" = @id AND "LeasedBy" = @worker AND "State" = 'pending'
            """);
        foreach (var one in settled)
        {
            command.Parameters.Clear();
            Statements.Add(command, "@state", one.State);
            NoticeTransaction.AddOrNull(command, "@why", one.Why);
            NoticeTransaction.AddOrNull(command, "@sent", one.State == NoticeRow.Sent ? Chain.Milliseconds(one.On) : (long?)null);
            Statements.Add(command, "@due", Chain.Milliseconds(one.DueOn ?? one.On));
            Statements.Add(command, "@tenant", one.Notice.Tenant);
            Statements.Add(command, "@id", one.Notice.Id);
            Statements.Add(command, "@worker", at.Worker);
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private async Task HearAsync(IReadOnlyList<Heard> heard, CancellationToken ct)
    {
        // The last word of a turn counts; a success is nearly always what is known already and then writes nothing.
        foreach (var last in heard.GroupBy(h => h.Webhook).Select(g => g.FirstOrDefault(h => h.Gone is not null) ?? g.FirstOrDefault(h => h.RestsUntil is null) ?? g.Last()))
        {
            if (last.Gone is not null)
            {
                await RunAsync("""UPDATE "Webhooks" SET "Enabled" = @no, "DisabledBecause" = @why, "Revision" = "Revision" + 1 WHERE "Id" = @webhook AND "Enabled" """, last, ct);
                await RunAsync("""UPDATE "Notices" SET "State" = 'dropped', "Why" = @why WHERE "Recipient" = 'webhook:' || @webhook AND "State" = 'pending' """, last, ct);
            }
            else if (last.RestsUntil is not null)
            {
                await RunAsync("""UPDATE "Webhooks" SET "Failures" = "Failures" + 1, "RestsUntil" = @rests WHERE "Id" = @webhook""", last, ct);
            }
            else if (await RunAsync("""UPDATE "Webhooks" SET "Failures" = 0, "RestsUntil" = NULL WHERE "Id" = @webhook AND "Failures" > 0""", last, ct) > 0)
            {
                // It is well again: what waits for its next try need not wait longer.
                await RunAsync("""UPDATE "Notices" SET "DueOn" = @now WHERE "Recipient" = 'webhook:' || @webhook AND "State" = 'pending' AND "DueOn" > @now AND "Attempts" > 0""", last, ct);
            }
        }
    }

    private async Task<int> RunAsync(string text, Heard heard, CancellationToken ct)
    {
        await using var command = at.Command(text);
        Statements.Add(command, "@webhook", heard.Webhook);
        foreach (var (name, value) in new (string, object?)[] { ("@why", heard.Gone), ("@now", at.Milliseconds), ("@no", false), ("@rests", heard.RestsUntil is { } on ? Chain.Milliseconds(on) : null) })
        {
            if (text.Contains(name, StringComparison.Ordinal))
            {
                NoticeTransaction.AddOrNull(command, name, value);
            }
        }

        return await command.ExecuteNonQueryAsync(ct);
    }
}
