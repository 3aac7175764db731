using Compliance.Api.Data;
using Compliance.Domain.Replays;

namespace Compliance.Api.Triggers;

/// <summary>Plays an authority's stored journal through a proposal. It reads, and writes nothing.</summary>
internal sealed class ReplayRun(JournalReader journals)
{
    /// <param name="today">The local date.</param>
    /// <param name="progress">Told how many entries have been played.</param>
    public async Task<Outturn> RunAsync(
        string authority, JournalSetting journal, Proposal proposal, ReplayQuestion question, DateOnly today, Action<long>? progress, CancellationToken ct)
    {
        var replay = new Replay(authority, journal.Calendar, journal.ContentOf, proposal, journal.Plans);
        await foreach (var entry in journals.ReadAsync(authority, ct))
        {
            replay.Take(entry);
            progress?.Invoke(entry.Seq);
        }

        // Of today only what is known counts, so that the answer changes with the journal and not with the hour.
        var until = question.To < today ? journal.Calendar.StartOf(question.To.AddDays(1)) : journal.KnownOn;
        return replay.Between(question.From, question.To, until);
    }
}
