namespace Compliance.Api.Data.Entities;

/// <summary>Something that happened to a case and of which nobody has been told yet. Written with the event, gone once it is spelt out in notices.</summary>
public sealed class OutboxRow
{
    public string TenantId { get; init; } = "";

    public required string Case { get; init; }

    /// <summary>The event's number in the case's timeline.</summary>
    public int Sequence { get; init; }

    public DateTime HappenedOn { get; init; }
}
