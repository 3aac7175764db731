using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Replays;

/// <summary>Folds a journal entry by entry, as intake does, and notes what fires and when that was known.</summary>
/// <remarks>
/// The journal's own ticks belong to the rules of the day and to when the service ran; here time passes by itself instead, and each
/// subject is looked at in the very instant in which it is due. What people did to cases is left out: the cases would have been others.
/// </remarks>
/// <param name="over">Gives a plan as it is to be in place of how the journal sets it.</param>
internal sealed class Rerun(string authority, Calendar calendar, Func<string, Checklist> contentOf, Func<PlanSet, PlanSet> over)
{
    private readonly TenantState _tenant = new(authority, calendar, contentOf);
    private readonly Episodes _episodes = new();
    private readonly PriorityQueue<string, DateTime> _due = new();
    private readonly Dictionary<string, DateTime> _expected = new(StringComparer.Ordinal);

    public IReadOnlyList<Episode> Episodes => _episodes.All();

    /// <summary>Applies an entry, after what time has changed until then.</summary>
    public void Take(Entry entry)
    {
        if (entry.Content is Ticked or Acted or CaseRaised)
        {
            return;
        }

        PassTime(entry.KnownOn);
        Apply(entry.Content is PlanSet set ? entry with { Content = over(set) } : entry);
        if (entry.Content is PlanSet)
        {
            _episodes.TakePlan(_tenant.Subjects.Values.OrderBy(s => s.Key, StringComparer.Ordinal), Rules(entry.KnownOn), entry);
        }
    }

    /// <summary>Lets time pass up to an instant, that one included.</summary>
    public void PassTime(DateTime until)
    {
        while (_due.TryPeek(out _, out var on) && on <= until)
        {
            var keys = new SortedSet<string>(StringComparer.Ordinal);
            while (_due.TryPeek(out var key, out var next) && next == on)
            {
                _due.Dequeue();
                // What has changed since it was put into the queue stands there anew.
                if (_expected.TryGetValue(key, out var expected) && expected == on)
                {
                    _expected.Remove(key);
                    keys.Add(key);
                }
            }

            if (keys.Count > 0)
            {
                Apply(new Entry(_tenant.Seq, on, Season.Of(on, calendar), SubjectState.Authority, Cases.System, new Ticked([.. keys], [])));
            }
        }
    }

    private void Apply(Entry entry)
    {
        Fold.Apply(_tenant, entry);
        var changes = _tenant.TakeChanges();
        if (changes.Movements.Count + changes.Late.Count + changes.Firings.Count + changes.Marks.Count > 0)
        {
            _episodes.Note(changes, entry, Rules(entry.KnownOn));
        }

        foreach (var key in changes.Subjects)
        {
            Expect(key, _tenant.Subjects[key].DueOn, entry.KnownOn);
        }

        // Nobody stands a case down in a replay: kept, they would only grow.
        _tenant.Escalations.Clear();
    }

    private void Expect(string key, DateTime? due, DateTime now)
    {
        // What is due was just looked at; due at once again would be for ever.
        if (due is not { } on || on <= now)
        {
            _expected.Remove(key);
        }
        else if (!_expected.TryGetValue(key, out var expected) || expected != on)
        {
            _expected[key] = on;
            _due.Enqueue(key, on);
        }
    }

    private Rulebook Rules(DateTime on) => _tenant.RulesOn(calendar.DateOf(on));
}
