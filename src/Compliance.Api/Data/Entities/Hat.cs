namespace Compliance.Api.Data.Entities;

/// <summary>One role a user may act in, with where it holds. A request acts in exactly one.</summary>
public sealed class Hat
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required string Role { get; init; }

    public string? TenantId { get; init; }

    public string? RegionId { get; init; }

    /// <summary>For a provider manager, the services it speaks for; empty for everyone else.</summary>
    public IReadOnlyList<string> Providers { get; set; } = [];
}
