using System.Text.Json.Serialization;
using Compliance.Api.Access;
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
/// <param name="Trigger">What fired; null for a case raised by a person, which has no condition and no receipt either.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Section">Section of the checklist that has the trigger, or to which a person put it.</param>
/// <param name="StandDownProposed">The condition has cleared; somebody of the owning tier decides.</param>
/// <param name="Overdue">Nobody answered by the deadline, and the next tier may act as the owner; or a reply that was asked for did not come in time.</param>
/// <param name="Condition">Whether what raised it still holds; <c>not-watched</c> when nothing judges that any more, as its trigger is switched off or its days or its plan have ended; null for a case raised by a person, of which only people judge. It can change without an event of the case, and so without a new ETag.</param>
/// <param name="Owner">Who is dealing with it.</param>
/// <param name="Due">What it waits for; null once it is closed.</param>
/// <param name="Next">What its clock does if nobody does anything before, in order: who is told when, and when it is overdue or back in the queue. Empty once it is closed, and when its ladder has reached its end. A higher level starts another ladder.</param>
/// <param name="Mitigation">What is being done and until when, while it is; else null.</param>
/// <param name="ReachedRegion">Whether the regional team sees it.</param>
/// <param name="Audience">Who sees it beside the regional team: <c>provider</c>, the authority and the provider that it is about; <c>authority</c>, the authority alone.</param>
/// <param name="ClosedOn">When it was stood down or withdrawn.</param>
/// <param name="WatchedUntil">Up to when a new firing reopens it instead of raising another; null while it is open and once that is over.</param>
/// <param name="Allowed">Actions that you may take on it now.</param>
/// <param name="Contingency">Measures that the plan names as an answer, the most acceptable first; for a case raised by a person all that the plan holds.</param>
/// <param name="Receipt">From which the firing can be recomputed.</param>
/// <param name="Timeline">What happened; notes that are not for you are left out, and so are the words of questions and answers between others.</param>
/// <param name="Notices">Who was told of which event, by which channel, and what became of it. It changes without an event, and so without a new ETag.</param>
/// <param name="Sequence">Number of the last event; the ETag.</param>
/// <param name="Gathers">Of an open case about the authority or an organisation: the providers' firings that its trigger counts, as they are now; left out where it counts none.</param>
/// <param name="PartOf">Open cases that gather this one with others; left out when there are none, and for providers.</param>
public sealed record EscalationResponse(
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
    Condition? Condition,
    string Summary,
    string? Owner,
    CaseDueResponse? Due,
    IReadOnlyList<CaseNextResponse> Next,
    MitigationResponse? Mitigation,
    bool ReachedRegion,
    Audience Audience,
    DateTime RaisedOn,
    DateTime? ClosedOn,
    DateTime? WatchedUntil,
    IReadOnlyList<string> Allowed,
    IReadOnlyList<ContingencyResponse> Contingency,
    ReceiptResponse? Receipt,
    IReadOnlyList<CaseEventResponse> Timeline,
    IReadOnlyList<NoticeResponse> Notices,
    int Sequence,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GathersResponse? Gathers = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<PartOfResponse>? PartOf = null);

/// <summary>What somebody must do about a case next.</summary>
/// <param name="What">Answer it while raised, review it once acknowledged, reply when asked, look again when the mitigation ends.</param>
/// <param name="Because">The time in local words and how it came about: hours counted, weekends and bank holidays skipped, pauses, changes of the clocks.</param>
public sealed record CaseDueResponse(CaseDueKind What, DateTime On, string Because)
{
    internal static CaseDueResponse? From(CaseDue? due) => due is null ? null : new(due.What, due.On, due.Because);
}

/// <summary>What is being done about a case.</summary>
/// <param name="Until">When it ends; the case is then back in the queue.</param>
/// <param name="AuthorisedBy">The director who answers for a last resort; not shown to providers.</param>
public sealed record MitigationResponse(IReadOnlyList<CaseMeasureResponse> Measures, DateTime Until, string? AuthorisedBy)
{
    internal static MitigationResponse? From(Mitigation? mitigation, bool namesDirector) => mitigation is null
        ? null
        : new([.. mitigation.Measures.Select(CaseMeasureResponse.From)], mitigation.Until, namesDirector ? mitigation.AuthorisedBy : null);
}

/// <summary>A measure taken.</summary>
/// <param name="Key">Its key in the plan; null for one in somebody's own words.</param>
/// <param name="Acceptability">As the plan has it; null for one in somebody's own words.</param>
public sealed record CaseMeasureResponse(string? Key, string Title, Acceptability? Acceptability)
{
    internal static CaseMeasureResponse From(CaseMeasure measure) => new(measure.Key, measure.Title, measure.Acceptability);
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

    /// <summary>Who was asked for information, or gave it, or did not reply in time.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ActingAs? Asked { get; init; }

    /// <summary>What was asked; shown to who asked, who was asked, and those above them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Question { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? ReplyBy { get; init; }

    /// <summary>What was answered; shown to whom the question is shown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Answer { get; init; }

    /// <summary>True for an answer that came after its time. The case had gone on without it, and stays as it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Late { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CaseMeasureResponse>? Measures { get; init; }

    /// <summary>Until when the measures are meant to last.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? Until { get; init; }

    /// <summary>The director who authorised a last resort; not shown to providers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AuthorisedBy { get; init; }

    /// <summary>What lies elsewhere and belongs to it; shown to whom its words are shown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AttachmentResponse>? Attachments { get; init; }

    /// <summary>For how long the ladder's clock stood still until this event.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ClockPauseResponse? Paused { get; init; }

    /// <summary>Where a level fell or cleared: what brought it there, to be recomputed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReceiptResponse? Receipt { get; init; }
}

/// <summary>A time in which the ladder's clock stood still.</summary>
/// <param name="AddedMinutes">How much of it would have counted on the ladder's clock, in whole minutes.</param>
/// <param name="AnswerBy">The deadline for an answer as it is since; null where none was running.</param>
public sealed record ClockPauseResponse(DateTime From, DateTime To, int AddedMinutes, DateTime? AnswerBy)
{
    internal static ClockPauseResponse? Of(ClockPause? pause) =>
        pause is null ? null : new(pause.From, pause.To, (int)pause.Added.TotalMinutes, pause.AnswerBy);
}

/// <summary>A note on a case.</summary>
public sealed record CaseNoteResponse(string Text, Audience Audience);
