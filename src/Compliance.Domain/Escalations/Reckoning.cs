using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;

namespace Compliance.Domain.Escalations;

/// <summary>Says in words how a time on a ladder's clock came about, so that anybody can count it again.</summary>
public static class Reckoning
{
    private const int MostPauses = 3;
    private const string Substitute = " (substitute day)";

    /// <summary>The time and its reason: <c>4pm Tuesday 29 December: 8 working hours, two bank holidays skipped (…), …</c>.</summary>
    public static string Of(Ladder ladder, int hours, DateTime from, DateTime on, Calendar calendar, IReadOnlyList<ClockPause>? pauses = null) =>
        $"{TimeWords.At(on, calendar)}: {Why(ladder, hours, from, on, calendar, pauses)}";

    /// <summary>The reason alone.</summary>
    /// <param name="hours">Hours on the ladder's clock.</param>
    /// <param name="from">When the clock began to run.</param>
    /// <param name="on">When they have run.</param>
    /// <param name="pauses">Times in between at which the clock stood still.</param>
    public static string Why(Ladder ladder, int hours, DateTime from, DateTime on, Calendar calendar, IReadOnlyList<ClockPause>? pauses = null)
    {
        var isWorking = ladder.Clock == LadderClock.WorkingHours;
        IEnumerable<string> counted =
        [
            isWorking ? hours == 0 ? "when the office opens" : TimeWords.Count(hours, "working hour") : $"{TimeWords.Count(hours, "hour")} round the clock",
            .. isWorking ? Skipped(from, on, calendar) : [],
            $"counted from {TimeWords.At(from, calendar)}",
        ];
        return string.Join("; ", [string.Join(", ", counted), .. Paused(pauses ?? [], isWorking, calendar), .. ClockChanges(from, on, calendar)]);
    }

    /// <summary>The reason for a time on the clock of a case, with all that stopped it since it began to run.</summary>
    public static string Why(Escalation escalation, int hours, DateTime on, Calendar calendar) =>
        Why(escalation.Ladder, hours, escalation.ClockFrom, on, calendar, PausesOf(escalation));

    private static IReadOnlyList<ClockPause> PausesOf(Escalation escalation) => escalation.Stopped is null
        ? []
        : [.. escalation.Timeline.Select(e => e.Paused).OfType<ClockPause>().Where(p => p.From >= escalation.ClockFrom)];

    private static IEnumerable<string> Skipped(DateTime from, DateTime on, Calendar calendar)
    {
        var days = Days(from, on, calendar).ToList();
        var holidays = days.Where(d => !IsWeekend(d) && calendar.IsBankHoliday(d)).ToList();
        if (holidays.Count > 0)
        {
            var names = holidays.Select(calendar.NameOf).OfType<string>().Select(Named).ToList();
            yield return $"{Some(holidays.Count, "bank holiday")} skipped{(names.Count > 0 ? $" ({string.Join(", ", names)})" : "")}";
        }

        var weekends = days.Where(IsWeekend).Select(d => Period.Of(Cadence.Week, d)).Distinct().Count();
        if (weekends > 0)
        {
            yield return $"{Some(weekends, "weekend")} skipped";
        }
    }

    private static IEnumerable<string> Paused(IReadOnlyList<ClockPause> pauses, bool isWorking, Calendar calendar) => pauses.Count > MostPauses
        ? [$"paused {TimeWords.Number(pauses.Count)} times: {Added(new TimeSpan(pauses.Sum(p => p.Added.Ticks)), isWorking)}"]
        : pauses.Select(p => $"paused from {TimeWords.At(p.From, calendar)} to {TimeWords.At(p.To, calendar)}: {Added(p.Added, isWorking)}");

    private static string Added(TimeSpan added, bool isWorking) =>
        added == TimeSpan.Zero ? "nothing added" + (isWorking ? " as the office was closed" : "")
        : !isWorking ? $"{TimeWords.Length(added)} added"
        : added.Ticks % TimeSpan.TicksPerHour == 0 ? $"{TimeWords.Count((int)added.TotalHours, "working hour")} added"
        : $"{TimeWords.Length(added)} of working time added";

    /// <summary>Changes of the clocks after one instant, up to and with another.</summary>
    private static IEnumerable<string> ClockChanges(DateTime from, DateTime on, Calendar calendar)
    {
        foreach (var day in Days(from, on, calendar))
        {
            var (begins, ends) = (calendar.StartOf(day), calendar.StartOf(day.AddDays(1)));
            var change = Ahead(ends < on ? ends : on, calendar) - Ahead(begins > from ? begins : from, calendar);
            if (change != TimeSpan.Zero)
            {
                yield return $"the clocks went {(change < TimeSpan.Zero ? "back" : "forward")} on {day.ToString("d MMMM", System.Globalization.CultureInfo.InvariantCulture)}";
            }
        }
    }

    private static TimeSpan Ahead(DateTime at, Calendar calendar) => calendar.ToLocal(at).Subtract(at);

    private static IEnumerable<DateOnly> Days(DateTime from, DateTime on, Calendar calendar)
    {
        for (var (day, last) = (calendar.DateOf(from), calendar.DateOf(on)); day <= last; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static string Named(string holiday) =>
        holiday.EndsWith(Substitute, StringComparison.Ordinal) ? $"substitute day for {holiday[..^Substitute.Length]}" : holiday;

    private static string Some(int count, string what) => $"{TimeWords.Number(count)} {what}{(count == 1 ? "" : "s")}";
}
