namespace Compliance.Api.Data;

/// <summary>How long is kept what no journal needs; section <c>Retention</c> of the settings.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>How many days after its case was closed a notice is kept, whatever became of it.</summary>
    public int NoticeDays { get; init; } = 90;
}
