using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Escalations;

public enum CaseState { Raised, Acknowledged, InformationRequested, Mitigating, StoodDown, Withdrawn }

/// <summary>The case that a firing raises.</summary>
/// <param name="Tier">Who owns it now.</param>
/// <param name="ForRegion">Whether it has reached the region: started there, passed up, told, or past the authority's deadline. Stays so.</param>
/// <param name="Overdue">Nobody answered by the deadline; the next tier may act as the owner.</param>
/// <param name="Ladder">The ladder as it was when the case was raised or last rose.</param>
/// <param name="ClockFrom">Since when the ladder runs.</param>
/// <param name="StepsDone">Steps of the ladder taken.</param>
/// <param name="AnswerBy">The deadline while nobody has acknowledged.</param>
/// <param name="ReviewBy">When an acknowledged case comes back to the queue.</param>
public sealed record Escalation(
    string Id,
    string Trigger,
    string Title,
    string Section,
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
    string FiringId,
    Receipt Receipt,
    IReadOnlyList<CaseEvent> Timeline)
{
    /// <summary>Number of the last event of the timeline.</summary>
    public int Sequence => Timeline.Count;

    public bool IsOpen => State is not (CaseState.StoodDown or CaseState.Withdrawn);

    /// <summary>When somebody must next do something: answer while raised, review once acknowledged.</summary>
    public DateTime? DueOn => State switch
    {
        CaseState.Raised => AnswerBy,
        CaseState.Acknowledged => ReviewBy,
        _ => null,
    };

    internal Escalation Append(CaseEvent happened) => this with { Timeline = [.. Timeline, happened with { Sequence = Sequence + 1 }] };
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
}

public enum CaseAction { Acknowledge, PassUp, PassDown, StandDown, Reopen, Notes }

/// <summary>What a person does to a case, with what the action needs.</summary>
public sealed record Act(CaseAction Action)
{
    public string? Owner { get; init; }

    public string? Reason { get; init; }

    public DateTime? ReviewBy { get; init; }

    public string? Despite { get; init; }

    public Note? Note { get; init; }
}

/// <summary>What a person acts as.</summary>
public enum ActingAs { Provider, Authority, Region }
