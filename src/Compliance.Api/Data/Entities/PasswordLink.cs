namespace Compliance.Api.Data.Entities;

/// <summary>Lets its holder set a user's password, once. Only the token's hash is kept, so that a copy of the table opens nothing.</summary>
public sealed class PasswordLink
{
    /// <summary>Lower-case hexadecimal SHA-256 of the token.</summary>
    public required string TokenHash { get; init; }

    public required string UserId { get; init; }

    public DateTime ExpiresOn { get; init; }

    /// <summary>When it was used, or used up by another link of the same user.</summary>
    public DateTime? UsedOn { get; set; }
}
