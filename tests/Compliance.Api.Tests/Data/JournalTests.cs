using Compliance.Api.Data.Entities;
using Compliance.Api.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Tests.Data;

public sealed class JournalTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_entry_cannot_be_deleted()
    {
        await WriteAsync();
        await using var db = _authority.Db();

        var refused = await Record.ExceptionAsync(() => db.Journal.ExecuteDeleteAsync(Ct));

        Assert.Contains("append-only", refused?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_cannot_be_changed()
    {
        await WriteAsync();
        await using var db = _authority.Db();

        var refused = await Record.ExceptionAsync(() => db.Journal.ExecuteUpdateAsync(j => j.SetProperty(x => x.Who, "me"), Ct));

        Assert.Contains("append-only", refused?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_in_a_payload_can_be_erased()
    {
        await WriteAsync();
        await using var db = _authority.Db();

        Assert.Equal(1, await db.Journal.ExecuteUpdateAsync(j => j.SetProperty(x => x.Payload, Array.Empty<byte>()), Ct));
    }

    [Fact]
    public async Task An_instant_comes_back_in_UTC_to_the_millisecond()
    {
        var on = new DateTime(2026, 11, 18, 9, 10, 0, 123, 456, DateTimeKind.Utc);
        await WriteAsync(on);
        await using var db = _authority.Db();

        var entry = await db.Journal.AsNoTracking().SingleAsync(j => j.KnownOn <= on, Ct);

        Assert.Equal(new DateTime(2026, 11, 18, 9, 10, 0, 123, DateTimeKind.Utc), entry.KnownOn);
        Assert.Equal(DateTimeKind.Utc, entry.KnownOn.Kind);
    }

    [Fact]
    public async Task A_season_far_off_has_a_place_too()
    {
        await WriteAsync(season: 2099);
        await using var db = _authority.Db();

        Assert.Equal(2099, await db.Journal.Select(j => j.Season).SingleAsync(Ct));
    }

    private async Task WriteAsync(DateTime? on = null, int season = 2026)
    {
        await using var db = _authority.Db();
        db.Add(new JournalRow
        {
            Season = season,
            Seq = 1,
            KnownOn = on ?? DateTime.UnixEpoch,
            Kind = "report",
            Subject = "beechwood",
            Who = "somebody",
            Payload = [1],
            PayloadHash = [2],
            Hash = [3],
        });
        await db.SaveChangesAsync(Ct);
    }
}
