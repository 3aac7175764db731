namespace Compliance.Api.Data.Entities;

/// <summary>When the service last ran, and the outages that some council has not been told of yet.</summary>
public sealed class HeartbeatRow
{
    /// <summary>1 is the last sign of life. From 2 on, two by two: the last before an outage, and the first after it.</summary>
    public int Id { get; init; }

    public DateTime AliveOn { get; set; }
}
