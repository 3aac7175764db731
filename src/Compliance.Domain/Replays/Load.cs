using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;

namespace Compliance.Domain.Replays;

/// <summary>Cases that came to each tier in a time. One that a rise carries further counts at each tier it came to.</summary>
public readonly record struct Load(int Provider, int Authority, int Region)
{
    public static Load Of(IEnumerable<Episode> episodes, Func<DateTime, bool> isWithin)
    {
        var tiers = episodes.SelectMany(e => e.Tiers).Where(t => isWithin(t.On)).CountBy(t => t.Tier).ToDictionary();
        return new Load(tiers.GetValueOrDefault(Tier.Provider), tiers.GetValueOrDefault(Tier.Authority), tiers.GetValueOrDefault(Tier.Region));
    }
}

/// <summary>A week from Monday to Sunday, as far as it lies within the days asked for.</summary>
public sealed record WeekLoad(DateOnly From, DateOnly To, Load Would, Load Did)
{
    public static IReadOnlyList<WeekLoad> Between(DateOnly from, DateOnly to, IReadOnlyList<Episode> would, IReadOnlyList<Episode> did, Calendar calendar)
    {
        var weeks = new List<WeekLoad>();
        for (var first = from; first <= to; first = Period.Of(Cadence.Week, first).Next.Start)
        {
            var sunday = Period.Of(Cadence.Week, first).End;
            var last = sunday < to ? sunday : to;
            var begins = first;
            bool IsWithin(DateTime on) => calendar.DateOf(on) is var day && begins <= day && day <= last;
            weeks.Add(new WeekLoad(first, last, Load.Of(would, IsWithin), Load.Of(did, IsWithin)));
        }

        return weeks;
    }
}
