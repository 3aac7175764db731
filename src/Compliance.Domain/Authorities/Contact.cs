namespace Compliance.Domain.Authorities;

/// <summary>Who answers for a role at an authority.</summary>
/// <param name="Role">As ladders name it, for instance <c>authority-out-of-hours</c>.</param>
/// <param name="RoundTheClock">Whether somebody answers day and night.</param>
public sealed record Contact(string Role, string Name, string? Email, string? Phone, bool RoundTheClock);
