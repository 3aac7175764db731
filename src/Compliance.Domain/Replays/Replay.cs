using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;

namespace Compliance.Domain.Replays;

/// <summary>Plays one authority's journal through twice at once: by the plans as they were, and as proposed. It changes nothing.</summary>
/// <remarks>
/// Entries are given one by one in their order, and none is kept. All of the journal is played, so that nothing bursts out on the first
/// day asked about and what fired after the last is found too; time passes in both in the same way, so that every difference is the proposal's.
/// </remarks>
public sealed class Replay
{
    private readonly Calendar _calendar;
    private readonly Affected _affected;
    private readonly Rerun _did;
    private readonly Rerun _would;

    /// <param name="contentOf">Gives an adopted checklist by the hash of its content.</param>
    /// <param name="plans">Every plan that the journal sets, in its order.</param>
    public Replay(string authority, Calendar calendar, Func<string, Checklist> contentOf, Proposal proposal, IReadOnlyList<PlanSet> plans)
    {
        _calendar = calendar;
        _affected = Affected.By(proposal, plans, contentOf);
        _did = new Rerun(authority, calendar, contentOf, set => set);
        _would = new Rerun(authority, calendar, proposal.ContentOf(contentOf), set => _affected.Only(proposal.Over(set, contentOf), contentOf(set.Hash)));
    }

    public void Take(Entry entry)
    {
        _did.Take(entry);
        _would.Take(entry);
    }

    /// <summary>What came of it on some days.</summary>
    /// <param name="from">The first day on which something was, or would have been, known to fire.</param>
    /// <param name="to">The last such day, included.</param>
    /// <param name="until">How far time goes on after the last entry.</param>
    public Outturn Between(DateOnly from, DateOnly to, DateTime until)
    {
        _did.PassTime(until);
        _would.PassTime(until);
        var did = _did.Episodes;
        List<Episode> would = [.. _would.Episodes.Where(e => _affected.Contains(e.Trigger)), .. did.Where(e => !_affected.Contains(e.Trigger))];
        var (starts, ends) = (_calendar.StartOf(from), _calendar.StartOf(to.AddDays(1)));
        bool IsWithin(Episode? episode) => episode is not null && starts <= episode.FiredOn && episode.FiredOn < ends;
        return new Outturn(
            from, to,
            would.Count(IsWithin), did.Count(IsWithin),
            would.Count(StandsAt(starts)), did.Count(StandsAt(starts)),
            [.. Difference.Between(would, did, _calendar).Where(d => IsWithin(d.Would) || IsWithin(d.Did))],
            WeekLoad.Between(from, to, would, did, _calendar));
    }

    private static Func<Episode, bool> StandsAt(DateTime on) => e => e.FiredOn < on && (e.EndedOn is null || e.EndedOn >= on);
}

/// <summary>What came of a replay on some days.</summary>
/// <param name="Would">Episodes that would have begun.</param>
/// <param name="Did">Episodes that began.</param>
/// <param name="WouldStand">Episodes that would have stood already when the first day began.</param>
/// <param name="DidStand">Episodes that stood already when the first day began.</param>
/// <param name="Differences">Every episode that began, or would have, on one of the days; in the order of time.</param>
/// <param name="Weeks">Cases week by week.</param>
public sealed record Outturn(
    DateOnly From, DateOnly To, int Would, int Did, int WouldStand, int DidStand, IReadOnlyList<Difference> Differences, IReadOnlyList<WeekLoad> Weeks);
