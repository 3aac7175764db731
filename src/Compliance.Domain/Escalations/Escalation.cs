using System.Text.Json.Serialization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Escalations;

public enum CaseState { Raised, Acknowledged, InformationRequested, Mitigating, StoodDown, Withdrawn }

/// <summary>The case that a firing, or a person, raises.</summary>
/// <param name="Trigger">What fired; null for a case raised by a person, which has no firing and no receipt either.</param>
/// <param name="Tier">Who owns it now.</param>
/// <param name="ForRegion">Whether it has reached the region: started there, passed up, told, or past the authority's deadline. Stays so.</param>
/// <param name="Overdue">Nobody answered by the deadline; the next tier may act as the owner.</param>
/// <param name="Owner">Who is dealing with it.</param>
/// <param name="Ladder">The ladder as it was when the case was raised or last rose.</param>
/// <param name="ClockFrom">When the ladder began to run.</param>
/// <param name="StepsDone">Steps of the ladder taken.</param>
/// <param name="AnswerBy">The deadline while nobody has acknowledged.</param>
/// <param name="ReviewBy">When an acknowledged case comes back to the queue.</param>
public sealed record Escalation(
    string Id,
    string? Trigger,
    string Title,
    string? Section,
    string Subject,
    int Season,
    CaseState State,
    Tier Tier,
    TriggerLevel Level,
    bool StandDownProposed,
    bool ForRegion,
    bool Overdue,
    string Summary,
    string? Owner,
    Ladder Ladder,
    DateTime ClockFrom,
    int StepsDone,
    DateTime? AnswerBy,
    DateTime? ReviewBy,
    int WatchDays,
    DateTime RaisedOn,
    DateTime? ClosedOn,
    string? FiringId,
    Receipt? Receipt,
    IReadOnlyList<CaseEvent> Timeline)
{
    /// <summary>Number of the last event of the timeline.</summary>
    public int Sequence => Timeline.Count;

    public bool IsOpen => State is not (CaseState.StoodDown or CaseState.Withdrawn);

    /// <summary>What was asked and is waited for; null otherwise.</summary>
    public Asked? Asked { get; init; }

    /// <summary>What is being done, while it is.</summary>
    public Mitigation? Mitigation { get; init; }

    /// <summary>How the ladder's clock was stopped; null if it never was since it began to run.</summary>
    public StoppedClock? Stopped { get; init; }

    /// <summary>True when whoever was asked last did not reply in time and nobody has acted since; null otherwise.</summary>
    public bool? ReplyOverdue { get; init; }

    /// <summary>True while the provider that it is about does not see it, nor is told of it; null otherwise.</summary>
    public bool? KeptFromProvider { get; init; }

    /// <summary>Whether somebody let a time pass: that for an answer to the case, or that for a reply.</summary>
    [JsonIgnore]
    public bool IsOverdue => Overdue || ReplyOverdue is true;

    /// <summary>When somebody must next do something: answer while raised, review once acknowledged, reply when asked, look again when a mitigation ends.</summary>
    public DateTime? DueOn => State switch
    {
        CaseState.Raised => AnswerBy,
        CaseState.Acknowledged => ReviewBy,
        CaseState.InformationRequested => Asked?.ReplyBy,
        CaseState.Mitigating => Mitigation?.Until,
        _ => null,
    };

    /// <summary>Up to when a new firing reopens a closed case instead of raising another; null while it is open, and where nothing can fire.</summary>
    [JsonIgnore]
    public DateTime? WatchedUntil => Trigger is not null && ClosedOn is { } closed ? closed.AddDays(WatchDays) : null;

    /// <summary>Of some roles, those that are to hear of the case.</summary>
    internal IReadOnlyList<string>? Hearing(IReadOnlyList<string>? roles) =>
        KeptFromProvider is true && roles?.Contains(Cases.Provider) is true ? [.. roles.Where(r => r != Cases.Provider)] : roles;

    internal Escalation Append(CaseEvent happened) => this with
    {
        Timeline = [.. Timeline, happened with { Sequence = Sequence + 1, Told = Hearing(happened.Told) }],
    };
}

/// <summary>One line of a case's timeline.</summary>
/// <param name="Seq">Journal entry it came with.</param>
/// <param name="By">Who, and as what; <c>system</c> for triggers and the clock.</param>
public sealed record CaseEvent(int Sequence, string Event, DateTime On, string By, long Seq)
{
    public TriggerLevel? Level { get; init; }

    public Tier? Tier { get; init; }

    public string? Summary { get; init; }

    public string? Reason { get; init; }

    public string? Despite { get; init; }

    public string? Owner { get; init; }

    public DateTime? ReviewBy { get; init; }

    /// <summary>Roles told by this event.</summary>
    public IReadOnlyList<string>? Told { get; init; }

    public Note? Note { get; init; }

    /// <summary>Discovered late: what raised it was true some time before it was known; else null.</summary>
    public FiringMark? Mark { get; init; }

    /// <summary>Why a level fell or cleared: what brought it there, to be recomputed.</summary>
    public Receipt? Receipt { get; init; }

    /// <summary>Who was asked; those who did not ask and were not asked need not read the question and its answer.</summary>
    public ActingAs? Asked { get; init; }

    public string? Question { get; init; }

    public string? Answer { get; init; }

    public DateTime? ReplyBy { get; init; }

    /// <summary>True for an answer that came when its time had passed; else null.</summary>
    public bool? Late { get; init; }

    public IReadOnlyList<CaseMeasure>? Measures { get; init; }

    public DateTime? Until { get; init; }

    public string? AuthorisedBy { get; init; }

    public IReadOnlyList<Attachment>? Attachments { get; init; }

    /// <summary>For how long the ladder's clock stood still until this event.</summary>
    public ClockPause? Paused { get; init; }
}

/// <summary>What is waited for while information is requested.</summary>
/// <param name="By">The role to be told of the answer.</param>
/// <param name="Before">The state to which the case goes back.</param>
/// <param name="Since">Since when the ladder's clock stands still.</param>
public sealed record Asked(ActingAs Of, string By, DateTime ReplyBy, CaseState Before, DateTime Since);

/// <summary>What is being done about a case, and for how long.</summary>
/// <param name="AuthorisedBy">The director who answers for a last resort.</param>
public sealed record Mitigation(IReadOnlyList<CaseMeasure> Measures, DateTime Until, string? AuthorisedBy);

/// <summary>A measure taken: one of the plan's, or one in somebody's own words.</summary>
/// <param name="Key">Its key in the plan; null for one in own words, whose acceptability is not known.</param>
public sealed record CaseMeasure(string? Key, string Title, Acceptability? Acceptability);

/// <summary>Something kept elsewhere. It is shown and never fetched.</summary>
public sealed record Attachment(string Title, string Url);

/// <summary>How a ladder's clock stands once it has been stopped.</summary>
/// <param name="Used">What it had run when it was last stopped.</param>
/// <param name="From">Since when it runs again; null while it stands still.</param>
/// <param name="Added">By how much it was stopped in all, on its own hours.</param>
public sealed record StoppedClock(TimeSpan Used, DateTime? From, TimeSpan Added);

/// <summary>A time during which a ladder's clock stood still.</summary>
/// <param name="Added">How much of it would have counted: hours of the office, or all.</param>
/// <param name="AnswerBy">The deadline as it is since; null where none is running.</param>
public sealed record ClockPause(DateTime From, DateTime To, TimeSpan Added, DateTime? AnswerBy);

/// <summary>What a person acts as.</summary>
public enum ActingAs { Provider, Authority, Region }
