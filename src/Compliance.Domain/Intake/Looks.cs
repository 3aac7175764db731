using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Intake;

/// <summary>Rules that have something new to look at, and with each all that look at it, as of a date.</summary>
internal sealed class Looks(SubjectState subject, Rulebook rules, DateOnly date)
{
    private readonly Dictionary<Rule, long> _seqs = new(rules.Rules.Count, ReferenceEqualityComparer.Instance);

    /// <summary>Adds a rule that judges the subject on that date.</summary>
    /// <param name="seq">The entry that brought the news; of several, the last counts.</param>
    public void Add(Rule rule, long seq)
    {
        if (Timeline.Judges(rule, subject) && rule.Covers(date))
        {
            _seqs[rule] = Math.Max(seq, _seqs.GetValueOrDefault(rule));
            AddWatchers(rule, seq);
        }
    }

    /// <summary>Adds the rules that look at another one.</summary>
    public void AddWatchers(Rule watched, long seq)
    {
        foreach (var watcher in rules.Watching(watched.Trigger.Key))
        {
            Add(watcher, seq);
        }
    }

    /// <summary>Steps each, after those that it looks at.</summary>
    public void Step(Known known, DateTime at)
    {
        foreach (var (rule, seq) in rules.AreChained && _seqs.Count > 1 ? _seqs.OrderBy(e => e.Key.Order) : (IEnumerable<KeyValuePair<Rule, long>>)_seqs)
        {
            var before = known.Triggers.GetValueOrDefault(rule.Trigger.Key) ?? TriggerState.Start;
            var after = Triggers.Step.Take(rule.Trigger, before, Timeline.See(rule, subject, known, rules, at), at, seq, rules.Calendar);
            known.Triggers[rule.Trigger.Key] = Moves.Note(rule, before, after, subject, known, rules, at, seq);
        }
    }
}
