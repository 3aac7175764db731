using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Intake;

/// <summary>What a late report or a correction says of firings that are past. None is rewritten; what differs is marked.</summary>
internal static class Hindsight
{
    // Days for which whoever acted on a case that is closed is told that its cause never was.
    private const int Remembered = 90;

    /// <summary>When each level was risen to in the window, by the reports as they are believed now.</summary>
    /// <param name="until">Up to when time has passed.</param>
    /// <returns>Each with the entry that gave the answers it rose by: the report's own, or a correction's.</returns>
    public static Dictionary<Rise, long> RisesOf(SubjectState subject, Rulebook rules, DateTime until)
    {
        var rises = new Dictionary<Rise, long>();
        var begun = new Dictionary<(string, TriggerLevel), (DateTime From, long Seq)>();
        var copy = new SubjectState(subject.Key) { Membership = subject.Membership, Base = subject.Base };
        copy.Points.AddRange(subject.Points);
        var before = subject.Base.Triggers;
        Timeline.Refold(copy, rules, Note, () => Note(null));
        PassingTime.Let(copy.Known, copy, rules, until, () => Note(null));
        return rises;

        void Note(Point? point)
        {
            var risen = copy.Triggers.Where(t => t.Value.Level > (before.GetValueOrDefault(t.Key)?.Level ?? TriggerLevel.Clear)).ToList();
            // What time alone made rise is told apart by the report with which its duration began; what looks at it rose with it.
            var byTime = risen.Select(t => begun.GetValueOrDefault((t.Key, t.Value.Level)).Seq).DefaultIfEmpty().Max();
            foreach (var (trigger, state) in risen)
            {
                var own = begun.GetValueOrDefault((trigger, state.Level)).Seq;
                rises[new Rise(trigger, state.Level, point?.Seq ?? (own > 0 ? own : byTime))] = state.SinceSeq;
            }

            foreach (var (trigger, state) in copy.Triggers)
            {
                for (var i = 0; point is not null && i < state.Runs.Count; i++)
                {
                    var place = (trigger, (TriggerLevel)(i + 1));
                    if (state.Runs[i].From == point.AsAt && begun.GetValueOrDefault(place).From != point.AsAt)
                    {
                        begun[place] = (point.AsAt, point.Seq);
                    }
                }
            }

            before = Firings.LevelsOf(copy);
        }
    }

    /// <summary>Marks what a late report or a correction says of the past: firings that would not have been, and those discovered late.</summary>
    public static void Reconsider(
        TenantState tenant, SubjectState subject, Dictionary<Rise, long> before, Dictionary<Rise, long> after, Entry entry, Rulebook rules)
    {
        foreach (var (rise, firedBy) in before.Where(r => !after.ContainsKey(r.Key)))
        {
            // What fired when time had passed, or was known late, was recorded with a later entry than the one that brought it on its way; its case knows which.
            var next = before.Where(r => r.Key.Trigger == rise.Trigger && r.Key.Level == rise.Level && r.Value > firedBy)
                .Select(r => r.Value).DefaultIfEmpty(long.MaxValue).Min();
            var (raised, happened) = tenant.Escalations.Values
                .Where(e => e.Trigger == rise.Trigger && e.Subject == subject.Key && (e.IsOpen || e.ClosedOn >= entry.KnownOn.AddDays(-Remembered)))
                .SelectMany(e => e.Timeline.Select(t => (Case: e, Event: t)))
                .Where(t => t.Event.Level == rise.Level && t.Event.Seq >= firedBy && t.Event.Seq < next && Cases.Fires(t.Event))
                .OrderBy(t => t.Event.Seq).FirstOrDefault();
            // What turns out to have begun earlier is no less true for it.
            var isEarlier = after.Keys.Any(r => r.Trigger == rise.Trigger && r.Level >= rise.Level && !before.ContainsKey(r) && AsAtOf(r) < AsAtOf(rise));
            var untold = subject.Untold.Where(u => u.Trigger == rise.Trigger && u.Level == rise.Level && u.Seq >= firedBy && u.Seq < next).Select(u => (long?)u.Seq).Min();
            tenant.Changes.Marks[(rise.Trigger, subject.Key, untold < happened?.Seq || happened is null ? untold ?? firedBy : happened.Seq)] = isEarlier ? FiringMark.DiscoveredLate : FiringMark.WouldNotHaveFired;
            if (raised is not null && !isEarlier)
            {
                tenant.Put(Cases.CauseCorrected(tenant.Escalations[raised.Id], rise.Level, entry.KnownOn, entry.Seq));
            }
        }

        LateNews.Tell(tenant, subject, before, after, entry, rules);

        DateTime? AsAtOf(Rise rise) => LateNews.AsAtOf(rise, subject);
    }

    /// <summary>Marks what a correction or a late word says of firings on items: those that would not have been, had it been known then.</summary>
    /// <remarks>Silence is not among them: that nobody had answered by then stays true, whatever is answered later.</remarks>
    public static void ReconsiderItems(
        TenantState tenant, SubjectState subject, IReadOnlyDictionary<string, TriggerState> before, ReportReceived report, Entry entry, Rulebook rules)
    {
        foreach (var rule in rules.Timed.Where(r => r.Trigger.Values.Any(v => report.Statuses.Any(s => s.Item == v.ItemKey))))
        {
            var key = rule.Trigger.Key;
            if (before.GetValueOrDefault(key) is not { Since: { } since } was || subject.StateOf(key).Level >= was.Level
                || !(report.AsAt < since || (report.Corrects is not null && report.AsAt == since)))
            {
                continue;
            }

            tenant.Changes.Marks[(key, subject.Key, was.SinceSeq)] = FiringMark.WouldNotHaveFired;
            if (tenant.OpenCase(key, subject.Key) is { } open && open.Timeline.Any(t => t.Seq == was.SinceSeq && t.Level == was.Level && Cases.Fires(t)))
            {
                tenant.Put(Cases.CauseCorrected(open, was.Level, entry.KnownOn, entry.Seq));
            }
        }
    }
}

/// <summary>A level of a trigger was risen to with a report, or once time had passed.</summary>
/// <param name="Seq">The report's entry; of what time made rise, that of the report with which its duration began.</param>
public readonly record struct Rise(string Trigger, TriggerLevel Level, long Seq);
