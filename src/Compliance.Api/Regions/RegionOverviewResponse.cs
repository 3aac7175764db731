using System.Text.Json;
using Compliance.Api.Endpoints;
using Compliance.Domain.Boards;
using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Returns;

namespace Compliance.Api.Regions;

/// <summary>An authority with what a region is told of it.</summary>
internal sealed record AuthorityInRegion(string Key, string Name, DateTime? ChangedOn, AuthorityFigures Figures);

/// <summary>A region's authorities in figures.</summary>
/// <param name="ChangedOn">When the last thing became known in any of them; null before the first.</param>
/// <param name="Week">The last whole week by then, of which reporting is told.</param>
/// <param name="Authorities">By key. Those that have ended are left out.</param>
public sealed record RegionOverviewResponse(
    string Region,
    string Name,
    DateTime? ChangedOn,
    RegionWeekResponse? Week,
    RegionTotalResponse Total,
    IReadOnlyList<AuthorityOverviewResponse> Authorities) : IView
{
    public CsvTable ToCsv() => new(AuthorityOverviewResponse.Headers, Authorities.Select(a => a.Cells));

    internal static RegionOverviewResponse Of(
        string region, string name, DateTime? changedOn, Period? week, IReadOnlyList<AuthorityInRegion> authorities) => new(
            region, name, changedOn, week is { } whole ? new RegionWeekResponse(whole.Start, whole.End) : null,
            RegionTotalResponse.Of([.. authorities.Select(a => a.Figures)]),
            [.. authorities.Select(AuthorityOverviewResponse.Of)]);
}

/// <summary>A week, Monday to Sunday.</summary>
public sealed record RegionWeekResponse(DateOnly From, DateOnly To);

/// <summary>The region as a whole: sums of counts, in which a service on two registers counts once.</summary>
/// <param name="Authorities">Authorities listed.</param>
/// <param name="WithoutPlan">Of these, those without a plan in force: of their providers nothing is known.</param>
/// <param name="Expected">Services on the registers of authorities with a plan.</param>
/// <param name="Reported">Of these, those that have reported on any and have nothing overdue there.</param>
/// <param name="Late">Of these, those with something overdue on every register they are on.</param>
/// <param name="OffTrack">Of these, those with an off-track cell on any.</param>
/// <param name="AtRisk">Of these, those with an at-risk cell on any and none off track.</param>
/// <param name="OffTrackAtMost">So many may be off track: those that are, and those of which something due was not reported. The truth lies between.</param>
/// <param name="OpenByLevel">Open cases by level, the gravest first.</param>
/// <param name="EscalationsWithRegion">Open cases that have reached the region.</param>
/// <param name="OverdueAnswers">Open cases that nobody answered by their deadline.</param>
/// <param name="Reporting">Returns that fell due in the week.</param>
public sealed record RegionTotalResponse(
    int Authorities,
    int WithoutPlan,
    int Expected,
    int Reported,
    int Late,
    int OffTrack,
    int AtRisk,
    int OpenEscalations,
    int EscalationsWithRegion,
    int OverdueAnswers,
    CountsResponse Reporting,
    int OffTrackAtMost,
    IReadOnlyList<OpenAtResponse> OpenByLevel)
{
    internal static RegionTotalResponse Of(IReadOnlyList<AuthorityFigures> all)
    {
        var services = ServiceCounts.Of(all.Where(f => f.HasPlan).SelectMany(f => f.Services));
        return new RegionTotalResponse(
            all.Count, all.Count(f => !f.HasPlan), services.Expected, services.Reported, services.Late, services.OffTrack, services.AtRisk,
            all.Sum(f => f.OpenCases), all.Sum(f => f.CasesWithRegion), all.Sum(f => f.OverdueAnswers),
            new CountsResponse(all.Aggregate(default(Counts), (sum, f) => sum + f.Week) - CountedTwice(all)),
            services.OffTrack + services.MayBeOffTrack, OpenAtResponse.Of(all.SelectMany(f => f.OpenByLevel)));
    }

    /// <summary>Returns of services on several registers, all but those of the register on which each reported most.</summary>
    private static Counts CountedTwice(IReadOnlyList<AuthorityFigures> all) => all.SelectMany(f => f.Shared)
        .GroupBy(s => s.Key, StringComparer.Ordinal)
        .SelectMany(g => g.OrderByDescending(s => s.Value.Actual).Skip(1))
        .Aggregate(default(Counts), (sum, s) => sum + s.Value);
}

/// <summary>One authority in figures. Without a plan in force nobody is asked, so its providers have none.</summary>
/// <param name="ChangedOn">When the last thing became known there; null before the first.</param>
/// <param name="Expected">Providers on the register; this, the next four and offTrackAtMost are null without a plan in force.</param>
/// <param name="Reported">Of these, those that have reported and have nothing overdue.</param>
/// <param name="Late">Of these, those with something overdue.</param>
/// <param name="OffTrack">Of these, those with an off-track cell.</param>
/// <param name="AtRisk">Of these, those with an at-risk cell and none off track.</param>
/// <param name="OffTrackAtMost">So many may be off track: those that are, and those of which something due was not reported. The truth lies between.</param>
/// <param name="OpenByLevel">Open cases by level, the gravest first.</param>
/// <param name="EscalationsWithRegion">Open cases that have reached the region.</param>
/// <param name="OverdueAnswers">Open cases that nobody answered by their deadline.</param>
/// <param name="Triggers">Triggers that judge the authority, at amber or worse, the worst first.</param>
/// <param name="Reporting">Returns that fell due in the week.</param>
/// <param name="NotWatched">Triggers of its plans, or levels of such, that nobody watches: it has switched them off, or it is none of their days. Of these no figure tells.</param>
public sealed record AuthorityOverviewResponse(
    string Authority,
    string Name,
    bool PlanInForce,
    DateTime? ChangedOn,
    int? Expected,
    int? Reported,
    int? Late,
    int? OffTrack,
    int? AtRisk,
    int OpenEscalations,
    int EscalationsWithRegion,
    int OverdueAnswers,
    IReadOnlyList<RaisedTriggerResponse> Triggers,
    CountsResponse Reporting,
    int? OffTrackAtMost,
    IReadOnlyList<OpenAtResponse> OpenByLevel,
    IReadOnlyList<NotWatchedTriggerResponse> NotWatched)
{
    internal static IReadOnlyList<string> Headers { get; } =
    [
        "authority", "name", "planInForce", "changedOn", "expected", "reported", "late", "offTrack", "atRisk",
        "openEscalations", "escalationsWithRegion", "overdueAnswers", "triggers", "weekExpected", "weekActual", "weekPercent",
        "offTrackAtMost", "openByLevel", "notWatched",
    ];

    internal object?[] Cells =>
    [
        Authority, Name, PlanInForce, ChangedOn, Expected, Reported, Late, OffTrack, AtRisk,
        OpenEscalations, EscalationsWithRegion, OverdueAnswers,
        string.Join(' ', Triggers.Select(t => $"{t.Trigger}:{JsonNamingPolicy.KebabCaseLower.ConvertName(t.Level.ToString())}")),
        Reporting.Expected, Reporting.Actual, Reporting.Percent, OffTrackAtMost,
        string.Join(' ', OpenByLevel.Select(o => FormattableString.Invariant($"{JsonNamingPolicy.KebabCaseLower.ConvertName(o.Level.ToString())}:{o.Count}"))),
        string.Join(' ', NotWatched.Select(n => n.Level is { } level ? $"{n.Trigger}.{JsonNamingPolicy.KebabCaseLower.ConvertName(level.ToString())}" : n.Trigger)),
    ];

    internal static AuthorityOverviewResponse Of(AuthorityInRegion authority)
    {
        var figures = authority.Figures;
        var services = figures.HasPlan ? ServiceCounts.Of(figures.Services) : null;
        return new AuthorityOverviewResponse(
            authority.Key, authority.Name, figures.HasPlan, authority.ChangedOn,
            services?.Expected, services?.Reported, services?.Late, services?.OffTrack, services?.AtRisk,
            figures.OpenCases, figures.CasesWithRegion, figures.OverdueAnswers,
            [.. figures.Triggers.Select(t => new RaisedTriggerResponse(t.Key, t.Title, t.Level, t.Since))],
            new CountsResponse(figures.Week),
            services is null ? null : services.OffTrack + services.MayBeOffTrack, OpenAtResponse.Of(figures.OpenByLevel),
            figures.NotWatched);
    }
}

/// <summary>Open cases at one level.</summary>
public sealed record OpenAtResponse(TriggerLevel Level, int Count)
{
    internal static IReadOnlyList<OpenAtResponse> Of(IEnumerable<KeyValuePair<TriggerLevel, int>> counted) =>
        [.. counted.GroupBy(c => c.Key).OrderByDescending(g => g.Key).Select(g => new OpenAtResponse(g.Key, g.Sum(c => c.Value)))];
}

/// <summary>A trigger that judges the authority and stands at amber or worse.</summary>
/// <param name="Since">When what brought it there was true.</param>
public sealed record RaisedTriggerResponse(string Trigger, string Title, TriggerLevel Level, DateTime? Since);
