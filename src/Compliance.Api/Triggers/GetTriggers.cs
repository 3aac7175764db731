using System.Text.Json.Serialization;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Api.Triggers;

public sealed record GetTriggersRequest
{
    public string Authority { get; init; } = "";
}

/// <summary>A trigger of the authority's plans.</summary>
/// <param name="Judges">Each provider by itself, the authority as one, or each organisation by its providers here.</param>
/// <param name="Levels">In rising order, with the thresholds in force: the authority's own where it has set them.</param>
/// <param name="InForce">Whether it judges what is reported now; where the law sets its days, it does not before and after them.</param>
/// <param name="State">Where it stands for the authority; null for triggers that judge others.</param>
/// <param name="Providers">How many providers stand where; null for triggers that judge others. Of one that is not watched only those above clear are counted.</param>
/// <param name="Organisations">How many organisations stand where; left out for triggers that judge others.</param>
/// <param name="NotWatched">The whole trigger, or those of its levels, that nobody watches, and why; empty where all is watched. One that is switched off is listed with the levels of its checklist.</param>
public sealed record TriggerSummaryResponse(
    string Trigger,
    string Checklist,
    string Section,
    string Title,
    SubjectScope Judges,
    IReadOnlyList<LevelResponse> Levels,
    bool InForce,
    TriggerStateResponse? State,
    ProvidersResponse? Providers,
    IReadOnlyList<NotWatchedTriggerResponse> NotWatched,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OrganisationsResponse? Organisations = null)
{
    /// <param name="isOff">Whether the authority has switched all of it off.</param>
    internal static TriggerSummaryResponse From(Rule rule, bool isOff, IReadOnlyList<SubjectState> subjects, Rulebook rules, DateOnly today)
    {
        var judges = rule.Trigger.Subject;
        var authority = subjects.FirstOrDefault(s => s.IsAuthority) ?? new SubjectState(SubjectState.Authority);
        return new TriggerSummaryResponse(
            rule.Trigger.Key, rule.Plan.Checklist.Key, rule.Trigger.Section, rule.Trigger.Title, rule.Trigger.Subject,
            [.. rule.Trigger.Levels.Select(LevelResponse.From)],
            !isOff && rule.Covers(today),
            judges != SubjectScope.Authority ? null : TriggerStateResponse.From(authority.StateOf(rule.Trigger.Key)),
            judges == SubjectScope.Provider ? ProvidersResponse.From(Spread.Of(rule, subjects, rules, today, isOff)) : null,
            [.. WatchGap.Of(rule.Plan.Checklist.Triggers.First(t => t.Key == rule.Trigger.Key), rules).Select(g => NotWatchedTriggerResponse.From(g, rules.Calendar))],
            judges == SubjectScope.Organisation ? OrganisationsResponse.From(rule, subjects) : null);
    }
}

/// <summary>Where a trigger stands for the authority.</summary>
/// <param name="Since">When what brought it there was true; null while clear from the start.</param>
/// <param name="Warned">A share may have reached its limit, as far as silent providers allow to tell.</param>
/// <param name="Unknown">What it reads and is missing, unknown or stale.</param>
public sealed record TriggerStateResponse(TriggerLevel Level, DateTime? Since, bool Warned, IReadOnlyList<string> Unknown)
{
    internal static TriggerStateResponse From(TriggerState state) => new(state.Level, state.Since, state.Warned, state.Unknown);
}

/// <summary>How many providers stand where. Only counts: which they are is told to those who may read their reports.</summary>
/// <param name="At">Providers at each level of the trigger, clear included.</param>
/// <param name="Unknown">Providers that would be clear, of which nothing fresh is known.</param>
public sealed record ProvidersResponse(IReadOnlyList<ProvidersAtResponse> At, int Unknown)
{
    internal static ProvidersResponse From(Spread spread) =>
        new([.. spread.At.OrderBy(a => a.Key).Select(a => new ProvidersAtResponse(a.Key, a.Value))], spread.Unknown);
}

/// <summary>How many organisations stand where: those with a provider on the register, now or before.</summary>
/// <param name="At">Organisations at each level of the trigger, clear included.</param>
/// <param name="Unknown">Organisations that would be clear, of whose providers too little is known to say so.</param>
public sealed record OrganisationsResponse(IReadOnlyList<OrganisationsAtResponse> At, int Unknown)
{
    internal static OrganisationsResponse From(Rule rule, IReadOnlyList<SubjectState> subjects)
    {
        var states = subjects.Where(s => s.Scope == SubjectScope.Organisation).Select(s => s.StateOf(rule.Trigger.Key)).ToList();
        var isUnknown = states.ToLookup(s => s is { Level: TriggerLevel.Clear, Unknown.Count: > 0 });
        return new OrganisationsResponse(
            [.. rule.Trigger.Levels.Select(l => l.Name).Prepend(TriggerLevel.Clear).Select(l => new OrganisationsAtResponse(l, isUnknown[false].Count(s => s.Level == l)))],
            isUnknown[true].Count());
    }
}

public sealed record OrganisationsAtResponse(TriggerLevel Level, int Count);

public sealed record ProvidersAtResponse(TriggerLevel Level, int Count);

/// <summary>Lists the authority's triggers with the thresholds in force and where they stand.</summary>
internal sealed class GetTriggers(TenantReader reader) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/triggers",
            ([AsParameters] GetTriggersRequest req, GetTriggers endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadTriggers)
        .WithName(nameof(GetTriggers))
        .WithSummary("List triggers and where they stand")
        .WithDescription("All at once; there is no second page. For triggers that judge providers there are only counts. Those that are switched off are among them, and say so.")
        .WithTags("Triggers")
        .Produces(StatusCodes.Status304NotModified);

    public async Task<Results<Ok<Page<TriggerSummaryResponse>>, StatusCodeHttpResult>> ExecuteAsync(GetTriggersRequest req, HttpContext http, CancellationToken ct)
    {
        var head = await reader.HeadAsync(req.Authority, ct);
        if (EntityTag.Of(head.Seq).IsHeld(http))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var rules = await reader.RulesAsync(req.Authority, head.KnownOn, ct);
        var subjects = await reader.SubjectsAsync(req.Authority, ct);
        var today = rules.Calendar.DateOf(head.KnownOn);
        return TypedResults.Ok(new Page<TriggerSummaryResponse>(
            [
                .. rules.Rules.Select(r => (Rule: r, IsOff: false)).Concat(rules.Off.Select(o => (Rule: new Rule(o.Trigger, o.Plan), IsOff: true)))
                    .OrderBy(r => r.Rule.Trigger.Key, StringComparer.Ordinal)
                    .Select(r => TriggerSummaryResponse.From(r.Rule, r.IsOff, subjects, rules, today)),
            ], null));
    }
}
