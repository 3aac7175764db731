using Compliance.Domain.Calendars;

namespace Compliance.Api.Data.Writing;

/// <summary>Gives the calendar of a nation, by the nation's key.</summary>
public sealed class Calendars(Func<string, Calendar> calendarOf)
{
    public Calendar Of(string nation) => calendarOf(nation);
}
