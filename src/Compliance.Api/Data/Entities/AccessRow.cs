namespace Compliance.Api.Data.Entities;

/// <summary>That somebody of another organisation read something of an authority's. Written once, never changed.</summary>
public sealed class AccessRow
{
    public string TenantId { get; init; } = "";

    public DateTime ReadOn { get; init; }

    /// <summary>Tells apart what was read in the same millisecond, in its order.</summary>
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required string Role { get; init; }

    public required string RegionId { get; init; }

    public required string Method { get; init; }

    public required string Address { get; init; }

    public string? Provider { get; init; }

    public required IReadOnlyList<string> Cases { get; init; }

    /// <summary>The share by which it was read; null where the cases had reached the region.</summary>
    public string? ShareId { get; init; }
}
