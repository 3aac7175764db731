namespace Compliance.Api.Data.Entities;

/// <summary>One sign-in under one hat. Ending it ends every token made from it.</summary>
public sealed class Session
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required string HatId { get; init; }

    public DateTime StartedOn { get; init; }

    public DateTime ExpiresOn { get; init; }

    public DateTime? EndedOn { get; set; }
}
