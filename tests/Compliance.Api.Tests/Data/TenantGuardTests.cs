using Compliance.Api.Data.Entities;
using Compliance.Api.Tenancy;
using Compliance.Api.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Tests.Data;

public sealed class TenantGuardTests(ComplianceApp app)
{
    private readonly TestAuthority _mine = app.NewAuthority();
    private readonly TestAuthority _theirs = app.NewAuthority();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_insert_is_stamped_with_the_tenant_written_for()
    {
        await _mine.HasRowOfAsync("beechwood");

        await using var db = _mine.Db();
        Assert.Equal(_mine.Id, (await db.Providers.SingleAsync(Ct)).TenantId);
    }

    [Fact]
    public void An_insert_for_another_tenant_throws()
    {
        using var db = _mine.Db();

        Assert.Throws<TenantMismatchException>(() => db.Add(Home("beechwood", _theirs.Id)));
    }

    [Fact]
    public void Without_a_tenant_nothing_can_be_written()
    {
        using var db = app.Databases.Create(Scope.Of(_mine.Id));

        Assert.Throws<TenantMismatchException>(() => db.Add(Home("beechwood")));
    }

    [Fact]
    public async Task A_row_read_from_another_tenant_of_the_scope_cannot_be_changed()
    {
        await _theirs.HasRowOfAsync("beechwood");
        await using var db = app.Databases.Create(Scope.Of(_mine.Id, _theirs.Id), new Tenant(_mine.Id));
        var row = await db.Providers.SingleAsync(p => p.TenantId == _theirs.Id, Ct);

        row.Name = "Changed";

        await Assert.ThrowsAsync<TenantMismatchException>(() => db.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task A_forged_row_meets_nothing_in_the_database()
    {
        await _theirs.HasRowOfAsync("beechwood");
        await using var db = _mine.Db();
        var forged = Home("beechwood", _mine.Id);
        db.Entry(forged).State = EntityState.Unchanged;

        forged.Name = "Changed";

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task A_child_cannot_point_at_the_parent_of_another_tenant()
    {
        await using (var theirs = _theirs.Db())
        {
            theirs.Add(new FiringRow { Id = "f1", Trigger = "t", Subject = "s", Level = "red", Receipt = [] });
            await theirs.SaveChangesAsync(Ct);
        }

        await using var db = _mine.Db();
        db.Add(Case("e1", firing: "f1"));

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task A_subject_has_one_open_case_a_trigger()
    {
        await using var db = _mine.Db();
        db.AddRange(Case("closed", open: false), Case("open"), Case("of-a-person", trigger: null), Case("of-another", trigger: null));
        await db.SaveChangesAsync(Ct);

        db.Add(Case("second"));

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task An_empty_scope_reads_nothing()
    {
        await _mine.HasRowOfAsync("beechwood");
        await using var db = app.Databases.Create(Scope.Nothing);

        Assert.Empty(await db.Providers.ToListAsync(Ct));
        Assert.Empty(await db.Authorities.ToListAsync(Ct));
    }

    [Fact]
    public async Task Find_and_joins_and_bulk_deletes_stay_in_scope()
    {
        await _theirs.HasRowOfAsync("beechwood");
        await using (var db = _mine.Db())
        {
            Assert.Null(await db.Providers.FindAsync([_theirs.Id, "beechwood"], Ct));
            Assert.Equal(0, await db.Providers.ExecuteDeleteAsync(Ct));
            Assert.Empty(await db.Regions
                .Join(db.Authorities, r => r.Id, a => a.RegionId, (_, a) => a.TenantId)
                .Where(t => t == _theirs.Id).ToListAsync(Ct));
        }

        await using var theirs = _theirs.Db();
        Assert.Equal(1, await theirs.Providers.CountAsync(Ct));
    }

    [Fact]
    public async Task Each_context_filters_by_its_own_scope()
    {
        await _mine.HasRowOfAsync("oak");
        await _theirs.HasRowOfAsync("elm");

        Assert.Equal(["oak"], await KeysAsync(_mine.Id));
        Assert.Equal(["elm"], await KeysAsync(_theirs.Id));
        Assert.Equal(["elm", "oak"], await KeysAsync(_mine.Id, _theirs.Id));
    }

    private async Task<List<string>> KeysAsync(params string[] tenants)
    {
        await using var db = app.Databases.Create(Scope.Of(tenants));
        return await db.Providers.Select(p => p.Key).OrderBy(k => k).ToListAsync(Ct);
    }

    private static ProviderRow Home(string key, string tenant = "") =>
        new() { TenantId = tenant, Key = key, Name = key, ServiceType = "care-home", JoinedOn = new DateOnly(2026, 7, 1) };

    private static EscalationRow Case(string id, string? firing = null, string? trigger = "staff-absence", bool open = true) => new()
    {
        Id = id,
        FiringId = firing,
        Trigger = trigger,
        SubjectKind = "provider",
        Subject = "beechwood",
        State = "raised",
        Tier = "authority",
        Level = "red",
        IsOpen = open,
        RaisedOn = DateTime.UnixEpoch,
        Content = [],
    };
}
