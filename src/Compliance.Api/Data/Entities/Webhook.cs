namespace Compliance.Api.Data.Entities;

/// <summary>An address that an authority, or a region, wants told of its cases.</summary>
public sealed class Webhook
{
    public const int UrlMaxLength = 2000;
    public const int DescriptionMaxLength = 200;

    public required string Id { get; init; }

    /// <summary>The authority it belongs to; null where it belongs to a region.</summary>
    public string? TenantId { get; init; }

    public string? RegionId { get; init; }

    public required string Url { get; set; }

    public string? Description { get; set; }

    public bool Enabled { get; set; }

    /// <summary>Why it was switched off, where the service did that itself.</summary>
    public string? DisabledBecause { get; set; }

    /// <summary>What messages are signed with, encrypted.</summary>
    public required string Secret { get; set; }

    /// <summary>The secret before, while messages are signed with both.</summary>
    public string? OldSecret { get; set; }

    public DateTime? OldSecretEndsOn { get; set; }

    public DateTime CreatedOn { get; init; }

    public int Revision { get; set; }

    /// <summary>Failures in a row, whatever the message.</summary>
    public int Failures { get; set; }

    /// <summary>Nothing is sent there before, because it failed just now.</summary>
    public DateTime? RestsUntil { get; set; }
}
