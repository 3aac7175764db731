namespace Compliance.Api.Data.Entities;

/// <summary>What is believed of one subject, folded and packed; <c>@</c> is the authority itself.</summary>
public sealed class SubjectRow
{
    public string TenantId { get; init; } = "";

    public required string Key { get; init; }

    public long Seq { get; set; }

    /// <summary>When the passing of time alone next changes something.</summary>
    public DateTime? DueOn { get; set; }

    /// <summary>Beliefs, statuses and trigger states: all that is read of it, unless a report comes in.</summary>
    public required byte[] Position { get; set; }

    /// <summary>The reports that may still be corrected, and what came before them.</summary>
    public required byte[] Window { get; set; }
}
