namespace Compliance.Api.Samples;

/// <summary>The time of the sample's history, set step by step while it is made.</summary>
internal sealed class SampleClock : TimeProvider
{
    public DateTime Now { get; set; } = DateTime.UnixEpoch;

    public override DateTimeOffset GetUtcNow() => new(Now, TimeSpan.Zero);
}
