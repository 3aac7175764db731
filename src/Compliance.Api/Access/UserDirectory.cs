using System.Net;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Compliance.Api.Access;

/// <summary>Who can sign in, and whether a password is theirs.</summary>
public sealed class UserDirectory(
    ComplianceDbFactory databases, IPasswordHasher<User> hasher, IOptions<AccessOptions> options, TimeProvider clock)
{
    // From everywhere together, where one address alone may try far less: an account rests only when many guess at once, and not for long.
    private const int FromEverywhere = 20;

    private static readonly TimeSpan _rest = TimeSpan.FromMinutes(1);

    private readonly SignInWaits _waits = new(options.Value, clock);
    private readonly Lazy<User> _nobody = new(() => New("nobody@invalid", "nobody", RandomId.New(), hasher, DateTime.UnixEpoch));

    /// <summary>The user of an e-mail address and password. Unknown, wrong and made to wait look the same, and take as long.</summary>
    /// <param name="from">The address of whoever tries.</param>
    public async Task<User?> FindAsync(string email, string password, IPAddress? from, CancellationToken ct)
    {
        await using var db = databases.Create(Scope.Nothing);
        var normalized = User.Normalize(email);
        var user = await db.Users.Include(u => u.Hats).SingleOrDefaultAsync(u => u.NormalizedEmail == normalized, ct);
        var known = user is { HasPassword: true } ? user : _nobody.Value;
        var verified = hasher.VerifyHashedPassword(known, known.PasswordHash, password);

        if (user is not { HasPassword: true } || user.LockedUntil > clock.UtcNow || !_waits.MayTry(user.PasswordHash, from))
        {
            return null;
        }

        if (verified == PasswordVerificationResult.Failed)
        {
            await CountFailureAsync(db, user.Id, ct);
            return null;
        }

        _waits.WasRight(user.PasswordHash, from);
        await WelcomeAsync(db, user, password, verified, ct);
        return user;
    }

    /// <summary>The user of an e-mail address; null when there is none.</summary>
    public async Task<User?> FindAsync(string email, CancellationToken ct)
    {
        await using var db = databases.Create(Scope.Nothing);
        var normalized = User.Normalize(email);
        return await db.Users.AsNoTracking().Include(u => u.Hats).SingleOrDefaultAsync(u => u.NormalizedEmail == normalized, ct);
    }

    /// <summary>How many people review for a region.</summary>
    public async Task<int> CountReviewersAsync(string region, CancellationToken ct)
    {
        await using var db = databases.Create(Scope.Nothing);
        return await db.Hats.Where(h => h.Role == Roles.Reviewer && h.RegionId == region).Select(h => h.UserId).Distinct().CountAsync(ct);
    }

    /// <summary>Adds a user, or further hats to one; a password that is given replaces the old one. Without one, a new user cannot sign in yet.</summary>
    public async Task<User> PutAsync(string email, string name, string? password, IEnumerable<ActingHat> hats, CancellationToken ct)
    {
        await using var db = databases.Create(Scope.Nothing);
        var normalized = User.Normalize(email);
        var user = await db.Users.Include(u => u.Hats).SingleOrDefaultAsync(u => u.NormalizedEmail == normalized, ct);
        if (user is null)
        {
            user = New(email, name, password, hasher, clock.UtcNow);
            db.Add(user);
        }
        else if (password is not null)
        {
            user.PasswordHash = hasher.HashPassword(user, password);
        }

        foreach (var hat in hats)
        {
            Put(db, user, hat);
        }

        await db.SaveChangesAsync(ct);
        return user;
    }

    private static void Put(ComplianceDb db, User user, ActingHat hat)
    {
        if (user.Hats.SingleOrDefault(h => ActingHat.Of(h).Key == hat.Key) is { } worn)
        {
            worn.Providers = [.. worn.Providers.Union(hat.Providers)];
            return;
        }

        db.Add(new Hat
        {
            Id = RandomId.New(),
            UserId = user.Id,
            Role = hat.Role,
            TenantId = hat.Tenant,
            RegionId = hat.Region,
            Providers = hat.Providers,
        });
    }

    private static User New(string email, string name, string? password, IPasswordHasher<User> hasher, DateTime on)
    {
        var user = new User
        {
            Id = RandomId.New(),
            Email = email.Trim(),
            NormalizedEmail = User.Normalize(email),
            Name = name,
            PasswordHash = "",
            AddedOn = on,
        };
        user.PasswordHash = password is null ? "" : hasher.HashPassword(user, password);
        return user;
    }

    // Counted in the database, so that tries sent at the same moment are all counted.
    private async Task CountFailureAsync(ComplianceDb db, string id, CancellationToken ct)
    {
        var user = db.Users.Where(u => u.Id == id);
        await user.ExecuteUpdateAsync(u => u.SetProperty(x => x.AccessFailedCount, x => x.AccessFailedCount + 1), ct);

        DateTime? until = clock.UtcNow + _rest;
        var most = FromEverywhere * options.Value.WrongPasswords;
        await user.Where(u => u.AccessFailedCount >= most).ExecuteUpdateAsync(
            u => u.SetProperty(x => x.AccessFailedCount, 0).SetProperty(x => x.LockedUntil, until), ct);
    }

    private async Task WelcomeAsync(
        ComplianceDb db, User user, string password, PasswordVerificationResult verified, CancellationToken ct)
    {
        user.AccessFailedCount = 0;
        user.LockedUntil = null;
        if (verified == PasswordVerificationResult.SuccessRehashNeeded)
        {
            user.PasswordHash = hasher.HashPassword(user, password);
        }

        await db.SaveChangesAsync(ct);
    }
}
