namespace Compliance.Domain.Calendars;

/// <summary>A time in which this service did not run, so that nobody could report to it.</summary>
/// <param name="From">When it was last known to run.</param>
/// <param name="To">When it was found to run again.</param>
public readonly record struct Outage(DateTime From, DateTime To);

/// <summary>What the service's own outages change for those who report to it: they never count against them.</summary>
/// <remarks>
/// What falls due while the service is down, or on the local day on which it comes back, is due at the end of the first working
/// day after that day. A working day whose working hours an outage touched counts as no day of silence.
/// </remarks>
public sealed class Outages
{
    private readonly Calendar _calendar;
    private readonly Outage[] _all;
    private readonly HashSet<DateOnly> _lost;

    public Outages(IEnumerable<Outage> all, Calendar calendar)
    {
        _calendar = calendar;
        _all = [.. all.OrderBy(o => o.From).ThenBy(o => o.To)];
        _lost = [.. _all.SelectMany(Touched)];
    }

    /// <summary>When what is to be done by the end of a local day is due, and the outage that moved it there.</summary>
    public DueTime DueBy(DateOnly day)
    {
        var due = new DueTime(_calendar.EndOf(day), null);
        foreach (var outage in _all)
        {
            if (outage.From < due.On.AddSeconds(1) && _calendar.DateOf(due.On) <= _calendar.DateOf(outage.To))
            {
                due = new DueTime(_calendar.EndOf(_calendar.WorkingDayAfter(_calendar.DateOf(outage.To))), outage);
            }
        }

        return due;
    }

    /// <summary>Whether an outage touched the working hours of a working day.</summary>
    public bool HasTouched(DateOnly day) => _lost.Contains(day);

    private IEnumerable<DateOnly> Touched(Outage outage)
    {
        for (var (day, last) = (_calendar.DateOf(outage.From), _calendar.DateOf(outage.To)); day <= last; day = day.AddDays(1))
        {
            if (_calendar.WorkingHoursOf(day) is { } hours && outage.From < hours.Closes && hours.Opens < outage.To)
            {
                yield return day;
            }
        }
    }
}

/// <summary>When something is due.</summary>
/// <param name="On">The last second in which it is on time.</param>
/// <param name="MovedBy">The outage of this service that moved it there; null when none did.</param>
public readonly record struct DueTime(DateTime On, Outage? MovedBy)
{
    /// <summary>Whether the last second has passed.</summary>
    public bool HasPassed(DateTime at) => On.AddSeconds(1) <= at;
}
