namespace Compliance.Domain.Notices;

/// <summary>How long to wait before trying again: twice as long each time, and somewhere in between by chance, so that not all come back at once.</summary>
public static class Backoff
{
    public static readonly TimeSpan GivesUpAfter = TimeSpan.FromDays(3);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    /// <summary>The most an address rests after it failed, so that it is soon found well again.</summary>
    public static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan _first = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _least = TimeSpan.FromSeconds(1);

    /// <param name="attempts">Tries made so far, one at least.</param>
    /// <param name="chance">From 0 up to 1.</param>
    public static TimeSpan Wait(int attempts, double chance, TimeSpan longest)
    {
        var most = _first * Math.Pow(2, Math.Clamp(attempts - 1, 0, 30));
        var wait = (most < longest ? most : longest) * chance;
        return wait < _least ? _least : wait;
    }
}
