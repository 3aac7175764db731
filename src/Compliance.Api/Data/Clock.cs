namespace Compliance.Api.Data;

public static class Clock
{
    extension(TimeProvider clock)
    {
        /// <summary>The present instant, cut to the milliseconds that are stored.</summary>
        public DateTime UtcNow => UnixMilliseconds.From(UnixMilliseconds.Of(clock.GetUtcNow().UtcDateTime));
    }
}
