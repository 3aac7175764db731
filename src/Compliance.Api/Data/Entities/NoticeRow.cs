namespace Compliance.Api.Data.Entities;

/// <summary>One event of one case, told to one recipient over one channel.</summary>
public sealed class NoticeRow
{
    public const string Pending = "pending";
    public const string Sent = "sent";

    /// <summary>Overtaken before it was sent: the case was answered or closed, or the recipient has left.</summary>
    public const string Dropped = "dropped";

    /// <summary>There is no way to reach anybody.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>Tried for three days, or refused for good.</summary>
    public const string Dead = "dead";

    public const string Webhook = "webhook";
    public const string Email = "email";
    public const string Text = "text";

    /// <summary>The channel of a notice that nobody can be sent.</summary>
    public const string NoChannel = "none";

    public static IReadOnlyList<string> States { get; } = [Pending, Sent, Dropped, Unreachable, Dead];

    public string TenantId { get; init; } = "";

    /// <summary>Derived from all that makes the notice one of its own, so that spelling out an event twice makes none twice.</summary>
    public required string Id { get; init; }

    public required string Case { get; init; }

    public int Sequence { get; init; }

    public required string Event { get; init; }

    /// <summary>Roles for which the recipient is told, as the ladder names them, separated by commas; empty for a webhook.</summary>
    public required string Roles { get; init; }

    /// <summary>Of those, roles that nobody else could be told for.</summary>
    public string? Instead { get; init; }

    /// <summary>On which side the recipient sits: provider, authority or region.</summary>
    public required string Side { get; init; }

    public required string Channel { get; init; }

    /// <summary><c>user:id</c>, <c>contact:address</c> or <c>webhook:id</c>; empty for nobody.</summary>
    public required string Recipient { get; init; }

    /// <summary>Red on a round-the-clock ladder: no digest holds it back.</summary>
    public bool Urgent { get; init; }

    public required string State { get; set; }

    /// <summary>What came of it, where that needs saying: why it was dropped, or the last trouble.</summary>
    public string? Why { get; set; }

    public DateTime CreatedOn { get; init; }

    /// <summary>Not to be sent before.</summary>
    public DateTime DueOn { get; set; }

    public int Attempts { get; set; }

    public DateTime? FirstTriedOn { get; set; }

    public DateTime? SentOn { get; set; }

    /// <summary>Until when one worker alone may send it.</summary>
    public DateTime? LeasedUntil { get; set; }

    public string? LeasedBy { get; set; }

    /// <summary>A person asked for it again: it is sent even though the case has moved on.</summary>
    public bool Replayed { get; set; }
}
