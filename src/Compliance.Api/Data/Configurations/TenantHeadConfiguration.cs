using Compliance.Api.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Compliance.Api.Data.Configurations;

internal sealed class TenantHeadConfiguration : IEntityTypeConfiguration<TenantHead>
{
    public void Configure(EntityTypeBuilder<TenantHead> builder)
    {
        builder.ToTable("TenantHeads").IsMultiTenant().HasKey(h => h.TenantId);
        builder.HasOne<AuthorityRow>().WithOne().HasForeignKey<TenantHead>(h => h.TenantId).OnDelete(DeleteBehavior.Restrict);
    }
}
