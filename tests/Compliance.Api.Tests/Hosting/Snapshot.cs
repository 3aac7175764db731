using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Tests.Hosting;

/// <summary>All that a refused report or act could have touched, to be compared before and after.</summary>
public sealed record Snapshot(long Seq, int Journal, int Subjects, int Answers, string Packed, string Cases)
{
    public static async Task<Snapshot> OfAsync(TestAuthority authority)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var db = authority.Db();
        var cases = await db.Escalations.AsNoTracking().OrderBy(e => e.Id).Select(e => e.Content).ToListAsync(ct);
        var packed = await db.Subjects.AsNoTracking().OrderBy(s => s.Key).ToListAsync(ct);
        return new Snapshot(
            await db.TenantHeads.Select(h => h.Seq).SingleAsync(ct),
            await db.Journal.CountAsync(ct),
            packed.Count,
            await db.Idempotency.CountAsync(ct),
            string.Join(' ', packed.Select(s => Convert.ToHexString([.. s.Position, .. s.Window]))),
            string.Join(' ', cases.Select(Convert.ToHexString)));
    }
}
