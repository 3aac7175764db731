using Compliance.Domain.Plans;

namespace Compliance.Domain.Subjects;

/// <summary>Counts the working days of somebody's silence: those on which this service could be reported to and it was not closed as planned.</summary>
public static class SilentDays
{
    public const string Outage = "outage";
    public const string Closed = "closed";

    /// <summary>Why a day is no day of silence, though a working day; null when it is one.</summary>
    public static string? WhyLeftOut(DateOnly day, SubjectState subject, Rulebook rules) =>
        rules.Outages.HasTouched(day) ? Outage : subject.IsClosedOn(day) ? Closed : null;

    /// <summary>Those that have wholly passed after an instant, up to another.</summary>
    public static int Between(SubjectState subject, DateTime after, DateTime until, Rulebook rules) =>
        rules.Calendar.WorkingDaysBetween(after, until, d => WhyLeftOut(d, subject, rules) is not null);

    /// <summary>The first instant at which so many have wholly passed after another.</summary>
    public static DateTime After(SubjectState subject, DateTime after, int days, Rulebook rules) =>
        rules.Calendar.AfterWorkingDays(after, days, d => WhyLeftOut(d, subject, rules) is not null);
}
