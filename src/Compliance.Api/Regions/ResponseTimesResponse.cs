using Compliance.Api.Endpoints;
using Compliance.Domain.Regions;

namespace Compliance.Api.Regions;

/// <summary>How long cases that reached a region waited for their first answer.</summary>
/// <param name="From">The first local date on which they were raised.</param>
/// <param name="To">The last such date, included.</param>
/// <param name="AsOf">Up to when those that nobody has acknowledged have waited.</param>
/// <param name="Total">All of them. Its times are of all cases; they are no sums or means of the others.</param>
/// <param name="Triggers">By trigger; cases raised by people come last, together.</param>
public sealed record ResponseTimesResponse(
    string Region, string Name, DateOnly From, DateOnly To, DateTime AsOf, WaitedResponse Total, IReadOnlyList<TriggerWaitedResponse> Triggers)
{
    internal static ResponseTimesResponse Of(string region, string name, DateOnly from, DateOnly to, DateTime asOf, IReadOnlyList<Waiting> cases) => new(
        region, name, from, to, asOf, WaitedResponse.Of(cases),
        [.. cases.GroupBy(c => c.Trigger).OrderBy(g => g.Key is null).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => TriggerWaitedResponse.Of(g.Key, [.. g]))]);

    internal CsvTable ToCsv() => new(
        [
            "trigger", "title", "authority", "raised", "acknowledged", "unanswered", "closedUnanswered", "passedDeadline", "stoodDown",
            "medianHours", "medianAtLeast", "ninetiethHours", "ninetiethAtLeast",
            "medianClockHours", "medianClockAtLeast", "ninetiethClockHours", "ninetiethClockAtLeast",
        ],
        Triggers.SelectMany(t => t.Authorities.Select(a => (object?[])[t.Trigger, t.Title, a.Authority, .. a.Waited.Cells])));
}

/// <summary>Cases of one trigger.</summary>
/// <param name="Trigger">Null for cases raised by people.</param>
/// <param name="Title">What the trigger is about; null for cases raised by people.</param>
public sealed record TriggerWaitedResponse(string? Trigger, string? Title, WaitedResponse Total, IReadOnlyList<AuthorityWaitedResponse> Authorities)
{
    internal static TriggerWaitedResponse Of(string? trigger, IReadOnlyList<Waiting> cases) => new(
        trigger, trigger is null ? null : cases[^1].Title, WaitedResponse.Of(cases),
        [.. cases.GroupBy(c => c.Authority).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new AuthorityWaitedResponse(g.Key, WaitedResponse.Of([.. g])))]);
}

public sealed record AuthorityWaitedResponse(string Authority, WaitedResponse Waited);

/// <summary>How a number of cases were answered.</summary>
/// <param name="Unanswered">Open, and nobody has acknowledged them yet.</param>
/// <param name="ClosedUnanswered">Ended, as withdrawn ones do, without anybody having acknowledged them.</param>
/// <param name="PassedDeadline">Those whose deadline passed before anybody acknowledged them, whether or not somebody has since.</param>
/// <param name="Hours">Round the clock, from raised to first acknowledged.</param>
/// <param name="ClockHours">The same on each case's own clock: working hours where its ladder counts those, and without the times in which somebody else had to answer.</param>
public sealed record WaitedResponse(
    int Raised, int Acknowledged, int Unanswered, int ClosedUnanswered, int PassedDeadline, int StoodDown, HoursResponse? Hours, HoursResponse? ClockHours)
{
    internal object?[] Cells =>
    [
        Raised, Acknowledged, Unanswered, ClosedUnanswered, PassedDeadline, StoodDown,
        Hours?.Median, Hours?.MedianAtLeast, Hours?.Ninetieth, Hours?.NinetiethAtLeast,
        ClockHours?.Median, ClockHours?.MedianAtLeast, ClockHours?.Ninetieth, ClockHours?.NinetiethAtLeast,
    ];

    internal static WaitedResponse Of(IReadOnlyCollection<Waiting> cases)
    {
        var times = ResponseTimes.Of(cases);
        return new WaitedResponse(
            times.Raised, times.Acknowledged, times.Unanswered, times.ClosedUnanswered, times.PassedDeadline, times.StoodDown,
            HoursResponse.Of(times.Median, times.Ninetieth), HoursResponse.Of(times.MedianOnClock, times.NinetiethOnClock));
    }
}

/// <summary>Within how many hours cases were acknowledged, cut to two decimals.</summary>
/// <param name="Median">Half of them.</param>
/// <param name="MedianAtLeast">Whether cases that still wait decide it: in truth it is this long or longer.</param>
/// <param name="Ninetieth">Nine in ten.</param>
/// <param name="NinetiethAtLeast">The same of that.</param>
public sealed record HoursResponse(decimal Median, bool MedianAtLeast, decimal Ninetieth, bool NinetiethAtLeast)
{
    internal static HoursResponse? Of(Quantile? median, Quantile? ninetieth) => median is { } half && ninetieth is { } nine
        ? new HoursResponse(Cut(half.Time), half.AtLeast, Cut(nine.Time), nine.AtLeast)
        : null;

    // Cut and not rounded, so that a lower bound stays one.
    private static decimal Cut(TimeSpan time) => decimal.Floor(time.Ticks * 100m / TimeSpan.TicksPerHour) / 100;
}
