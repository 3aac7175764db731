namespace Compliance.Api.Data;

/// <summary>How the service judges its own absence; section <c>Clock</c> of the settings.</summary>
public sealed class ClockOptions
{
    public const string Section = "Clock";

    /// <summary>After how many minutes without a sign of life the service was out of order. It is held against nobody.</summary>
    public int OutageMinutes { get; init; } = 15;
}
