namespace Compliance.Api.Checklists;

/// <summary>The roles that a checklist can name as helpers, or tell; the reference data give each its label.</summary>
public static class Roles
{
    public static readonly IReadOnlyList<string> All =
    [
        "provider", "authority", "authority-lead", "authority-director", "authority-out-of-hours", "dass", "dph", "psw", "commissioners", "housing",
        "region", "dhsc", "lrf", "nhs", "nhs-region", "ics", "ukhsa-hpt", "health-protection-board", "cqc", "skills-for-care", "link-workers", "vcse",
    ];
}
