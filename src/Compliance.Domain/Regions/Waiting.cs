using Compliance.Domain.Calendars;
using Compliance.Domain.Escalations;

namespace Compliance.Domain.Regions;

/// <summary>How long one case waited for its first answer.</summary>
/// <param name="Trigger">Null for a case raised by a person.</param>
/// <param name="IsAnswered">Whether somebody has acknowledged it. Asking for information, or withdrawing it, is no answer.</param>
/// <param name="PassedDeadline">Whether its deadline passed before that.</param>
/// <param name="Time">Round the clock, from raised to acknowledged; of one that nobody has, up to its end or to now: it takes at least that long.</param>
/// <param name="OnItsClock">The same on its ladder's clock: working hours where the ladder counts those, and without standstills.</param>
public sealed record Waiting(
    string Authority, string? Trigger, string Title, bool IsOpen, bool IsAnswered, bool PassedDeadline, bool IsStoodDown, TimeSpan Time, TimeSpan OnItsClock)
{
    /// <param name="now">Up to when those that nobody has answered have waited.</param>
    public static Waiting Of(string authority, Escalation escalation, Calendar calendar, DateTime now)
    {
        var answer = escalation.Timeline.FirstOrDefault(e => e.Event == "acknowledged");
        var until = answer?.On ?? escalation.ClosedOn ?? now;
        var before = escalation.Timeline.TakeWhile(e => e != answer).ToList();
        var stood = TimeSpan.FromTicks(before.Append(answer).Sum(e => e?.Paused?.Added.Ticks ?? 0));
        if (answer is null && escalation is { IsOpen: true, Asked: { } asked })
        {
            stood += Deadlines.Between(escalation.Ladder, asked.Since, until, calendar);
        }

        var ran = Deadlines.Between(escalation.Ladder, escalation.RaisedOn, until, calendar) - stood;
        return new Waiting(
            authority, escalation.Trigger, escalation.Title, escalation.IsOpen, answer is not null, before.Any(e => e.Event == "overdue"),
            escalation.State == CaseState.StoodDown, Positive(until - escalation.RaisedOn), Positive(ran));
    }

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
