using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Subjects;

/// <summary>What was last believed for each period of those measures whose change a trigger looks at; no other measure is kept.</summary>
public sealed class History
{
    private readonly SortedDictionary<string, List<PastBelief>> _past = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, List<PastBelief>> All => _past;

    public void Put(string measure, Period period, in Belief belief, Memory memory)
    {
        var past = Of(measure);
        var place = past.FindLastIndex(p => p.Period <= period.Start);
        if (place >= 0 && past[place].Period == period.Start)
        {
            // What comes late takes the place of nothing newer.
            past[place] = past[place].Belief.AsAt > belief.AsAt ? past[place] : new PastBelief(period.Start, belief);
            return;
        }

        past.Insert(place + 1, new PastBelief(period.Start, belief));
        var oldest = past[^1].Period.AddDays(-memory.Days);
        past.RemoveAll(p => p.Period < oldest && !memory.Baselines.Any(day => past.FindLast(b => b.Period <= day).Period == p.Period));
    }

    /// <summary>What was last believed for a period; null when nothing was.</summary>
    public Belief? Of(string measure, Period period)
    {
        var index = _past.TryGetValue(measure, out var past) ? past.FindLastIndex(p => period.Start <= p.Period && p.Period <= period.End) : -1;
        return index < 0 ? null : past![index].Belief;
    }

    /// <summary>What was last believed up to an instant; null when nothing was.</summary>
    public Belief? Before(string measure, DateTime until)
    {
        var index = _past.TryGetValue(measure, out var past) ? past.FindLastIndex(p => p.Belief.AsAt <= until) : -1;
        return index < 0 ? null : past![index].Belief;
    }

    public History Copy()
    {
        var copy = new History();
        foreach (var (measure, past) in _past)
        {
            copy._past.Add(measure, [.. past]);
        }

        return copy;
    }

    internal List<PastBelief> Of(string measure) => _past.TryGetValue(measure, out var past) ? past : _past[measure] = [];
}

/// <param name="Period">First day of the period.</param>
public readonly record struct PastBelief(DateOnly Period, Belief Belief);

/// <summary>How far back a measure must be remembered.</summary>
/// <param name="Every">For what one answer each is kept: the measure's own periods or, where it divides, days, so that no answer of a longer period is lost.</param>
/// <param name="Baselines">Last days of periods that are kept however old they are.</param>
public sealed record Memory(int Days, Cadence Every, IReadOnlyList<DateOnly> Baselines);
