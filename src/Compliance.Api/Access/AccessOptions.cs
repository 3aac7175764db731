namespace Compliance.Api.Access;

/// <summary>Sign-in and sessions; section <c>Access</c> of the settings.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>Where the keys that protect tokens are kept. Replicas share it.</summary>
    public string KeysDirectory { get; init; } = "var/keys";

    public int SessionMinutes { get; init; } = 12 * 60;

    /// <summary>Tries from one address, right or wrong.</summary>
    public int SignInsPerMinute { get; init; } = 30;

    /// <summary>Wrong passwords in a row for one account from one address before it waits: a minute at first, and twice as long after each further one.</summary>
    public int WrongPasswords { get; init; } = 5;

    /// <summary>The longest such wait.</summary>
    public int LockedMinutes { get; init; } = 15;

    /// <summary>Where people reach the service from outside; links that are sent to them begin with it.</summary>
    public string PublicAddress { get; init; } = "http://localhost:5080";
}
