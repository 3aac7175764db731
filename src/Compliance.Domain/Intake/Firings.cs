using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Intake;

/// <summary>Turns moved levels into firings with their receipts, and firings into cases.</summary>
public static class Firings
{
    /// <summary>Levels before an entry, to be compared with those after it.</summary>
    public static Dictionary<string, TriggerState> LevelsOf(SubjectState subject) => new Dictionary<string, TriggerState>(subject.Triggers);

    /// <summary>Compares levels before and after an entry; fires, raises, repeats and proposes to stand down.</summary>
    /// <param name="evaluated">Triggers that looked at something new, even if their level did not move.</param>
    public static void Judge(
        TenantState tenant, SubjectState subject, IReadOnlyDictionary<string, TriggerState> before, HashSet<string> evaluated, Entry entry, Rulebook rules)
    {
        foreach (var rule in rules.Ordered.Where(r => r.Trigger.Subject == subject.Scope))
        {
            var key = rule.Trigger.Key;
            var was = before.GetValueOrDefault(key)?.Level ?? TriggerLevel.Clear;
            var now = subject.StateOf(key).Level;
            if (was == now && now == TriggerLevel.Clear)
            {
                Doubt(tenant, subject, rule, before.GetValueOrDefault(key), entry, rules);
                continue;
            }

            if (was == now && !evaluated.Contains(key))
            {
                continue;
            }

            var seen = Seen(subject, rule, rules, SeenAt(subject, key, now > was, entry));
            var open = tenant.OpenCase(key, subject.Key);
            if (now > was || (now == was && open is null))
            {
                // A case stood down despite the condition is raised again by the next report that finds it true; what another case speaks for is not recorded again and again.
                if (now > was || (seen.Reached(rule.LevelOf(now)) == Truth.True && !subject.Suppressed.ContainsKey(key)))
                {
                    Fire(tenant, subject, rule, was, now, seen, open, entry, rules);
                }
            }
            else if (open is not null && !(now == TriggerLevel.Clear && open.StandDownProposed) && !IsLevelOff(open, now, rules))
            {
                var summary = Sentences.Summary(rule.Trigger, seen, now) + After(entry, subject);
                tenant.Put(now == was
                    ? Cases.Repeat(open, now, summary, entry.KnownOn, entry.Seq)
                    : Cases.Fall(open, now, summary, entry.KnownOn, entry.Seq, ReceiptOf(tenant, rule, was, subject, entry, rules)));
            }

            if (now != was)
            {
                tenant.Changes.Movements.Add(new Movement(
                    key, subject.Key, was, now, tenant.OpenCase(key, subject.Key)?.Id, subject.Suppressed.GetValueOrDefault(key)));
            }
        }

        Lift(tenant, subject, entry, rules);
        subject.Moves.Clear();
    }

    /// <summary>What stays at clear proposes standing down only as long as that is known.</summary>
    private static void Doubt(TenantState tenant, SubjectState subject, Rule rule, TriggerState? before, Entry entry, Rulebook rules)
    {
        var key = rule.Trigger.Key;
        var unknown = subject.StateOf(key).Unknown;
        // Most triggers are known and stay so, and most others were not even looked at.
        var isSame = (unknown.Count == 0 && before is not { Unknown.Count: > 0 } && rule.Pace != Pace.Counted) || ReferenceEquals(before, subject.StateOf(key));
        if ((isSame && entry.Content is not PlanSet)
            || tenant.OpenCase(key, subject.Key) is not { } open || IsLevelOff(open, TriggerLevel.Clear, rules) || open.StandDownProposed == Conditions.IsClear(subject, key, rules, entry.KnownOn))
        {
            return;
        }

        var seen = Seen(subject, rule, rules, entry.KnownOn);
        tenant.Put(open.StandDownProposed
            ? Cases.Doubt(open, Sentences.Doubt(rule.Trigger, seen), Sentences.WhyInDoubt(rule.Trigger, seen, unknown), entry.KnownOn, entry.Seq)
            : Cases.Fall(open, TriggerLevel.Clear, Sentences.Summary(rule.Trigger, seen, TriggerLevel.Clear) + After(entry, subject), entry.KnownOn, entry.Seq));
    }

    /// <summary>Whether a case stands at a level that nobody watches any more: that its trigger is now below it is no news of its condition.</summary>
    private static bool IsLevelOff(Escalation open, TriggerLevel now, Rulebook rules) => now < open.Level && Unwatched.OfLevel(open.Trigger!, open.Level, rules) is not null;

    /// <summary>Fewer providers on the register are no recovery: what is counted says when the register moved it.</summary>
    private static string After(Entry entry, SubjectState subject) =>
        entry.Content is ProviderSet changed && !subject.IsProvider ? $", after a change of `{changed.Key}` on the register" : "";

    /// <summary>Raises the cases of those triggers for which no other one's case speaks any more. Nothing that was kept quiet stays so.</summary>
    public static void Lift(TenantState tenant, SubjectState subject, Entry entry, Rulebook rules)
    {
        foreach (var key in subject.Suppressed.Keys.ToList())
        {
            var level = subject.StateOf(key).Level;
            if (level == TriggerLevel.Clear)
            {
                subject.Suppressed.Remove(key);
            }
            else if (rules.RuleOf(key) is not { } rule)
            {
                // Switched off, it may be switched on again, and must not have been forgotten then.
                continue;
            }
            else if (SuppressorOf(tenant, subject, rule, level, rules) is { } by)
            {
                subject.Suppressed[key] = by;
            }
            else
            {
                Fire(tenant, subject, rule, level, level, Behind(rule, subject, rules, entry).Witness.Seen, tenant.OpenCase(key, subject.Key), entry, rules);
            }
        }
    }

    /// <summary>The trigger whose open case speaks for this one at a level; null when none does.</summary>
    internal static string? SuppressorOf(TenantState tenant, SubjectState subject, Rule rule, TriggerLevel level, Rulebook rules) => rule.Trigger.SuppressedBy?
        .FirstOrDefault(s => rules.RuleOf(s.Trigger) is not null && subject.StateOf(s.Trigger).Level is var by && by >= s.AtLeast && by >= level && tenant.OpenCase(s.Trigger, subject.Key) is not null)
        ?.Trigger;

    /// <summary>A trigger's value for a subject, as believed at an instant.</summary>
    public static Evaluation Seen(SubjectState subject, Rule rule, Rulebook rules, DateTime at) => Timeline.See(rule, subject, subject.Known, rules, at);

    /// <summary>A rise is told by the readings as fresh as they were when it happened, even if that is known late.</summary>
    private static DateTime SeenAt(SubjectState subject, string trigger, bool rose, Entry entry) =>
        rose && subject.Window.Last is { } last && subject.StateOf(trigger).Since == last.AsAt ? last.AsAt : entry.KnownOn;

    private static void Fire(
        TenantState tenant, SubjectState subject, Rule rule, TriggerLevel was, TriggerLevel now, Evaluation seen, Escalation? open, Entry entry, Rulebook rules)
    {
        var trigger = rule.Trigger;
        var level = rule.LevelOf(now);
        var by = open is null ? SuppressorOf(tenant, subject, rule, now, tenant.RulesOn(tenant.Calendar.DateOf(entry.KnownOn))) : null;
        var late = subject.StateOf(trigger.Key).Since is { } since && since < subject.Window.Last?.AsAt;
        var firing = new Firing(
            Ids.Of("firing", tenant.Id, entry.Season, entry.Seq, trigger.Key, subject.Key), trigger.Key, subject.Key, entry.Season, entry.Seq,
            entry.KnownOn, now, ReceiptOf(tenant, rule, was, subject, entry, rules) with { SuppressedBy = by }, late ? FiringMark.DiscoveredLate : null);
        tenant.Changes.Firings.Add(firing);
        if (by is not null)
        {
            subject.Suppressed[trigger.Key] = by;
            Remember(subject, firing);
            return;
        }

        subject.Suppressed.Remove(trigger.Key);

        var ladder = rule.Plan.Checklist.Ladders.First(l => l.Key == level.Ladder);
        var summary = Sentences.Summary(trigger, seen, now);
        var id = Ids.Of("escalation", tenant.Id, entry.Season, entry.Seq, trigger.Key, subject.Key);
        tenant.Put(open is { } higher && now > higher.Level ? Cases.Rise(higher, level, ladder, firing, summary, tenant.Calendar)
            : open is { } known ? Cases.Repeat(known, now, summary, entry.KnownOn, entry.Seq)
            : tenant.WatchedCase(trigger.Key, subject.Key, entry.KnownOn) is { } watched
                ? Cases.Refire(Watching.Again(tenant, watched, entry, rules), level, ladder, firing, summary, tenant.Calendar)
                : Cases.Raise(id, trigger, level, ladder, firing, summary, tenant.Calendar));
        Watching.Note(tenant, [subject.Key], entry, tenant.RulesOn(tenant.Calendar.DateOf(entry.KnownOn)));
    }

    /// <summary>Keeps in mind a firing that no case tells of, as long as a correction may still be about it.</summary>
    internal static void Remember(SubjectState subject, Firing firing)
    {
        subject.Untold.RemoveAll(u => u.On < firing.KnownOn.AddDays(-SubjectState.WindowDays));
        subject.Untold.Add(new Untold(firing.Trigger, firing.Level, firing.Seq, firing.KnownOn));
    }

    private static Receipt ReceiptOf(TenantState tenant, Rule rule, TriggerLevel was, SubjectState subject, Entry entry, Rulebook rules)
    {
        var step = Behind(rule, subject, rules, entry);
        return ReceiptWriter.Write(step, tenant.Id, subject.Key, entry.Seq, entry.KnownOn, was, Roll.Of(step, subject.Key, tenant, rules));
    }

    /// <summary>The step that brought a trigger where it stands. One that is out of force cannot be looked at now: what it reads has gone on without it.</summary>
    private static Taken Behind(Rule rule, SubjectState subject, Rulebook rules, Entry entry)
    {
        var (key, state) = (rule.Trigger.Key, subject.StateOf(rule.Trigger.Key));
        var past = rule.Pace == Pace.Reported && !rule.Covers(rules.Calendar.DateOf(entry.KnownOn))
            ? Moves.InWindow(key, subject, rules, entry.KnownOn).FindLast(m => (m.After.Level, m.After.Since, m.After.SinceSeq) == (state.Level, state.Since, state.SinceSeq))
            : null;
        return past ?? Moves.Behind(rule, subject, rules, entry.KnownOn, entry.Seq);
    }

    /// <summary>The readings behind what a trigger sees, each with its entry and age.</summary>
    public static IReadOnlyList<ReceiptReading> ReadingsOf(Rule rule, Evaluation seen) =>
        [.. seen.Used.Select(u => new ReceiptReading(u.Belief.Seq, u.Measure, KindOf(rule, u.Measure), u.Belief.Answer, u.Belief.AsAt))];

    /// <summary>What a trigger sees, compared with each of its levels.</summary>
    public static IReadOnlyList<ReceiptComparison> ComparisonsOf(Rule rule, SubjectState subject, Evaluation seen) =>
        ReceiptWriter.Comparisons(rule.Trigger, subject.StateOf(rule.Trigger.Key), seen);

    /// <summary>How providers are counted in a share; null for other triggers.</summary>
    public static Members? MembersOf(Rule rule, SubjectState subject)
    {
        var tally = rule.Counted is [var first, ..] ? subject.Tallies.GetValueOrDefault(first.Key) : default;
        return rule.Counted.Count > 0 ? new Members(tally.Reached, tally.Below, tally.Silent) : null;
    }

    private static MeasureKind KindOf(Rule rule, string measure) =>
        rule.Plan.Checklist.Measures.FirstOrDefault(m => m.Key == measure)?.Kind ?? MeasureKind.Count;
}
