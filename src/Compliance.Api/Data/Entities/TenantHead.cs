namespace Compliance.Api.Data.Entities;

/// <summary>The lock, clock, chain head and ETag of one tenant.</summary>
public sealed class TenantHead
{
    public string TenantId { get; init; } = "";

    public required string RegionId { get; set; }

    public long Seq { get; set; }

    /// <summary>When the last entry became known. Never runs backwards.</summary>
    public DateTime KnownOn { get; set; }

    public byte[] Hash { get; set; } = [];

    /// <summary>The service's own outages that still matter, as canonical JSON; null when there are none.</summary>
    public string? Outages { get; set; }

    /// <summary>The format in which the tenant's subjects are packed.</summary>
    public int Format { get; set; }
}
