namespace Compliance.Api.Data.Entities;

/// <summary>The folded position and trigger states of one subject, packed; <c>@</c> is the authority itself.</summary>
public sealed class SubjectRow
{
    public string TenantId { get; init; } = "";

    public required string Key { get; init; }

    public long Seq { get; set; }

    /// <summary>When the passing of time alone next changes something.</summary>
    public DateTime? DueOn { get; set; }

    public required byte[] Packed { get; set; }
}
