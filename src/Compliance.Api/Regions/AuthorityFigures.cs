using System.Collections.Concurrent;
using Compliance.Api.Endpoints;
using Compliance.Domain.Boards;
using Compliance.Domain.Checklists;
using Compliance.Domain.Returns;

namespace Compliance.Api.Regions;

/// <summary>What a region is told of one authority, and what its own sums are made from.</summary>
/// <param name="HasPlan">Whether a plan is in force: without one, nobody is asked and nothing is known.</param>
/// <param name="Services">How each service on the register stands; only counted, never shown.</param>
/// <param name="OpenByLevel">Open cases by level.</param>
/// <param name="Week">Returns that fell due in the region's last whole week.</param>
/// <param name="Shared">Those of services that may be on other registers too, by service id.</param>
/// <param name="NotWatched">Triggers, or levels of them, that nobody watches there.</param>
internal sealed record AuthorityFigures(
    bool HasPlan,
    IReadOnlyList<ServiceStanding> Services,
    int OpenCases,
    int CasesWithRegion,
    int OverdueAnswers,
    IReadOnlyList<KeyValuePair<TriggerLevel, int>> OpenByLevel,
    IReadOnlyList<RaisedTrigger> Triggers,
    Counts Week,
    IReadOnlyList<KeyValuePair<string, Counts>> Shared,
    IReadOnlyList<NotWatchedTriggerResponse> NotWatched)
{
    public static readonly AuthorityFigures None = new(false, [], 0, 0, 0, [], [], default, [], []);
}

/// <summary>A trigger that judges the authority, at amber or worse.</summary>
internal sealed record RaisedTrigger(string Key, string Title, TriggerLevel Level, DateTime? Since);

/// <summary>Figures as they were last folded, each under the entry and the week they were made for.</summary>
internal sealed class FiguresCache
{
    private readonly ConcurrentDictionary<string, (long Seq, DateOnly Week, AuthorityFigures Figures)> _figures = new(StringComparer.Ordinal);

    public AuthorityFigures? Find(string authority, long seq, DateOnly week) =>
        _figures.TryGetValue(authority, out var kept) && kept.Seq == seq && kept.Week == week ? kept.Figures : null;

    public void Keep(string authority, long seq, DateOnly week, AuthorityFigures figures) => _figures[authority] = (seq, week, figures);
}
