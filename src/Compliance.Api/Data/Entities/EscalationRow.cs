namespace Compliance.Api.Data.Entities;

/// <summary>A case: its packed content, and what lists and ticks look for.</summary>
public sealed class EscalationRow
{
    /// <summary>The place in the queue of what waits for nobody: behind all that is due.</summary>
    public static readonly DateTime Never = UnixMilliseconds.From(UnixMilliseconds.Of(DateTime.MaxValue));

    public string TenantId { get; init; } = "";

    public required string Id { get; init; }

    public string? FiringId { get; set; }

    /// <summary>None for a case raised by a person.</summary>
    public string? Trigger { get; init; }

    public required string SubjectKind { get; init; }

    public required string Subject { get; init; }

    /// <summary>Section of the checklist that it belongs to, if to one.</summary>
    public string? Section { get; set; }

    public int Season { get; set; }

    public required string State { get; set; }

    public required string Tier { get; set; }

    public required string Level { get; set; }

    public bool IsOpen { get; set; }

    /// <summary>Whether the case has reached the region: it started there, was passed up, or passed the authority's deadline.</summary>
    public bool ForRegion { get; set; }

    /// <summary>Whether the provider that it is about does not see it.</summary>
    public bool KeptFromProvider { get; set; }

    /// <summary>Whether somebody let the time for an answer, or for a reply, pass.</summary>
    public bool Overdue { get; set; }

    /// <summary>Whether the condition has cleared and somebody is to decide.</summary>
    public bool StandDownProposed { get; set; }

    /// <summary>The journal entry with which something last happened to it; feeds go on from there.</summary>
    public long Seq { get; set; }

    /// <summary>The last event's number; the case's ETag.</summary>
    public int Sequence { get; set; }

    public DateTime RaisedOn { get; init; }

    public DateTime? ClosedOn { get; set; }

    public DateTime? DueOn { get; set; }

    /// <summary>Its place in the queue: when it is due, or <see cref="Never"/>, so that an index has the queue's own order.</summary>
    public DateTime QueueOn { get; set; }

    /// <summary>When the passing of time alone next changes the case.</summary>
    public DateTime? NextOn { get; set; }

    public required byte[] Content { get; set; }
}
