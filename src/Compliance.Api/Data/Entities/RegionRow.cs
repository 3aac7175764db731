namespace Compliance.Api.Data.Entities;

/// <summary>Authorities overseen by one assurance team.</summary>
public sealed class RegionRow
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    public required string Nation { get; set; }

    /// <summary>The region's ONS code.</summary>
    public required string Code { get; set; }
}
