namespace Compliance.Api.Checklists;

/// <summary>The nations that a checklist can be written for.</summary>
public static class Nations
{
    public static readonly IReadOnlyList<string> All = ["england", "scotland", "wales", "northern-ireland"];
}
