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
public sealed record SubmitReportResponse(
    string Id,
    int Revision,
    DateTime ReceivedOn,
    DateTime AsAt,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<OwedResponse> StillOwed,
    IReadOnlyList<MovementResponse> Triggers,
    ToldResponse? Told)
{
    internal static SubmitReportResponse From(ReportAccepted accepted, ToldResponse? told, CurrentUser user) => new(
        accepted.Id, accepted.Revision, accepted.ReceivedOn, accepted.AsAt, accepted.Warnings,
        [.. accepted.StillOwed.Select(o => new OwedResponse(o.Measure, o.DueOn))],
        // Where the authority or an organisation stands is not for a provider to see, whosever report moved it.
        [.. accepted.Movements.Where(m => SubjectState.ScopeOf(m.Subject) == SubjectScope.Provider || user.May(Permissions.ReadTriggers)).Select(MovementResponse.From)],
        told);
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
