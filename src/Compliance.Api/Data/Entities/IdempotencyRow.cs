namespace Compliance.Api.Data.Entities;

/// <summary>The answer once given to a keyed request, given again to its twin.</summary>
public sealed class IdempotencyRow
{
    public string TenantId { get; init; } = "";

    /// <summary>Made of the caller's hash, the route and the caller's key.</summary>
    public required string Key { get; init; }

    public required byte[] BodyHash { get; init; }

    public int Status { get; init; }

    public required byte[] Answer { get; init; }

    public DateTime ExpiresOn { get; init; }
}
