namespace Compliance.Api.Data.Entities;

/// <summary>What an authority lets its region read, for how long and what for. It stays on record when it has ended.</summary>
public sealed class ShareRow
{
    public string TenantId { get; init; } = "";

    public required string Id { get; init; }

    /// <summary>The region as it was then; another one, to which the authority may come, reads nothing by it.</summary>
    public required string RegionId { get; init; }

    /// <summary>The one service whose readings are shared; null for the authority's board.</summary>
    public string? Provider { get; init; }

    public required IReadOnlyList<string> What { get; init; }

    public required string Purpose { get; init; }

    public DateTime SharedOn { get; init; }

    public required string SharedBy { get; init; }

    public DateTime ExpiresOn { get; init; }

    /// <summary>When it was withdrawn before it expired.</summary>
    public DateTime? WithdrawnOn { get; set; }

    public string? WithdrawnBy { get; set; }
}
