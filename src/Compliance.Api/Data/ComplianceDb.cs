using System.Linq.Expressions;
using System.Reflection;
using Compliance.Api.Data.Entities;
using Compliance.Api.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Compliance.Api.Data;

/// <summary>The database as one caller may see it: reads are bound to a scope and writes to one tenant, at construction and for good.</summary>
public abstract class ComplianceDb : DbContext
{
    protected ComplianceDb(DbContextOptions options, Scope scope, Tenant? tenant)
        : base(options)
    {
        Scope = scope;
        Tenant = tenant;
        ChangeTracker.Tracking += (_, e) => Stamp(e);
    }

    public Scope Scope { get; }

    public Tenant? Tenant { get; }

    public DbSet<RegionRow> Regions => Set<RegionRow>();

    public DbSet<AuthorityRow> Authorities => Set<AuthorityRow>();

    public DbSet<TenantHead> TenantHeads => Set<TenantHead>();

    public DbSet<JournalRow> Journal => Set<JournalRow>();

    public DbSet<SubjectRow> Subjects => Set<SubjectRow>();

    public DbSet<ProviderRow> Providers => Set<ProviderRow>();

    public DbSet<PlanRow> Plans => Set<PlanRow>();

    public DbSet<ChecklistContent> ChecklistContents => Set<ChecklistContent>();

    public DbSet<FiringRow> Firings => Set<FiringRow>();

    public DbSet<EscalationRow> Escalations => Set<EscalationRow>();

    public DbSet<IdempotencyRow> Idempotency => Set<IdempotencyRow>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    public DbSet<NoticeRow> Notices => Set<NoticeRow>();

    public DbSet<Webhook> Webhooks => Set<Webhook>();

    public DbSet<User> Users => Set<User>();

    public DbSet<Hat> Hats => Set<Hat>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<PasswordLink> PasswordLinks => Set<PasswordLink>();

    public DbSet<HeartbeatRow> Heartbeats => Set<HeartbeatRow>();

    // Filters read this property of the context at hand, so that each context filters by its own scope.
    private IReadOnlyList<string> Tenants => Scope.Tenants;

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        EnforceMultiTenant();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        EnforceMultiTenant();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UnixMilliseconds>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ComplianceDb).Assembly);

        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(IsTenantOwned).ToList())
        {
            modelBuilder.Entity(entity.ClrType).HasQueryFilter(MultiTenant.Filter, InScope(entity.ClrType));
        }
    }

    private static bool IsTenantOwned(IReadOnlyTypeBase entity) => entity.FindAnnotation(MultiTenant.Annotation) is not null;

    private LambdaExpression InScope(Type entity)
    {
        var row = Expression.Parameter(entity, "row");
        var tenants = Expression.Property(
            Expression.Constant(this, typeof(ComplianceDb)),
            typeof(ComplianceDb).GetProperty(nameof(Tenants), BindingFlags.Instance | BindingFlags.NonPublic)!);

        return Expression.Lambda(
            Expression.Call(
                typeof(Enumerable), nameof(Enumerable.Contains), [typeof(string)],
                tenants, Expression.Property(row, MultiTenant.Property)),
            row);
    }

    // Keys hold the tenant, so it must be there before a row is tracked, not only before it is saved.
    private void Stamp(EntityTrackingEventArgs e)
    {
        if (e.FromQuery || e.State != EntityState.Added || !IsTenantOwned(e.Entry.Metadata))
        {
            return;
        }

        var tenantId = e.Entry.Property(MultiTenant.Property);
        if (tenantId.CurrentValue is null or "")
        {
            tenantId.CurrentValue = WrittenFor(e.Entry).Id;
        }

        Refuse(e.Entry, tenantId.CurrentValue);
    }

    private void EnforceMultiTenant()
    {
        foreach (var entry in ChangeTracker.Entries().Where(e =>
            e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && IsTenantOwned(e.Metadata)))
        {
            var tenantId = entry.Property(MultiTenant.Property);
            Refuse(entry, tenantId.CurrentValue);
            Refuse(entry, tenantId.OriginalValue);
        }
    }

    private Tenant WrittenFor(EntityEntry entry) => Tenant
        ?? throw new TenantMismatchException($"A {entry.Metadata.ShortName()} was to be written for no tenant.");

    private void Refuse(EntityEntry entry, object? tenantId)
    {
        if (!WrittenFor(entry).Id.Equals(tenantId))
        {
            throw new TenantMismatchException($"A {entry.Metadata.ShortName()} of another tenant was to be written.");
        }
    }
}
