using System.Text.Json.Serialization;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Api.Reports;

public sealed record GetPositionRequest
{
    public string Authority { get; init; } = "";

    public string Provider { get; init; } = "";
}

/// <summary>The latest of everything known of a provider.</summary>
/// <param name="Seq">The journal's entry that last changed it.</param>
/// <param name="LastReportOn">When its last report was received; null if none was.</param>
/// <param name="Overdue">Measures owed and past due.</param>
public sealed record PositionResponse(
    string Provider,
    long Seq,
    DateTime? LastReportOn,
    IReadOnlyList<PositionReadingResponse> Readings,
    IReadOnlyList<PositionStatusResponse> Statuses,
    IReadOnlyList<PositionTriggerResponse> Triggers,
    IReadOnlyList<string> Overdue);

/// <summary>The latest answer to a measure.</summary>
public sealed record PositionReadingResponse : AnswerResponse
{
    internal PositionReadingResponse(Measure measure, Belief belief, bool stale)
        : base(belief.Answer, measure.Kind)
    {
        Measure = measure.Key;
        AsAt = belief.AsAt;
        FreshUntil = Evaluation.StaleAfter(belief, measure);
        Stale = stale;
        Seq = belief.Seq;
        SaidOn = belief.SaidOn ?? belief.AsAt;
        Renewals = belief.Renewals;
    }

    [JsonPropertyOrder(-2)]
    public string Measure { get; }

    /// <summary>When the answer was true or was last said to be unchanged.</summary>
    public DateTime AsAt { get; }

    /// <summary>When it was first given.</summary>
    public DateTime SaidOn { get; }

    /// <summary>For how many periods running it has been said to be unchanged since.</summary>
    public int Renewals { get; }

    /// <summary>The last instant at which triggers take it for known.</summary>
    public DateTime FreshUntil { get; }

    /// <summary>Whether that instant has passed, as of the journal's last entry.</summary>
    public bool Stale { get; }

    /// <summary>The journal's entry that gave it, or said that it is unchanged.</summary>
    public long Seq { get; }
}

/// <summary>The latest status of an item.</summary>
public sealed record PositionStatusResponse(string Item, ItemStatus Status, DateTime AsAt, long Seq);

/// <summary>Where a trigger stands.</summary>
/// <param name="Since">When the readings that brought it there were true; null while clear from the start.</param>
/// <param name="Level">Of one that nobody watches, where it stood last.</param>
/// <param name="Unknown">Measures it reads whose answers are missing, unknown or stale.</param>
/// <param name="NotWatched">That nobody watches it, or one of its levels, and why; left out where all is watched.</param>
public sealed record PositionTriggerResponse(
    string Trigger, TriggerLevel Level, DateTime? Since, IReadOnlyList<string> Unknown,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? NotWatched)
{
    internal static PositionTriggerResponse From(Trigger trigger, SubjectState subject, Rulebook rules)
    {
        var state = subject.StateOf(trigger.Key);
        var gaps = Unwatched.Of(trigger.Key, subject, rules) is { } why ? [new WatchGap(trigger, null, why)] : WatchGap.Of(trigger, rules).ToList();
        return new PositionTriggerResponse(
            trigger.Key, state.Level, state.Since, state.Unknown, gaps.Count == 0 ? null : string.Join(' ', gaps.Select(g => g.Sentence(rules.Calendar))));
    }
}

/// <summary>Reads where a provider stands: its latest answers and statuses, with their age, and its triggers.</summary>
internal sealed class GetPosition(TenantReader reader) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/providers/{provider}/position",
            ([AsParameters] GetPositionRequest req, GetPosition endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadReports)
        .IsShared(Shared.Position)
        .WithName(nameof(GetPosition))
        .WithSummary("Read where a provider stands")
        .WithDescription("The latest answer to each measure and the latest status of each item, each with the time it was true, and the level of each trigger.")
        .WithTags("Reports")
        .Produces(StatusCodes.Status304NotModified);

    public async Task<Results<Ok<PositionResponse>, StatusCodeHttpResult>> ExecuteAsync(GetPositionRequest req, HttpContext http, CancellationToken ct)
    {
        var head = await reader.HeadAsync(req.Authority, ct);
        var rules = await reader.RulesAsync(req.Authority, head.KnownOn, ct);
        var subject = await reader.SubjectAsync(req.Authority, req.Provider, ct);
        return EntityTag.Of(subject.Seq).IsHeld(http)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(Of(subject, rules));
    }

    private static PositionResponse Of(SubjectState subject, Rulebook rules) => new(
        subject.Key,
        subject.Seq,
        subject.LastReportOn,
        [.. rules.Measures.Where(m => subject.BeliefOf(m.Key) is not null)
            .Select(m => new PositionReadingResponse(m, subject.BeliefOf(m.Key)!.Value, subject.Stale.Contains(m.Key)))],
        [.. subject.Statuses.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => new PositionStatusResponse(s.Key, s.Value.Status, s.Value.AsAt, s.Value.Seq))],
        [.. rules.Rules.Select(r => r.Trigger).Concat(rules.Off.Select(o => o.Trigger)).OrderBy(t => t.Key, StringComparer.Ordinal)
            .Where(t => t.Subject == SubjectScope.Provider && Spread.IsAsked(t.Reads, t.Values, subject, rules))
            .Select(t => PositionTriggerResponse.From(t, subject, rules))],
        [.. subject.Overdue]);
}
