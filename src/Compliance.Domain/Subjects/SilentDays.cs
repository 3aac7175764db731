using Compliance.Domain.Plans;

namespace Compliance.Domain.Subjects;

/// <summary>Counts the working days of somebody's silence: those on which this service could be reported to.</summary>
public static class SilentDays
{
    /// <summary>Those that have wholly passed after an instant, up to another.</summary>
    public static int Between(DateTime after, DateTime until, Rulebook rules) =>
        rules.Calendar.WorkingDaysBetween(after, until, rules.Outages.HasTouched);

    /// <summary>The first instant at which so many have wholly passed after another.</summary>
    public static DateTime After(DateTime after, int days, Rulebook rules) =>
        rules.Calendar.AfterWorkingDays(after, days, rules.Outages.HasTouched);
}
