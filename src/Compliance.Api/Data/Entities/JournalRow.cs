namespace Compliance.Api.Data.Entities;

/// <summary>One entry of a tenant's append-only log.</summary>
public sealed class JournalRow
{
    public string TenantId { get; init; } = "";

    /// <summary>The year in which the season begins.</summary>
    public int Season { get; init; }

    public long Seq { get; init; }

    public DateTime KnownOn { get; init; }

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public DateTime? AsAt { get; init; }

    public required string Who { get; init; }

    /// <summary>Canonical content; the only column that may change, when text in it is erased.</summary>
    public required byte[] Payload { get; set; }

    public required byte[] PayloadHash { get; init; }

    public required byte[] Hash { get; init; }
}
