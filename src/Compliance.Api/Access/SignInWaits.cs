using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Compliance.Api.Access;

/// <summary>Makes whoever tries wrong passwords for an account wait, longer each time, at the address from which they come.</summary>
/// <remarks>
/// By address, so that nobody is locked out by what others try elsewhere: a lead must get in on the night on which it matters. What is counted
/// is this process's alone, and lost with it; the account itself rests when too many come from everywhere, see <see cref="UserDirectory"/>.
/// </remarks>
internal sealed class SignInWaits(AccessOptions options, TimeProvider clock)
{
    private const int KeptAtMost = 100_000;
    private const int BytesOfNetwork = 8;

    private static readonly TimeSpan _first = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string PasswordHash, string From), Tries> _tries = new();

    private TimeSpan Longest => TimeSpan.FromMinutes(options.LockedMinutes);

    /// <summary>Counts a try before its password is looked at, so that tries sent at the same moment are all counted. False where it must wait.</summary>
    /// <param name="passwordHash">Stands for the account as long as it has this password: whoever sets another begins anew, whichever process that went to.</param>
    public bool MayTry(string passwordHash, IPAddress? from)
    {
        var now = clock.GetUtcNow();
        if (_tries.Count >= KeptAtMost)
        {
            Forget(now);
        }

        var may = true;
        _tries.AddOrUpdate(
            (passwordHash, Of(from)),
            _ => First(now),
            (_, known) =>
            {
                may = known.Until <= now;
                return !may ? known : IsOver(known, now) ? First(now) : known.Then(options.WrongPasswords, Longest, now);
            });
        return may;
    }

    /// <summary>A right password makes those before it forgotten.</summary>
    public void WasRight(string passwordHash, IPAddress? from) => _tries.TryRemove((passwordHash, Of(from)), out _);

    private Tries First(DateTimeOffset now) => new Tries(0, now).Then(options.WrongPasswords, Longest, now);

    private bool IsOver(Tries known, DateTimeOffset now) => known.Until + Longest < now;

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, known) in _tries)
        {
            if (IsOver(known, now))
            {
                _tries.TryRemove(key, out _);
            }
        }

        if (_tries.Count >= KeptAtMost)
        {
            _tries.Clear();
        }
    }

    // Whoever has one address of version 6 has all of its network.
    private static string Of(IPAddress? from) => from switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } => Convert.ToHexString(from.GetAddressBytes().AsSpan(0, BytesOfNetwork)),
        _ => from.MapToIPv4().ToString(),
    };

    /// <param name="Until">No further try before.</param>
    private sealed record Tries(int Count, DateTimeOffset Until)
    {
        public Tries Then(int free, TimeSpan longest, DateTimeOffset now)
        {
            var over = Count + 1 - free;
            var wait = over < 0 ? TimeSpan.Zero : _first * Math.Pow(2, Math.Min(over, 20));
            return new Tries(Count + 1, now + (wait < longest ? wait : longest));
        }
    }
}
