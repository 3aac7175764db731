using System.Text.Json.Serialization;
using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Api.Reports;

/// <summary>What became of a report.</summary>
/// <param name="Id">Names the report from now on, for instance in a correction.</param>
/// <param name="Revision">1, and one more with each correction.</param>
/// <param name="ReceivedOn">When it was received and stored.</param>
/// <param name="AsAt">When its answers are taken to be true.</param>
/// <param name="StillOwed">Measures owed now and not answered, soonest due first.</param>
/// <param name="Triggers">Triggers whose level this report moved, or reached in the past, as far as the caller may see them.</param>
/// <param name="Told">Who is told of what it set off; null when it set off nothing.</param>
/// <param name="NotWatched">Triggers, or levels of them, that the authority has switched off and that would have judged these answers: of what they would find nobody is told.</param>
public sealed record SubmitReportResponse(
    string Id,
    int Revision,
    DateTime ReceivedOn,
    DateTime AsAt,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<OwedResponse> StillOwed,
    IReadOnlyList<MovementResponse> Triggers,
    ToldResponse? Told,
    IReadOnlyList<NotJudgedResponse> NotWatched)
{
    internal static SubmitReportResponse From(ReportAccepted accepted, ToldResponse? told, CurrentUser user) => new(
        accepted.Id, accepted.Revision, accepted.ReceivedOn, accepted.AsAt, accepted.Warnings,
        [.. accepted.StillOwed.Select(o => new OwedResponse(o.Measure, o.DueOn))],
        // Where the authority or an organisation stands is not for a provider to see, whosever report moved it.
        [.. accepted.Movements.Where(m => SubjectState.ScopeOf(m.Subject) == SubjectScope.Provider || user.May(Permissions.ReadTriggers)).Select(MovementResponse.From)],
        told,
        NotJudgedResponse.Of(accepted));
}

/// <summary>A trigger, or one level of it, that is switched off and would have judged what was reported.</summary>
/// <param name="Level">The level that is not watched; left out where the whole trigger is not.</param>
/// <param name="Reason">The authority's own.</param>
/// <param name="Since">Since when; null where that was not kept.</param>
/// <param name="Sentence">All of it in one sentence.</param>
public sealed record NotJudgedResponse(
    string Trigger, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TriggerLevel? Level, string Reason, DateTime? Since, string Sentence)
{
    internal static IReadOnlyList<NotJudgedResponse> Of(ReportAccepted accepted) =>
        [.. (accepted.NotJudged ?? []).Select(n => new NotJudgedResponse(n.Trigger, n.Level, n.Reason, n.Since, n.Sentence))];
}

/// <summary>A measure owed and not answered.</summary>
/// <param name="DueOn">The last second in which an answer is on time.</param>
public sealed record OwedResponse(string Measure, DateTime DueOn);

/// <summary>A trigger's level moved.</summary>
/// <param name="Escalation">Address of the case about it, when there is one.</param>
/// <param name="Mark"><c>discovered-late</c> where the level was reached in the past and has been left since; null where it stands there now.</param>
public sealed record MovementResponse(string Trigger, SubjectResponse Subject, TriggerLevel Was, TriggerLevel Level, string? Escalation, FiringMark? Mark)
{
    internal static MovementResponse From(Movement movement) => new(
        movement.Trigger, SubjectResponse.Of(movement.Subject), movement.Was, movement.Level,
        movement.Escalation is { } id ? $"/v1/escalations/{id}" : null, movement.Mark);
}

/// <summary>Who is told of what a report set off.</summary>
/// <param name="BeingTold">Told now, of what this very report set off.</param>
/// <param name="AlreadyTold">Told of the same cases before, and not told again: when, or how far that has come.</param>
/// <param name="NotYet">Not told yet, and when or on what condition they will be.</param>
/// <param name="NextStaffedOn">When the authority's office next works on its queue.</param>
/// <param name="OutOfHours">The authority's out-of-hours number; null when it has recorded none.</param>
/// <param name="Note">What this service is not.</param>
public sealed record ToldResponse(
    IReadOnlyList<string> BeingTold, IReadOnlyList<string> AlreadyTold, IReadOnlyList<string> NotYet, DateTime NextStaffedOn, string? OutOfHours, string Note);
