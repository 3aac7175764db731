using System.Text.Json.Serialization;
using Compliance.Api.Endpoints;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Reporting;
using Compliance.Domain.Triggers;
using Condition = Compliance.Domain.Escalations.Condition;

namespace Compliance.Api.Escalations;

/// <summary>A case with everything that lies behind it.</summary>
/// <param name="Authority">The authority whose case it is.</param>
/// <param name="Tier">Who owns it now.</param>
/// <param name="Section">Section of the checklist that has the trigger.</param>
/// <param name="StandDownProposed">The condition has cleared; somebody of the owning tier decides.</param>
/// <param name="Overdue">Nobody answered by the deadline; the next tier may act as the owner.</param>
/// <param name="Condition">Whether what raised it still holds; <c>not-watched</c> when nothing judges that any more, as its trigger is switched off or its days or its plan have ended. It can change without an event of the case, and so without a new ETag.</param>
/// <param name="Owner">Who is dealing with it.</param>
/// <param name="Due">What it waits for; null while nobody's answer is waited for.</param>
/// <param name="ReachedRegion">Whether the regional team sees it.</param>
/// <param name="ClosedOn">When it was stood down or withdrawn.</param>
/// <param name="Allowed">Actions that you may take on it now.</param>
/// <param name="Contingency">Measures that the plan names as an answer, the most acceptable first.</param>
/// <param name="Receipt">From which the firing can be recomputed.</param>
/// <param name="Timeline">What happened; notes that are not for you are left out.</param>
/// <param name="Sequence">Number of the last event; the ETag.</param>
public sealed record EscalationResponse(
    string Id,
    string Authority,
    string Region,
    Tier Tier,
    string Trigger,
    string Title,
    string Section,
    SubjectResponse Subject,
    CaseState State,
    TriggerLevel Level,
    bool StandDownProposed,
    bool Overdue,
    Condition Condition,
    string Summary,
    string? Owner,
    CaseDueResponse? Due,
    bool ReachedRegion,
    DateTime RaisedOn,
    DateTime? ClosedOn,
    IReadOnlyList<string> Allowed,
    IReadOnlyList<ContingencyResponse> Contingency,
    ReceiptResponse Receipt,
    IReadOnlyList<CaseEventResponse> Timeline,
    int Sequence);

/// <summary>What somebody must do about a case next.</summary>
/// <param name="What">Answer it while raised, review it once acknowledged.</param>
/// <param name="Because">How that time came about.</param>
public sealed record CaseDueResponse(CaseDueKind What, DateTime On, string Because)
{
    internal static CaseDueResponse? From(CaseDue? due) => due is null ? null : new(due.What, due.On, due.Because);
}

/// <summary>A measure that answers a trigger.</summary>
/// <param name="Acceptability">A last resort is authorised by a named director.</param>
/// <param name="Responsible">Who carries it out.</param>
public sealed record ContingencyResponse(string Key, string Title, Acceptability Acceptability, IReadOnlyList<string> Responsible)
{
    internal static ContingencyResponse From(ContingencyMeasure measure) =>
        new(measure.Key, measure.Title, measure.Acceptability, measure.Responsible);
}

/// <summary>One event of a case. Members that do not apply to it are left out.</summary>
/// <param name="Sequence">Counts up; notes that are not for you leave gaps.</param>
/// <param name="By">The role that did it; <c>system</c> for triggers and the clock.</param>
public sealed record CaseEventResponse(int Sequence, string Event, DateTime On, string By)
{
    /// <summary>Who did it; only of your own side.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TriggerLevel? Level { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Tier? Tier { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Summary { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>Why it was stood down although the condition had not cleared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Despite { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Owner { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? ReviewBy { get; init; }

    /// <summary>Roles told by it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Told { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CaseNoteResponse? Note { get; init; }

    /// <summary><c>discovered-late</c> where what raised it was true some time before it was known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FiringMark? Mark { get; init; }

    /// <summary>Where a level fell or cleared: what brought it there, to be recomputed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReceiptResponse? Receipt { get; init; }
}

/// <summary>A note on a case.</summary>
public sealed record CaseNoteResponse(string Text, Audience Audience);
