using Compliance.Domain.Checklists;

namespace Compliance.Domain.Calendars;

/// <summary>Local time of a nation: zone, working days and bank holidays. Instants are UTC, truncated to milliseconds.</summary>
/// <remarks>
/// Working hours are 09:00 to 17:00, Monday to Friday, bank holidays out. A date outside the years the calendar
/// covers has no known bank holidays.
/// </remarks>
/// <param name="names">What bank holidays are called, as far as that is known; null when it is not.</param>
public sealed class Calendar(TimeZoneInfo zone, IReadOnlySet<DateOnly> bankHolidays, IReadOnlyDictionary<DateOnly, string>? names = null)
{
    // Every report asks for many starts of days and days of instants, and a zone's rules are slow to ask. Days of this range are
    // asked once; a number of ticks is written whole, so that two askers at once do no harm.
    private static readonly DateOnly _firstKnown = new(2000, 1, 1);
    private static readonly DateOnly _lastKnown = new(2099, 12, 31);
    private static readonly TimeOnly _opens = new(9, 0);
    private static readonly TimeOnly _closes = new(17, 0);
    private readonly long[] _starts = new long[_lastKnown.DayNumber - _firstKnown.DayNumber + 1];

    /// <summary>The name of the time zone.</summary>
    public string Zone => zone.Id;

    /// <summary>The local date of an instant.</summary>
    public DateOnly DateOf(DateTime on)
    {
        var near = DateOnly.FromDateTime(on);
        return near <= _firstKnown || near >= _lastKnown ? DateOnly.FromDateTime(ToLocal(on))
            : on < StartOf(near) ? near.AddDays(-1)
            : on < StartOf(near.AddDays(1)) ? near
            : near.AddDays(1);
    }

    /// <summary>The instant at which a local date begins.</summary>
    public DateTime StartOf(DateOnly date)
    {
        if (!IsKnown(date))
        {
            return ToUtc(date, TimeOnly.MinValue);
        }

        ref var start = ref _starts[date.DayNumber - _firstKnown.DayNumber];
        if (start == 0)
        {
            start = ToUtc(date, TimeOnly.MinValue).Ticks;
        }

        return new DateTime(start, DateTimeKind.Utc);
    }

    /// <summary>The last second of a local date.</summary>
    public DateTime EndOf(DateOnly date) => StartOf(date.AddDays(1)).AddSeconds(-1);

    public bool IsBankHoliday(DateOnly date) => bankHolidays.Contains(date);

    /// <summary>What a bank holiday is called; null on other days, and where it has no name.</summary>
    public string? NameOf(DateOnly bankHoliday) => names?.GetValueOrDefault(bankHoliday);

    public bool IsWorkingDay(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !bankHolidays.Contains(date);

    /// <summary>The first working day after a date.</summary>
    public DateOnly WorkingDayAfter(DateOnly date)
    {
        do
        {
            date = date.AddDays(1);
        }
        while (!IsWorkingDay(date));
        return date;
    }

    /// <summary>When offices open and close on a working day; null on other days.</summary>
    public (DateTime Opens, DateTime Closes)? WorkingHoursOf(DateOnly date) =>
        IsWorkingDay(date) ? (ToUtc(date, _opens), ToUtc(date, _closes)) : null;

    /// <summary>The next times at which offices are open, the first of them the present one if they are.</summary>
    public IEnumerable<(DateTime Opens, DateTime Closes)> OpeningsFrom(DateTime at)
    {
        for (var date = DateOf(NextOpen(at)); ; date = WorkingDayAfter(date))
        {
            yield return WorkingHoursOf(date)!.Value;
        }
    }

    /// <summary>The number of working days that have wholly passed after an instant, up to another.</summary>
    /// <param name="leftOut">Working days that do not count; null when all do.</param>
    public int WorkingDaysBetween(DateTime after, DateTime until, Func<DateOnly, bool>? leftOut = null)
    {
        var days = 0;
        var last = DateOf(until);
        for (var day = DateOf(after).AddDays(1); day < last; day = day.AddDays(1))
        {
            days += IsWorkingDay(day) && leftOut?.Invoke(day) is not true ? 1 : 0;
        }

        return days;
    }

    /// <summary>The first instant at which so many working days have wholly passed after another.</summary>
    /// <param name="leftOut">Working days that do not count; null when all do.</param>
    public DateTime AfterWorkingDays(DateTime after, int days, Func<DateOnly, bool>? leftOut = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        if (days == 0)
        {
            return AsUtc(after);
        }

        var day = DateOf(after);
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            left -= IsWorkingDay(day) && leftOut?.Invoke(day) is not true ? 1 : 0;
        }

        return StartOf(day.AddDays(1));
    }

    /// <summary>The first instant at which a length of time has passed after another.</summary>
    public DateTime After(DateTime from, Span span) => span.Unit switch
    {
        SpanUnit.Hours => AsUtc(from).AddHours(span.Amount),
        SpanUnit.Days => AsUtc(from).AddDays(span.Amount),
        _ => AfterWorkingDays(from, span.Amount),
    };

    /// <summary>Adds hours that count only while an office is open. No hours is the next moment it is.</summary>
    public DateTime AddWorkingHours(DateTime from, int hours) => AddWorkingTime(from, TimeSpan.FromHours(hours));

    /// <summary>Adds time that counts only while an office is open. None is the next moment it is.</summary>
    public DateTime AddWorkingTime(DateTime from, TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        var left = time;
        var on = NextOpen(from);
        while (true)
        {
            var closes = ToUtc(DateOf(on), _closes);
            if (left <= closes - on)
            {
                return on + left;
            }

            left -= closes - on;
            on = NextOpen(closes);
        }
    }

    /// <summary>For how long an office is open between two instants.</summary>
    public TimeSpan WorkingTimeBetween(DateTime from, DateTime to)
    {
        var open = TimeSpan.Zero;
        for (var on = NextOpen(from); on < to; on = NextOpen(on))
        {
            var closes = ToUtc(DateOf(on), _closes);
            var until = closes < to ? closes : to;
            open += until - on;
            on = closes;
        }

        return open;
    }

    /// <summary>The instant itself while an office is open, else the next opening.</summary>
    public DateTime NextOpen(DateTime from)
    {
        from = AsUtc(from);
        var date = DateOf(from);
        if (IsWorkingDay(date))
        {
            var opens = ToUtc(date, _opens);
            if (from < opens)
            {
                return opens;
            }

            if (from < ToUtc(date, _closes))
            {
                return from;
            }
        }

        return ToUtc(WorkingDayAfter(date), _opens);
    }

    public DateTime ToLocal(DateTime on) => TimeZoneInfo.ConvertTimeFromUtc(AsUtc(on), zone);

    private static bool IsKnown(DateOnly date) => _firstKnown <= date && date <= _lastKnown;

    // Instants read from storage say nothing of their kind, and must not come back without one.
    private static DateTime AsUtc(DateTime on) => DateTime.SpecifyKind(on, DateTimeKind.Utc);

    // Some zones change their clocks at midnight: a time that does not exist is the moment the clocks jumped to,
    // and of two equal times the first is meant, so that a day begins once and belongs wholly to its date.
    private DateTime ToUtc(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }
}
