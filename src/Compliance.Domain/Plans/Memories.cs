using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Plans;

/// <summary>How far back measures must be remembered for the triggers that look at their change.</summary>
internal static class Memories
{
    public static Dictionary<string, Memory> Of(IEnumerable<Rule> rules, Func<string, Measure?> measureOf)
    {
        var memories = new Dictionary<string, Memory>();
        foreach (var rule in rules)
        {
            foreach (var change in rule.Trigger.Values.OfType<TriggerValue.Change>())
            {
                // From the last day of a month back to the first of the one before, or of the one a year before.
                var days = change.Since == Since.LastYear ? 400 : 64;
                var every = measureOf(change.Of.Reads[0])?.Every ?? Cadence.Week;
                var baseline = rule.Plan.Checklist.Baselines?.FirstOrDefault(b => b.Key == change.Baseline)?.On;
                for (var i = 0; i < change.Of.Reads.Count; i++)
                {
                    // What divides may be asked more seldom, and was given as long before as it stays fresh.
                    var (measure, divides) = (change.Of.Reads[i], i > 0);
                    var known = memories.GetValueOrDefault(measure) ?? new Memory(0, every, []);
                    memories[measure] = new Memory(
                        Math.Max(divides ? days + (measureOf(measure)?.FreshForDays ?? 0) : days, known.Days),
                        divides ? Cadence.Day : known.Every,
                        baseline is { } day && Period.Of(every, day).End is var end && !known.Baselines.Contains(end) ? [.. known.Baselines, end] : known.Baselines);
                }
            }
        }

        return memories;
    }
}
