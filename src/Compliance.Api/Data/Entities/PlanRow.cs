namespace Compliance.Api.Data.Entities;

/// <summary>An authority's adoption of one checklist version for one season.</summary>
public sealed class PlanRow
{
    public string TenantId { get; init; } = "";

    public required string Checklist { get; init; }

    public int Season { get; init; }

    public int Version { get; set; }

    /// <summary>The first day, included.</summary>
    public DateOnly From { get; set; }

    /// <summary>The last day, included.</summary>
    public DateOnly To { get; set; }

    public required byte[] ContentHash { get; set; }

    /// <summary>The authority's own thresholds and what it switched off, as canonical JSON.</summary>
    public string Overrides { get; set; } = "[]";

    /// <summary>The day on which it was first adopted.</summary>
    public DateOnly AdoptedOn { get; set; }

    /// <summary>When the plan took on what a later version of the checklist added, by key, as canonical JSON; null when there is nothing.</summary>
    public string? Since { get; set; }

    public int Revision { get; set; }

    public long Seq { get; set; }
}
