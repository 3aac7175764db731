using System.Globalization;
using Compliance.Domain.Checklists;
using Calendar = Compliance.Domain.Calendars.Calendar;

namespace Compliance.Domain.Escalations;

/// <summary>What a case waits for.</summary>
public enum CaseDueKind { Answer, Review, Reply, MitigationUntil }

/// <summary>What somebody must do about a case next, by when, and how that time came about.</summary>
public sealed record CaseDue(CaseDueKind What, DateTime On, string Because)
{
    /// <summary>What is due; null once the case is closed.</summary>
    public static CaseDue? Of(Escalation escalation, Calendar calendar) => escalation.DueOn is not { } on ? null : escalation.State switch
    {
        CaseState.Raised => new CaseDue(CaseDueKind.Answer, on, Answer(escalation, calendar)),
        CaseState.Acknowledged => new CaseDue(CaseDueKind.Review, on, $"review-by set when acknowledged at {SaidOn("acknowledged", escalation, calendar)}"),
        CaseState.InformationRequested => new CaseDue(CaseDueKind.Reply, on, Reply(escalation, calendar)),
        CaseState.Mitigating => new CaseDue(CaseDueKind.MitigationUntil, on, $"the mitigation set out at {SaidOn("mitigating", escalation, calendar)} lasts until then"),
        _ => null,
    };

    private static string Answer(Escalation escalation, Calendar calendar)
    {
        var hours = escalation.Ladder.AnswerWithinHours;
        var unit = hours == 1 ? "hour" : "hours";
        var isWorking = escalation.Ladder.Clock == LadderClock.WorkingHours;
        var span = isWorking ? $"{hours} working {unit}" : $"{hours} {unit} round the clock";
        var added = escalation.Stopped is { } stopped && stopped.Added > TimeSpan.Zero
            ? $"; {Length(stopped.Added)}{(isWorking ? " of working time" : "")} added while information was awaited"
            : "";
        return $"answer within {span}, counted from {Local(escalation.ClockFrom, calendar)}{added}";
    }

    private static string Reply(Escalation escalation, Calendar calendar)
    {
        var asked = escalation.Asked!.Of == ActingAs.Provider ? "provider" : "authority";
        return $"reply asked of the {asked} at {SaidOn("information-requested", escalation, calendar)}; the ladder's clock stands still meanwhile";
    }

    private static string Length(TimeSpan time)
    {
        var (hours, minutes) = ((int)time.TotalHours, time.Minutes);
        return string.Join(' ', new[] { Counted(hours, "hour"), Counted(minutes, "minute") }.OfType<string>().DefaultIfEmpty("less than a minute"));
    }

    private static string? Counted(int count, string unit) =>
        count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")}");

    private static string SaidOn(string happened, Escalation escalation, Calendar calendar) =>
        Local(escalation.Timeline.Last(e => e.Event == happened).On, calendar);

    private static string Local(DateTime on, Calendar calendar) =>
        calendar.ToLocal(on).ToString("HH:mm 'on' d MMMM", CultureInfo.InvariantCulture);
}
