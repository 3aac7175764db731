using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Data.Migrations;
using Compliance.Api.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Compliance.Api.Tests.Data;

public sealed class ModelTests
{
    /// <summary>What belongs to no tenant: shared by all, or asked for before a tenant is known.</summary>
    private static readonly Type[] _shared =
        [typeof(RegionRow), typeof(ChecklistContent), typeof(User), typeof(Hat), typeof(Session), typeof(PasswordLink), typeof(HeartbeatRow), typeof(Webhook)];

    public static TheoryData<string> Providers => ["Sqlite", "Postgres"];

    [Theory]
    [MemberData(nameof(Providers))]
    public void Migrations_match_the_model(string provider)
    {
        using var db = Model(provider);

        Assert.False(db.Database.HasPendingModelChanges(), "Make a migration; see README, \"Changing the model\".");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Every_entity_is_one_tenants_own_or_on_the_list(string provider)
    {
        using var db = Model(provider);
        var entities = db.Model.GetEntityTypes().ToLookup(e => e.FindAnnotation(MultiTenant.Annotation) is not null);

        Assert.Equal(_shared.Select(t => t.Name).Order(), entities[false].Select(e => e.ClrType.Name).Order());
        Assert.All(entities[true], IsGuarded);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Instants_are_numbers(string provider)
    {
        using var db = Model(provider);
        var instants = db.Model.GetEntityTypes().SelectMany(e => e.GetProperties())
            .Where(p => p.Name.EndsWith("On", StringComparison.Ordinal) && p.ClrType != typeof(DateOnly) && p.ClrType != typeof(DateOnly?));

        Assert.All(instants, p => Assert.Equal(typeof(long), p.GetTypeMapping().Converter?.ProviderClrType));
    }

    private static void IsGuarded(IEntityType entity)
    {
        var tenantId = entity.FindProperty(MultiTenant.Property);
        Assert.NotNull(tenantId);
        Assert.True(tenantId.IsConcurrencyToken);
        Assert.Equal(MultiTenant.Property, entity.FindPrimaryKey()!.Properties[0].Name);
        Assert.NotNull(entity.FindDeclaredQueryFilter(MultiTenant.Filter));

        foreach (var key in entity.GetForeignKeys().Where(k => k.PrincipalEntityType.FindAnnotation(MultiTenant.Annotation) is not null))
        {
            Assert.Equal(MultiTenant.Property, key.Properties[0].Name);
            Assert.Equal(MultiTenant.Property, key.PrincipalKey.Properties[0].Name);
        }
    }

    private static ComplianceDb Model(string provider) => provider == "Sqlite"
        ? new SqliteDesignTime().CreateDbContext([])
        : new PostgresDesignTime().CreateDbContext([]);
}
