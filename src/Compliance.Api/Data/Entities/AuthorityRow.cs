namespace Compliance.Api.Data.Entities;

/// <summary>A tenant: a local authority under its stable slug.</summary>
public sealed class AuthorityRow
{
    public string TenantId { get; init; } = "";

    public required string Name { get; set; }

    public required string RegionId { get; set; }

    public required string Nation { get; set; }

    /// <summary>ONS codes with the dates they held, as canonical JSON.</summary>
    public string Codes { get; set; } = "[]";

    /// <summary>Who is told in which role, as canonical JSON.</summary>
    public string Contacts { get; set; } = "[]";
}
