namespace Compliance.Api.Data.Entities;

/// <summary>The content of a checklist version as it was adopted, kept under its hash for good.</summary>
public sealed class ChecklistContent
{
    public required byte[] Hash { get; init; }

    public required string Key { get; init; }

    public int Version { get; init; }

    public required byte[] Content { get; init; }
}
