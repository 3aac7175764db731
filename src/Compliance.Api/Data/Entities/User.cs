namespace Compliance.Api.Data.Entities;

/// <summary>A person, or a program, that can sign in.</summary>
public sealed class User
{
    public const int EmailMaxLength = 254;
    public const string EachEmail = "each";
    public const string DailyEmail = "daily";
    public const string NoEmail = "none";

    public required string Id { get; init; }

    /// <summary>As it was given; compared through <see cref="NormalizedEmail"/>.</summary>
    public required string Email { get; set; }

    public required string NormalizedEmail { get; set; }

    public required string Name { get; set; }

    /// <summary>Empty while no password has been set; nobody can sign in then.</summary>
    public required string PasswordHash { get; set; }

    public bool HasPassword => PasswordHash.Length > 0;

    /// <summary>Wrong passwords in a row.</summary>
    public int AccessFailedCount { get; set; }

    public DateTime? LockedUntil { get; set; }

    /// <summary>How this person wants notices by e-mail: <c>each</c>, <c>daily</c> or <c>none</c>.</summary>
    public string NoticeEmail { get; set; } = EachEmail;

    public DateTime AddedOn { get; init; }

    public List<Hat> Hats { get; } = [];

    public static string Normalize(string email) => email.Trim().ToUpperInvariant();
}
