using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Tenancy;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Compliance.Api.Access;

/// <summary>An opaque token and the instant at which it ends.</summary>
public sealed record AccessToken(string Value, DateTime ExpiresOn);

/// <summary>Starts, finds and ends sessions. A found one is believed for <see cref="BelievedFor"/>.</summary>
public sealed class Sessions(
    ComplianceDbFactory databases, IOptionsMonitor<BearerTokenOptions> tokens, IOptions<AccessOptions> options, TimeProvider clock)
{
    public const string SessionClaim = "session";
    public const string HatClaim = "hat";

    private const int KeptAtMost = 50_000;
    private readonly ConcurrentDictionary<string, (ActingSession? Session, long ReadAt)> _known = new(StringComparer.Ordinal);

    public static TimeSpan BelievedFor { get; } = TimeSpan.FromSeconds(30);

    public async Task<AccessToken> StartAsync(string userId, Hat hat, CancellationToken ct)
    {
        var now = clock.UtcNow;
        var session = new Session
        {
            Id = RandomId.New(),
            UserId = userId,
            HatId = hat.Id,
            StartedOn = now,
            ExpiresOn = now.AddMinutes(options.Value.SessionMinutes),
        };

        await using var db = databases.Create(Scope.Nothing);
        await db.Sessions.Where(s => s.ExpiresOn < now).ExecuteDeleteAsync(ct);
        db.Add(session);
        await db.SaveChangesAsync(ct);
        return Token(session, ActingHat.Of(hat));
    }

    /// <summary>The session if it is still open, with its hat as it stands now.</summary>
    public async Task<ActingSession?> FindAsync(string id, CancellationToken ct)
    {
        if (!_known.TryGetValue(id, out var known) || clock.GetElapsedTime(known.ReadAt) > BelievedFor)
        {
            if (_known.Count >= KeptAtMost)
            {
                _known.Clear();
            }

            known = (await ReadAsync(id, ct), clock.GetTimestamp());
            _known[id] = known;
        }

        return known.Session is { } session && session.ExpiresOn > clock.UtcNow ? session : null;
    }

    public async Task EndAsync(string id, CancellationToken ct)
    {
        var now = clock.UtcNow;
        await using var db = databases.Create(Scope.Nothing);
        await db.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedOn, now), ct);
        _known.TryRemove(id, out _);
    }

    /// <summary>Reads a user's sessions anew, after they were ended by other means.</summary>
    public void Forget(string userId)
    {
        foreach (var (id, known) in _known)
        {
            if (known.Session?.UserId == userId)
            {
                _known.TryRemove(id, out _);
            }
        }
    }

    private async Task<ActingSession?> ReadAsync(string id, CancellationToken ct)
    {
        await using var db = databases.Create(Scope.Nothing);
        var found = await (
            from session in db.Sessions
            join user in db.Users on session.UserId equals user.Id
            join hat in db.Hats on session.HatId equals hat.Id
            where session.Id == id && session.EndedOn == null
            select new { session, user.Name, hat }).AsNoTracking().SingleOrDefaultAsync(ct);
        return found is null
            ? null
            : new ActingSession(id, found.session.UserId, found.Name, ActingHat.Of(found.hat), found.session.ExpiresOn);
    }

    private AccessToken Token(Session session, ActingHat hat)
    {
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, session.UserId),
                new Claim(SessionClaim, session.Id),
                new Claim(HatClaim, hat.Key),
            ],
            BearerTokenDefaults.AuthenticationScheme);
        var ticket = new AuthenticationTicket(
            new ClaimsPrincipal(identity),
            new AuthenticationProperties { ExpiresUtc = new DateTimeOffset(session.ExpiresOn) },
            $"{BearerTokenDefaults.AuthenticationScheme}:AccessToken");

        return new AccessToken(
            tokens.Get(BearerTokenDefaults.AuthenticationScheme).BearerTokenProtector.Protect(ticket), session.ExpiresOn);
    }
}

/// <summary>Ids of what is never replayed.</summary>
public static class RandomId
{
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
