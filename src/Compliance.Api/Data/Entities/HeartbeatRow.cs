namespace Compliance.Api.Data.Entities;

/// <summary>When the service last ran. There is one row.</summary>
public sealed class HeartbeatRow
{
    public int Id { get; init; }

    public DateTime AliveOn { get; set; }
}
