using Compliance.Api.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Data;

/// <summary>A region as reference data gives it.</summary>
public sealed record RegionRecord(string Id, string Name, string Nation, string Code);

/// <summary>An authority as reference data gives it.</summary>
/// <param name="Codes">Dated ONS codes, as canonical JSON.</param>
/// <param name="Contacts">Who is told in which role, as canonical JSON; left out, what is on record stays.</param>
public sealed record AuthorityRecord(
    string Id, string Name, string RegionId, string Nation, string Codes = "[]", string? Contacts = null);

/// <summary>Adds and renews regions and authorities; a new authority starts with an empty journal.</summary>
public sealed class Onboarding(ComplianceDbFactory databases, TenantStore tenants)
{
    /// <summary>Applies all or nothing. What is not named stays as it is: an authority is never removed.</summary>
    public async Task ApplyAsync(
        IReadOnlyCollection<RegionRecord> regions, IReadOnlyCollection<AuthorityRecord> authorities, CancellationToken ct)
    {
        await using var db = databases.Create(Scope.Lifted);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        foreach (var region in regions)
        {
            await PutAsync(db, region, ct);
        }

        foreach (var authority in authorities)
        {
            await PutAsync(db, authority, ct);
        }

        await transaction.CommitAsync(ct);
        tenants.Forget();
    }

    private static Task<int> PutAsync(ComplianceDb db, RegionRecord region, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO "Regions" ("Id", "Name", "Nation", "Code")
        VALUES ({region.Id}, {region.Name}, {region.Nation}, {region.Code})
        ON CONFLICT ("Id") DO UPDATE
            SET "Name" = excluded."Name", "Nation" = excluded."Nation", "Code" = excluded."Code"
        """, ct);

    private static async Task PutAsync(ComplianceDb db, AuthorityRecord authority, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Authorities" ("TenantId", "Name", "RegionId", "Nation", "Codes", "Contacts")
            VALUES ({authority.Id}, {authority.Name}, {authority.RegionId}, {authority.Nation}, {authority.Codes},
                COALESCE({authority.Contacts}, '[]'))
            ON CONFLICT ("TenantId") DO UPDATE
                SET "Name" = excluded."Name", "RegionId" = excluded."RegionId", "Nation" = excluded."Nation",
                    "Codes" = excluded."Codes", "Contacts" = COALESCE({authority.Contacts}, "Authorities"."Contacts")
            """, ct);

        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "TenantHeads" ("TenantId", "RegionId", "Seq", "KnownOn", "Hash")
            VALUES ({authority.Id}, {authority.RegionId}, 0, 0, {Array.Empty<byte>()})
            ON CONFLICT ("TenantId") DO UPDATE SET "RegionId" = excluded."RegionId"
            """, ct);
    }
}
