using System.Text.Json.Serialization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;

namespace Compliance.Domain.Intake;

/// <summary>What became of a command. Kept with its idempotency key, so that a retry gets the same answer.</summary>
[JsonDerivedType(typeof(ReportAccepted), "report")]
[JsonDerivedType(typeof(Stored), "stored")]
[JsonDerivedType(typeof(CaseChanged), "case")]
[JsonDerivedType(typeof(Missing), "not-found")]
[JsonDerivedType(typeof(Invalid), "invalid")]
[JsonDerivedType(typeof(Refused), "conflict")]
[JsonDerivedType(typeof(MatchNeeded), "match-needed")]
[JsonDerivedType(typeof(Stale), "stale")]
[JsonDerivedType(typeof(KeyReused), "key-reused")]
public abstract record Outcome
{
    [JsonIgnore]
    public bool IsAccepted => this is ReportAccepted or Stored or CaseChanged;
}

/// <summary>The report is in the journal.</summary>
/// <param name="Id">Its address within the tenant.</param>
/// <param name="NotJudged">What nobody watches and would have judged what it says; null when there is none.</param>
/// <param name="Told">Roles that this very report has told.</param>
/// <param name="Tellings">What told them, and what told others of the same cases before; null where that was not kept.</param>
public sealed record ReportAccepted(
    string Id,
    int Revision,
    long Seq,
    DateTime ReceivedOn,
    DateTime AsAt,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<Owed> StillOwed,
    IReadOnlyList<Movement> Movements,
    IReadOnlyList<string> Told,
    IReadOnlyList<ToBeTold> NotYetTold,
    IReadOnlyList<NotJudged>? NotJudged = null,
    IReadOnlyList<Telling>? Tellings = null) : Outcome;

/// <summary>A trigger, or one level of it, that is switched off and would have judged what a report says.</summary>
/// <param name="Level">Null for the whole trigger.</param>
/// <param name="Reason">The authority's own.</param>
public sealed record NotJudged(string Trigger, TriggerLevel? Level, string Reason, DateTime? Since, string Sentence);

/// <summary>An event of a case that told somebody.</summary>
/// <param name="Sequence">The event's number.</param>
/// <param name="Before">Whether it was before the report, which then tells these roles nothing.</param>
/// <param name="IsOpen">Whether the case is open, so that it stands in the queues of those who see it.</param>
public sealed record Telling(string Case, string Subject, int Sequence, DateTime On, IReadOnlyList<string> Roles, bool Before, bool IsOpen);

/// <summary>A measure owed and not answered.</summary>
/// <param name="DueOn">The last second in which it is on time.</param>
public sealed record Owed(string Measure, DateTime DueOn);

/// <summary>A role that will be told later.</summary>
/// <param name="UnlessAcknowledged">Not if somebody acknowledges before.</param>
/// <param name="Because">How that time came about, in words; null where that was not kept.</param>
/// <param name="Subject">What the case is about; null where that was not kept.</param>
public sealed record ToBeTold(string Role, DateTime On, bool UnlessAcknowledged, string? Because = null, string? Subject = null);

/// <summary>A plan or register entry is stored.</summary>
/// <param name="Created">Whether it is new.</param>
/// <param name="Warnings">What works but will trouble somebody later.</param>
public sealed record Stored(int Revision, long Seq, bool Created, IReadOnlyList<string> Warnings) : Outcome;

/// <summary>The act is done; the case as it is now.</summary>
public sealed record CaseChanged(Escalation Escalation) : Outcome;

/// <summary>There is no such thing, or none the caller may know of.</summary>
public sealed record Missing : Outcome;

/// <summary>Something in the request cannot be accepted.</summary>
public sealed record Invalid(IReadOnlyList<Fault> Faults) : Outcome;

/// <summary>One mistake: where it is, as a JSON pointer into the body, and how to mend it.</summary>
public sealed record Fault(string Pointer, string Sentence);

/// <summary>The request is sound but does not fit what is stored.</summary>
/// <param name="Code">Stable, kebab-case.</param>
/// <param name="Names">Measures or actions the sentence is about.</param>
public sealed record Refused(string Code, string Sentence, IReadOnlyList<string> Names) : Outcome;

/// <summary>What exists is changed only by those who say which revision they saw.</summary>
public sealed record MatchNeeded : Outcome;

/// <summary>Somebody changed it since.</summary>
public sealed record Stale : Outcome;

/// <summary>The idempotency key was used before with another body.</summary>
public sealed record KeyReused : Outcome;
