using System.Globalization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Intake;

/// <summary>Levels that were risen to in the past and left since: nobody was told at the time, so it is recorded and told now.</summary>
/// <remarks>
/// A case that is open, or still watched, says so to whoever has it. Where there is none, one is raised at that level, with standing
/// down proposed at once where the condition is clear now: what is to be done about it is for a person to decide.
/// </remarks>
internal static class LateNews
{
    public static void Tell(
        TenantState tenant, SubjectState subject, Dictionary<Rise, long> before, Dictionary<Rise, long> after, Entry entry, Rulebook rules)
    {
        var found = after.Keys.Where(r => !before.ContainsKey(r) && r.Level > subject.StateOf(r.Trigger).Level)
            .OrderBy(r => r.Seq).ThenBy(r => r.Trigger, StringComparer.Ordinal).ToList();
        foreach (var rise in found)
        {
            if (rules.RuleOf(rise.Trigger) is { } rule)
            {
                // What only turns out to have begun earlier was told when it was known.
                var wasTold = before.Keys.Any(r => r.Trigger == rise.Trigger && r.Level >= rise.Level && !after.ContainsKey(r) && AsAtOf(rise, subject) < AsAtOf(r, subject));
                Tell(tenant, subject, rule, rise, after[rise], wasTold, entry, rules);
            }
        }
    }

    /// <summary>When the report behind a rise was true; null when it is not in the window any more.</summary>
    public static DateTime? AsAtOf(Rise rise, SubjectState subject) => subject.Points.Find(p => p.Seq == rise.Seq)?.AsAt;

    private static void Tell(TenantState tenant, SubjectState subject, Rule rule, Rise rise, long risenBy, bool wasTold, Entry entry, Rulebook rules)
    {
        var key = rise.Trigger;
        var step = Moves.InWindow(key, subject, rules, entry.KnownOn).First(m => m.After.Level == rise.Level && m.After.SinceSeq == risenBy);
        var known = tenant.OpenCase(key, subject.Key) ?? tenant.WatchedCase(key, subject.Key, entry.KnownOn);
        var by = known is null ? Firings.SuppressorOf(tenant, subject, rule, rise.Level, rules) : null;
        var receipt = ReceiptWriter.Write(step, tenant.Id, subject.Key, entry.Seq, entry.KnownOn, step.Before.Level, null) with { SuppressedBy = by };
        var firing = new Firing(
            Ids.Of($"late-{rise.Level}-{rise.Seq}", tenant.Id, entry.Season, entry.Seq, key, subject.Key),
            key, subject.Key, entry.Season, entry.Seq, entry.KnownOn, rise.Level, receipt, FiringMark.DiscoveredLate);
        tenant.Changes.Firings.Add(firing);

        var level = rule.LevelOf(rise.Level);
        var day = rules.Calendar.DateOf(step.At).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        var summary = $"{Sentences.Summary(rule.Trigger, step.Witness.Seen, rise.Level)}; so on {day}, discovered late";
        var told = known is not null ? Cases.DiscoveredLate(known, level, summary, entry.KnownOn, entry.Seq)
            : by is null && !wasTold ? Raise(tenant, subject, rule, level, firing, summary, entry, rules)
            : null;
        if (told is null)
        {
            Firings.Remember(subject, firing);
        }
        else
        {
            tenant.Put(told);
            Watching.Note(tenant, [subject.Key], entry, tenant.RulesOn(tenant.Calendar.DateOf(entry.KnownOn)));
        }

        tenant.Changes.Late.Add(new Movement(key, subject.Key, step.Before.Level, rise.Level, told?.Id, by, FiringMark.DiscoveredLate));
    }

    private static Escalation Raise(
        TenantState tenant, SubjectState subject, Rule rule, Level level, Firing firing, string summary, Entry entry, Rulebook rules)
    {
        var id = Ids.Of("escalation", tenant.Id, entry.Season, entry.Seq, firing.Trigger, subject.Key);
        var ladder = rule.Plan.Checklist.Ladders.First(l => l.Key == level.Ladder);
        var raised = Cases.Raise(id, rule.Trigger, level, ladder, firing, summary, tenant.Calendar);
        var now = Sentences.Summary(rule.Trigger, Firings.Seen(subject, rule, rules, entry.KnownOn), TriggerLevel.Clear);
        return Conditions.IsClear(subject, firing.Trigger, rules, entry.KnownOn)
            ? Cases.Fall(raised, TriggerLevel.Clear, now, entry.KnownOn, entry.Seq) with { Summary = summary }
            : raised;
    }
}
