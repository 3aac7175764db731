using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Replays;

/// <summary>Puts what entries changed together to episodes.</summary>
internal sealed class Episodes
{
    private readonly List<Growing> _all = [];
    private readonly Dictionary<(string Trigger, string Subject), Growing> _standing = [];
    private readonly Dictionary<(string Trigger, string Subject, long Seq), Growing> _firedBy = [];

    /// <summary>Notes what one entry changed.</summary>
    public void Note(Changes changes, Entry entry, Rulebook rules)
    {
        foreach (var movement in changes.Movements)
        {
            Move(movement, changes, entry, rules);
        }

        NoteLate(changes, entry, rules);
        foreach (var ((trigger, subject, seq), mark) in changes.Marks)
        {
            if (_firedBy.TryGetValue((trigger, subject, seq), out var marked))
            {
                marked.Mark = mark;
            }
        }
    }

    /// <summary>Risen in the past and fallen since: known, told, and over when it became known.</summary>
    private void NoteLate(Changes changes, Entry entry, Rulebook rules)
    {
        Growing? last = null;
        foreach (var late in changes.Late)
        {
            // One that stood already only fires again.
            if (late.Was == TriggerLevel.Clear)
            {
                _all.Add(last = new Growing(late.Trigger, late.Subject) { EndedOn = entry.KnownOn, Mark = late.Mark });
            }

            if (last?.Trigger == late.Trigger && last.Subject == late.Subject && (last.Levels.Count == 0 || last.Levels[^1].Level < late.Level))
            {
                last.Levels.Add(new LevelReached(late.Level, entry.KnownOn));
                Reach(last, late, entry, rules);
            }
        }
    }

    private static void Reach(Growing episode, Movement movement, Entry entry, Rulebook rules)
    {
        if (rules.RuleOf(movement.Trigger)?.LevelOf(movement.Level).Tier is { } tier && (episode.Tiers.Count == 0 || episode.Tiers[^1].Tier < tier)
            && (movement.Mark is null || movement.Escalation is not null))
        {
            episode.Tiers.Add(new TierReached(tier, entry.KnownOn));
        }
    }

    /// <summary>After a plan was set: ends what no plan judges any more, and begins anew what is judged again and stands where it stood.</summary>
    public void TakePlan(IEnumerable<SubjectState> subjects, Rulebook rules, Entry entry)
    {
        foreach (var (key, episode) in _standing.Where(s => !IsJudged(s.Key.Trigger, rules)).ToList())
        {
            episode.EndedOn = entry.KnownOn;
            _standing.Remove(key);
        }

        foreach (var subject in subjects)
        {
            foreach (var trigger in rules.Ordered.Select(r => r.Trigger).Where(t => t.Subject == subject.Scope))
            {
                if (subject.StateOf(trigger.Key).Level is > TriggerLevel.Clear and var level && IsJudged(trigger.Key, rules) && !_standing.ContainsKey((trigger.Key, subject.Key)))
                {
                    Move(new Movement(trigger.Key, subject.Key, TriggerLevel.Clear, level, null), new Changes(), entry, rules);
                }
            }
        }
    }

    private static bool IsJudged(string trigger, Rulebook rules) => rules.RuleOf(trigger) is not null && rules.OffOf(trigger) is null;

    /// <summary>All episodes, in the order in which they began, those of one instant by trigger and subject.</summary>
    public IReadOnlyList<Episode> All() =>
    [
        .. _all.Select(e => new Episode(e.Trigger, e.Subject, e.Levels, e.Tiers, e.EndedOn, e.Mark))
            .OrderBy(e => e.FiredOn).ThenBy(e => e.Trigger, StringComparer.Ordinal).ThenBy(e => e.Subject, StringComparer.Ordinal).ThenBy(e => e.Highest),
    ];

    private void Move(Movement movement, Changes changes, Entry entry, Rulebook rules)
    {
        var key = (movement.Trigger, movement.Subject);
        if (movement.Level == TriggerLevel.Clear)
        {
            if (_standing.Remove(key, out var ended))
            {
                ended.EndedOn = entry.KnownOn;
            }

            return;
        }

        if (!_standing.TryGetValue(key, out var episode))
        {
            _standing[key] = episode = new Growing(movement.Trigger, movement.Subject)
            {
                Mark = changes.Firings.Find(f => f.Trigger == movement.Trigger && f.Subject == movement.Subject && f.Level == movement.Level)?.Mark,
            };
            _all.Add(episode);
            _firedBy[(movement.Trigger, movement.Subject, entry.Seq)] = episode;
        }

        if (episode.Levels.Count == 0 || episode.Levels[^1].Level < movement.Level)
        {
            episode.Levels.Add(new LevelReached(movement.Level, entry.KnownOn));
            Reach(episode, movement, entry, rules);
        }
    }

    private sealed class Growing(string trigger, string subject)
    {
        public string Trigger => trigger;

        public string Subject => subject;

        public List<LevelReached> Levels { get; } = [];

        public List<TierReached> Tiers { get; } = [];

        public DateTime? EndedOn { get; set; }

        public FiringMark? Mark { get; set; }
    }
}
