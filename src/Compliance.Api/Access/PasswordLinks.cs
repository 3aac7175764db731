using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Compliance.Api.Access;

/// <summary>Single-use links by which people set their own passwords, so that nobody ever knows another's.</summary>
public sealed class PasswordLinks(
    ComplianceDbFactory databases, Sessions sessions, IPasswordHasher<User> hasher, IOptions<AccessOptions> options, TimeProvider clock)
{
    public const string Page = "/set-password";

    /// <summary>The one sentence for links that are used, expired or unknown, so that trying tells nothing.</summary>
    public const string NotValid =
        "This link is not valid: it was used, has expired or was never given. Ask whoever gave it to you for a new one.";

    private const int TokenBytes = 32;

    public static TimeSpan ValidFor { get; } = TimeSpan.FromDays(7);

    /// <summary>Makes a link for a user; those it already has stay valid.</summary>
    public async Task<string> MakeAsync(string userId, CancellationToken ct)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = clock.UtcNow;
        await using var db = databases.Create(Scope.Nothing);
        await db.PasswordLinks.Where(l => l.ExpiresOn < now).ExecuteDeleteAsync(ct);
        db.Add(new PasswordLink { TokenHash = HashOf(token), UserId = userId, ExpiresOn = now + ValidFor });
        await db.SaveChangesAsync(ct);
        return $"{options.Value.PublicAddress.TrimEnd('/')}{Page}?token={token}";
    }

    /// <summary>Sets the password of the link's user, ends that user's sessions and uses up all its links; false for a link that is not valid.</summary>
    public async Task<bool> UseAsync(string token, string password, CancellationToken ct)
    {
        var (hash, now) = (HashOf(token), clock.UtcNow);
        await using var db = databases.Create(Scope.Nothing);
        if (await db.PasswordLinks.Where(l => l.TokenHash == hash).Select(l => l.UserId).SingleOrDefaultAsync(ct) is not { } userId)
        {
            return false;
        }

        var user = await db.Users.SingleAsync(u => u.Id == userId, ct);
        var hashed = hasher.HashPassword(user, password);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // The statement itself decides: of two who use a link at the same moment, one changes a row.
        var used = await db.PasswordLinks.Where(l => l.TokenHash == hash && l.UsedOn == null && l.ExpiresOn > now)
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.UsedOn, now), ct);
        if (used == 0)
        {
            return false;
        }

        await db.PasswordLinks.Where(l => l.UserId == userId && l.UsedOn == null).ExecuteUpdateAsync(l => l.SetProperty(x => x.UsedOn, now), ct);
        await db.Sessions.Where(s => s.UserId == userId && s.EndedOn == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedOn, now), ct);
        await db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(
            u => u.SetProperty(x => x.PasswordHash, hashed).SetProperty(x => x.AccessFailedCount, 0).SetProperty(x => x.LockedUntil, (DateTime?)null), ct);
        await transaction.CommitAsync(ct);
        sessions.Forget(userId);
        return true;
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
