namespace Compliance.Api.Data.Entities;

/// <summary>A trigger reaching a level for a subject, with the receipt from which that can be recomputed.</summary>
public sealed class FiringRow
{
    public string TenantId { get; init; } = "";

    public required string Id { get; init; }

    public int Season { get; init; }

    public long Seq { get; init; }

    public required string Trigger { get; init; }

    public required string Subject { get; init; }

    public required string Level { get; init; }

    public DateTime KnownOn { get; init; }

    public required byte[] Receipt { get; init; }

    /// <summary>What a later correction says of it; the firing itself is never rewritten.</summary>
    public string? Mark { get; set; }
}
