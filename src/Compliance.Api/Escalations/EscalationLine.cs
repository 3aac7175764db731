using Compliance.Api.Endpoints;
using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;

namespace Compliance.Api.Escalations;

/// <summary>A case as a line of the queue.</summary>
/// <param name="Tier">Who owns it now.</param>
/// <param name="Trigger">What fired; null for a case raised by a person.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Section">Section of the checklist that it belongs to; null for one that belongs to none.</param>
/// <param name="StandDownProposed">The condition has cleared; somebody of the owning tier decides.</param>
/// <param name="Overdue">Nobody answered by the deadline, and the next tier may act as the owner; or a reply that was asked for did not come in time.</param>
/// <param name="Summary">What was last seen, in one line.</param>
/// <param name="Owner">Who is dealing with it.</param>
/// <param name="Due">What it waits for; null once it is closed.</param>
/// <param name="Sequence">Number of its last event.</param>
public sealed record EscalationLine(
    string Id,
    string Authority,
    string Region,
    Tier Tier,
    string? Trigger,
    string Title,
    string? Section,
    SubjectResponse Subject,
    CaseState State,
    TriggerLevel Level,
    bool StandDownProposed,
    bool Overdue,
    string Summary,
    string? Owner,
    CaseDueResponse? Due,
    DateTime RaisedOn,
    int Sequence)
{
    internal static IReadOnlyList<string> Headers { get; } =
    [
        "id", "authority", "region", "tier", "trigger", "title", "section", "subjectKind", "subject", "state", "level", "standDownProposed", "overdue",
        "summary", "owner", "dueWhat", "dueOn", "dueBecause", "raisedOn", "sequence",
    ];

    internal object?[] Cells =>
    [
        Id, Authority, Region, Tier, Trigger, Title, Section, Subject.Kind, Subject.Key, State, Level, StandDownProposed, Overdue,
        Summary, Owner, Due?.What, Due?.On, Due?.Because, RaisedOn, Sequence,
    ];

    internal static EscalationLine From(string authority, string region, Escalation escalation, Calendar calendar) => new(
        escalation.Id, authority, region, escalation.Tier, escalation.Trigger, escalation.Title, escalation.Section, SubjectResponse.Of(escalation.Subject),
        escalation.State, escalation.Level, escalation.StandDownProposed, escalation.IsOverdue, escalation.Summary, escalation.Owner,
        CaseDueResponse.From(CaseDue.Of(escalation, calendar)), escalation.RaisedOn, escalation.Sequence);
}
