namespace Compliance.Api.Checklists;

/// <summary>The kinds of service that a register holds and a checklist can speak of.</summary>
public static class ServiceTypes
{
    public static readonly IReadOnlyList<string> All =
    [
        "care-home", "care-home-with-nursing", "home-care", "supported-living", "extra-care", "shared-lives", "day-service",
    ];
}
