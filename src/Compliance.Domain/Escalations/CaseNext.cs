using Compliance.Domain.Calendars;

namespace Compliance.Domain.Escalations;

/// <summary>What the clock does to a case if nobody does anything before.</summary>
/// <param name="Happens">The event that it will be: <c>told</c>, <c>overdue</c>, <c>review-passed</c>, <c>mitigation-ended</c> or <c>reply-overdue</c>.</param>
/// <param name="Told">Roles that are told then; none where nobody is.</param>
/// <param name="UnlessAcknowledged">Whether acknowledging the case before is enough to keep it from happening.</param>
/// <param name="Why">How that time comes about, without the time.</param>
public sealed record CaseNext(string Happens, DateTime On, IReadOnlyList<string> Told, bool UnlessAcknowledged, string Why)
{
    private const int Most = 12;

    /// <summary>All that follows, in order, found by letting a copy of the case meet its clock; nothing once it is closed.</summary>
    public static IReadOnlyList<CaseNext> Of(Escalation escalation, Calendar calendar)
    {
        var next = new List<CaseNext>();
        while (next.Count < Most && Deadlines.NextOn(escalation, calendar) is { } on)
        {
            // What fell due while a reply was awaited takes effect when the wait is over.
            var at = escalation.Timeline[^1].On is var last && last > on ? last : on;
            var after = Cases.TickOnce(escalation, on, at, 0, calendar);
            // A step that nobody is to hear of any more is passed over in silence.
            if (after.Sequence > escalation.Sequence)
            {
                next.Add(Of(after.Timeline[^1], escalation, calendar));
            }

            escalation = after;
        }

        return next;
    }

    private static CaseNext Of(CaseEvent happens, Escalation before, Calendar calendar)
    {
        var step = happens.Event == "told" ? before.Ladder.Steps[before.StepsDone] : null;
        return new CaseNext(
            happens.Event, happens.On, happens.Told ?? [], step?.UnlessAcknowledged ?? before.State == CaseState.Raised,
            step is null ? CaseDue.Why(before, calendar)! : Reckoning.Why(before, step.AfterHours, happens.On, calendar));
    }
}
