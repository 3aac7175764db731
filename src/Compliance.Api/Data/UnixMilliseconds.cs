using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Compliance.Api.Data;

/// <summary>Instants in columns: UTC, milliseconds since 1970. What is finer is cut off.</summary>
public sealed class UnixMilliseconds() : ValueConverter<DateTime, long>(on => Of(on), value => From(value))
{
    public static long Of(DateTime on) => (on.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    public static DateTime From(long value) => DateTime.UnixEpoch.AddTicks(value * TimeSpan.TicksPerMillisecond);
}
